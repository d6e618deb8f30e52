"""The front door: `streamlit run dashboard.py` serves the frame of ui/frame.py behind closed doors."""

import streamlit as st

from ui.shell.middleware import FRAME, closed_house
from ui.shell.preload import warm

warm()
app = st.App(FRAME, middleware=closed_house())
