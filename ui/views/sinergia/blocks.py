"""What the sections of the synergy page draw besides cards: titles, lists, a link, and why a figure is missing."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from reads.figure_index import Cell
from reads.origins import files_of_feeds
from ui.content.kpi_sentences import why_missing
from ui.style import html
from ui.views.sinergia.view_model import View


def heading(text: str) -> None:
    """The title of a section."""
    st.html(f'<h2 class="aim">{html.text(text)}</h2>')


def told(sentences: list[str]) -> None:
    """Sentences as a list."""
    st.html(f'<ul class="told">{"".join(f"<li>{html.text(one)}</li>" for one in sentences)}</ul>')


def link_to_kpi(view: View, kpi: str, text: str) -> None:
    """A link to the page of an indicator, with the same choices."""
    page = view.page
    parameters = page.filters.address(page.default) | ({"lang": page.words.lang} if page.words.lang != "it" else {})
    address = html.text(html.page_address("kpi", parameters | {"kpi": kpi}))
    st.html(f'<p class="figure-base"><a href="{address}" target="_self">{html.text(text)}</a></p>')


def without_figure(view: View, measure: Cell) -> tuple[str, str]:
    """What stands in the place of a figure that has no row here, and why."""
    came = files_of_feeds(view.page.release, tuple(str(measure["feeds"]).split("|")))
    elsewhere = bool(view.here.has(measure["kpi"]) or came["accepted"].sum() > 0)
    return why_missing(measure | {"value": None, "sign": "", "known_elsewhere": elsewhere}, "total", view.page.words)


def last_month(rows: Sequence[Cell]) -> Any:
    """The latest month among some rows; None without any."""
    return max((row["month"] for row in rows if row["month"] is not None), default=None)


def missing(view: View, kpi: str, rows: Sequence[Cell]) -> bool:
    """Say in a sentence that a measure has no figure among these rows, and why; False, and nothing said, where it has.

    A suppressed figure is one: its picture shows the sign.
    """
    if any(row["value"] is not None or row["sign"] == "*" for row in rows):
        return False
    measure, words = view.measure(kpi), view.page.words
    value, why = without_figure(view, measure)
    if any(row["value"] is not None for row in view.here.history(kpi)):  # the whole is told, its parts are not
        why = words.t("its parts are published for Italy, areas and regions alone")
    told([words.t("{name}: {why}", name=view.page.name(measure), why=f"{value} ({why})" if why else value)])
    return True
