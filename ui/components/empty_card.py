"""A card without a figure: what is missing, and which data would fill it."""

from collections.abc import Sequence

import streamlit as st

from ui.state.page_context import Context
from ui.style import html


def empty_card(context: Context, key: str, title: str, reason: str, missing: Sequence[str] = ()) -> None:
    """Draw the card: its title, the reason, and the missing parts as a list."""
    with st.container(border=True, key=f"card_{key}"):
        html.show("empty_card.html", title=title, reason=reason, missing=missing)
