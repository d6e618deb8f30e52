"""The section of the synergy page that shows the physical and the virtual network side by side, month by month."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from reads.measures import Measure
from reads.records import PartFigure, figure_of
from reads.territories import ITALY
from texts.labels import OTHER, category_names
from texts.translator import Words
from ui.components.figure_card import Picture, card
from ui.components.kpi_cards import card_fields
from ui.components.text_blocks import section_heading
from ui.content.trajectory_tables import path_table
from ui.figures.lines.lines import LineRow, describe_lines, lines
from ui.views.sinergia.blocks import latest_month, report_missing
from ui.views.sinergia.view_model import View


def networks(view: View) -> None:
    """Cooperatives reached and virtual interactions over the same months, each with its own axis and unit."""
    page, words = view.page, view.page.words
    section_heading(words.t("The physical and the virtual network, month by month"))
    physical = [_row(row, "", 0) for row in view.history("coops_reached")]
    virtual = _by_channel(view)
    panels = (
        ("coops_reached", view.place, physical, words.t("cooperatives reached, since the start")),
        ("virtual_interactions", view.names[ITALY], virtual, words.t("interactions, since the start")),
    )
    months = [row["month"] for row in (*physical, *virtual)]
    caveat = words.t("Two different units: the heights of the two pictures are not to be compared.")
    for column, (kpi, place, rows, axis) in zip(st.columns(2, gap="medium"), panels, strict=True):
        measure = view.measure(kpi)
        code = ITALY if kpi == "virtual_interactions" else page.filters.territory
        unit, name = measure["unit"], page.name(measure)
        with column:
            if report_missing(view, kpi, rows):
                continue
            card(
                page,
                Picture(
                    key=f"network_{kpi}", title=name,
                    figure=lines(rows, theme=page.theme, axis=axis, first=min(months), last=max(months), unit=unit,
                                 words=words),
                    alt=describe_lines(rows, name=name, unit=unit, words=words),
                    table=partial(_table, rows, measure, words),
                    **card_fields(page, view.subject(kpi, place, code), rows,
                              latest_month(row["month"] for row in rows)) | {"caveat": caveat},
                ),
            )  # fmt: skip


def _row(row: PartFigure, series: str, place: int) -> LineRow:
    return {**figure_of(row), "month": row["month"], "series": series, "place": place}


def _by_channel(view: View) -> list[LineRow]:
    """Interactions of Italy by channel, each with the channel's name as ``series`` and its ``place`` in the order."""
    names = category_names("channel", view.page.words)
    order = [code for code in names if code not in OTHER]
    return [
        _row(row, names[row["category"]], order.index(row["category"]))
        for row in view.italy.every("virtual_interactions", "channel")
    ]


def _table(rows: Sequence[LineRow], measure: Measure, words: Words) -> pd.DataFrame:
    """The months of every series, with the series' name first where there is one."""
    table = path_table(rows, measure["unit"], words, kind=measure["kind"])
    if not any(row["series"] for row in rows):
        return table
    table.insert(0, words.t("Category"), [row["series"] for row in rows])
    return table
