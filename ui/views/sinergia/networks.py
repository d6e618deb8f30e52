"""The section of the synergy page that shows the physical and the virtual network side by side, month by month."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from reads.figure_index import Cell
from texts.labels import OTHER, category_names
from texts.translator import Words
from ui.components.figure_card import Picture, card
from ui.components.kpi_cards import sourced
from ui.components.text_blocks import section_heading
from ui.content.trajectory_tables import path_table
from ui.figures.lines.lines import describe_lines, lines
from ui.views.sinergia.blocks import latest_month, report_missing
from ui.views.sinergia.view_model import View


def networks(view: View) -> None:
    """Cooperatives reached and virtual interactions over the same months, each with its own axis and unit."""
    page, words = view.page, view.page.words
    section_heading(words.t("The physical and the virtual network, month by month"))
    physical = [row | {"series": "", "place": 0} for row in view.history("coops_reached")]
    virtual = _by_channel(view)
    panels = (
        ("coops_reached", view.place, physical, words.t("cooperatives reached, since the start")),
        ("virtual_interactions", view.names["IT"], virtual, words.t("interactions, since the start")),
    )
    months = [row["month"] for row in (*physical, *virtual)]
    caveat = words.t("Two different units: the heights of the two pictures are not to be compared.")
    for column, (kpi, place, rows, axis) in zip(st.columns(2, gap="medium"), panels, strict=True):
        measure = view.measure(kpi)
        code = "IT" if kpi == "virtual_interactions" else page.filters.territory
        about: dict[str, Any] = {"unit": measure["unit"], "words": words}
        name = page.name(measure)
        with column:
            if report_missing(view, kpi, rows):
                continue
            card(
                page,
                Picture(
                    key=f"network_{kpi}", title=name,
                    figure=lines(rows, theme=page.theme, axis=axis, first=min(months), last=max(months), **about),
                    alt=describe_lines(rows, name=name, **about),
                    table=partial(_table, rows, measure, words),
                    **sourced(page, view.subject(kpi, place, code), rows, latest_month(rows)) | {"caveat": caveat},
                ),
            )  # fmt: skip


def _by_channel(view: View) -> list[Cell]:
    """Interactions of Italy by channel, each with the channel's name as ``series`` and its ``place`` in the order."""
    names = category_names("channel", view.page.words)
    order = [code for code in names if code not in OTHER]
    return [
        row | {"series": names[row["category"]], "place": order.index(row["category"])}
        for row in view.italy.every("virtual_interactions", "channel")
    ]


def _table(rows: list[Cell], measure: Cell, words: Words) -> pd.DataFrame:
    """The months of every series, with the series' name first where there is one."""
    table = path_table(rows, measure["unit"], words, kind=measure["kind"])
    if not any(row["series"] for row in rows):
        return table
    table.insert(0, words.t("Category"), [row["series"] for row in rows])
    return table
