"""An expander whose content is computed and sent only when a reader opens it."""

from collections.abc import Callable

import streamlit as st

from ui.state.page_context import Context


@st.fragment
def lazy_expander(context: Context, label: str, key: str, draw: Callable[[], None]) -> None:
    """An expander that ``draw`` fills once it is open; open from the start where ``context.open_tables``.

    A closed one costs neither the server nor the browser anything: a page with ten figures is drawn without their ten
    tables. ``key`` is the start of its widget key.
    """
    with context.turn():
        _draw(context, label, key, draw)


def _draw(context: Context, label: str, key: str, draw: Callable[[], None]) -> None:
    opened = bool(context.open_tables)
    part = st.expander(label, expanded=opened, on_change="rerun", key=f"{key}_{opened}")
    if part.open:
        with part:
            draw()
