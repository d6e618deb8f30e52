"""Entry point of `streamlit run dashboard.py`: serves ui/frame.py with the middleware of ui/shell/middleware.py."""

import streamlit as st

from ui.shell.middleware import FRAME, page_middleware
from ui.shell.preload import preload

preload()
app = st.App(FRAME, middleware=page_middleware())
