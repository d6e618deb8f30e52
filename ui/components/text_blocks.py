"""Headings, sentences, lists and footnotes as every page writes them."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from ui.style import html


def page_heading(question: str) -> None:
    """The question that a page answers, as its only first-level heading."""
    st.title(question)


def lead(sentence: str) -> None:
    """The answer to the page's question, in larger type below the heading."""
    html.show("lead.html", sentence=sentence)


def section_heading(text: str) -> None:
    """The second-level heading of a part of a page."""
    html.show("section_heading.html", text=text)


def paragraph(text: str) -> None:
    """A sentence or two in running text."""
    html.show("paragraph.html", text=text)


def bullet_list(items: Sequence[str]) -> None:
    """Sentences one below the other."""
    html.show("bullet_list.html", items=items)


def footnote(text: str, mark: Markup | str = "") -> None:
    """A small, muted line; ``mark``: a badge or a link behind it."""
    html.show("footnote.html", text=text, mark=mark)
