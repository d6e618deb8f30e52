"""The section of the data page on how far the data reach: months with data by chamber or region, and every feed."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from texts.labels import feed_name
from ui.components.figure_card import Picture, card, feeds_source
from ui.components.html_table import html_table
from ui.components.text_blocks import paragraph, section_heading
from ui.content.place_names import chart_names
from ui.figures.matrix.delivery_grid import Line, delivery_grid, describe_delivery_grid
from ui.views.dati.delivery_rows import chamber_lines, region_lines
from ui.views.dati.freshness import CHAMBERS, SenderState, most_behind, never_sent
from ui.views.dati.freshness_tables import chamber_table, feed_table
from ui.views.dati.view_model import View

LONG_LIST = 300  # characters: a whole country may still be missing


def data_reach(view: View) -> None:
    """The chambers of the territory by month, those that never sent, and the table of all feeds."""
    page, words = view.page, view.page.words
    section_heading(words.t("How far the data reach"))
    if any(row["sent"] for row in view.chambers):
        _chambers(view)
    else:
        feeds = feed_name(CHAMBERS, words)
        paragraph(words.t("{place}: no data (awaiting data: {feeds}).", place=view.place, feeds=feeds))
    title = words.t("Every feed of the release, up to {day}:", day=words.day(page.filters.as_of))
    paragraph(title)
    html_table(feed_table(view.senders, page.rules.programme_feeds, words), title, words)


def _chambers(view: View) -> None:
    words = view.page.words
    if view.regional:
        lines = region_lines(view.chambers, chart_names(view.page.release, words))
        _card(view, "months", words.t("Data from the chambers by region and month"), lines, view.chambers)
        late = most_behind(row for row in view.chambers if row["missing"] and row["state"] != "never")
        if late:
            _card(view, "late", words.t("Chambers with months without data"), chamber_lines(late), late)
    else:
        lines = chamber_lines(view.chambers)
        _card(view, "months", words.t("Data from each chamber by month"), lines, view.chambers)
    if absent := never_sent(view.chambers, words):
        long = len(absent) > LONG_LIST
        with st.expander(words.t("Chambers that never sent any data")) if long else st.container():
            paragraph(absent)


def _card(view: View, key: str, title: str, lines: Sequence[Line], chambers: Sequence[SenderState]) -> None:
    page, words = view.page, view.page.words
    card(
        page,
        Picture(
            key=f"deliveries_{key}",
            figure=delivery_grid(lines, words=words, theme=page.theme),
            title=title,
            place=view.place,
            base=words.t("whole months of the agreement up to {day}; chambers in being on {date}",
                         day=words.day(page.filters.as_of), date=words.day(page.release.as_of)),
            unit="",
            statuses=("demonstration" if any(row["demonstration"] for row in view.chambers) else "observed",),
            source=feeds_source(page, (CHAMBERS,)),
            alt=describe_delivery_grid(lines, name=title, words=words),
            table=partial(chamber_table, chambers, view.names, words),
            caveat=words.t(
                "It tells whether there are data, not how many. Before a merger, the months of the chambers "
                "that were merged count for the one that took their place."
            ),
        ),
    )  # fmt: skip
