"""Entry point: `streamlit run dashboard.py` serves the frame of ui/frame.py with the middleware of ui/shell."""

import streamlit as st

from ui.shell.middleware import FRAME, page_middleware
from ui.shell.preload import preload

preload()
app = st.App(FRAME, middleware=page_middleware())
