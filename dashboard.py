"""Entry point of `streamlit run dashboard.py`: serves ui/frame.py behind the middleware of ui/shell/startup.py."""

import streamlit as st

from ui.shell.memory import few_heaps
from ui.shell.middleware import FRAME
from ui.shell.preload import preload
from ui.shell.startup import lifespan, server_middleware
from ui.shell.unreadable import told_instead_of_a_box

few_heaps()
middleware = server_middleware()
preload()
app = st.App(FRAME, middleware=middleware, lifespan=lifespan, on_script_error=told_instead_of_a_box)
