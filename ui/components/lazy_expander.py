"""A folded part of a page, whose content is made and sent when somebody opens it."""

from collections.abc import Callable

import streamlit as st

from ui.state.page_context import Context


@st.fragment
def unfolding(context: Context, label: str, key: str, draw: Callable[[], None]) -> None:
    """A part that ``draw`` fills once it is open; open from the start where the reader asked for all data.

    What nobody opens costs neither the server nor the browser anything: a page with ten figures is drawn without ten
    tables.
    """
    opened = bool(context.open_tables)
    part = st.expander(label, expanded=opened, on_change="rerun", key=f"{key}_{opened}")
    if part.open:
        with part:
            draw()
