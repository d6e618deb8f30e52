"""The place of a figure that nobody can draw yet: what is missing, and what is awaited."""

from collections.abc import Sequence

import streamlit as st

from ui.state.page_context import Context
from ui.style import html


def awaited(context: Context, key: str, title: str, said: str, missing: Sequence[str] = ()) -> None:
    """A card without a picture: its title, the sentence that says why, and the parts that are missing."""
    items = "".join(f'<li><span aria-hidden="true">....</span> {html.text(one)}</li>' for one in missing)
    body = f'<h3 class="figure-title">{html.text(title)}</h3><p class="awaited">{html.text(said)}</p>'
    with st.container(border=True, key=f"card_{key}"):
        st.html(body + (f'<ul class="awaited">{items}</ul>' if items else ""))
