"""The section of the method page with the definitions of all indicators: one chosen from a list, then all by aim."""

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from reads.measures import Measure, measures_by_id, supporting
from reads.records import grouped
from ui.components.figure_base import kpi_address
from ui.components.notices import notice
from ui.components.text_blocks import section_heading
from ui.state import url_params
from ui.state.filters import ALL, label
from ui.state.page_context import Context
from ui.views.metodo.kpi_definition import entry_html


def indicators(page: Context) -> None:
    """A list to choose one indicator from, then expanders: one an aim, and one of the supporting measures."""
    words, measures = page.words, measures_by_id(page.release)
    section_heading(words.t("The indicators"))
    kpi = _choose(page, measures)
    if kpi != ALL:
        with st.container(border=True, key="chosen"):
            _show([_entry(page, measures[kpi])])
    for aim, own in sorted(grouped(measures.values(), lambda row: row["aim"]).items()):
        count = words.n("{count} indicator", "{count} indicators", len(own))
        # a name could hold what Streamlit reads as markup
        with st.expander(words.t("{aim}. {name}: {count}", aim=aim, name=words.pick(own[0]["aim_name"]), count=count)):
            _show([_entry(page, row) for row in own if row["kpi"] != kpi])
    beside = supporting(page.release)
    if beside:
        with st.expander(words.t("Figures that pages tell beside the indicators: {count}", count=len(beside))):
            _show([entry_html(row, words) for row in beside])


def _choose(page: Context, measures: Mapping[str, Measure]) -> str:
    """The id of the indicator in the address, or ALL; a name that no indicator has is reported and removed."""
    words = page.words
    wanted = url_params.read(["kpi"]).get("kpi", ALL)
    kpi = wanted if wanted in measures else ALL
    if wanted != kpi:
        url_params.remove("kpi")
        notice(words.t("No indicator has that name."), role="status")
    names = {ALL: words.t("choose one, or read them by aim")} | {one: page.name(row) for one, row in measures.items()}
    url_params.select("kpi", label("kpi", words), list(names), kpi, ALL, show=names)
    return kpi


def _entry(page: Context, row: Measure) -> Markup:
    return entry_html(row, page.words, kpi_address(row["kpi"], page.parameters))


def _show(entries: list[Markup]) -> None:
    st.html(str(Markup("").join(entries)))
