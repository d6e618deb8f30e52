"""A figure as every page shows it: what is seen, unit and base, status, picture, source, the data, a file."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from reads.origins import publishers
from ui import markup
from ui.context import Context
from ui.downloads import csv_bytes
from ui.names import feed_names
from ui.theme import BADGES

NAMED_SOURCES = 4
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def card(
    context: Context,
    figure: go.Figure,
    *,
    key: str,
    title: str,
    base: str,
    statuses: Iterable[str],
    source: str,
    alt: str,
    table: pd.DataFrame,
    selectable: bool = False,
) -> Any:
    """Draw one figure with everything that belongs to it; returns Streamlit's selection when ``selectable``.

    ``statuses``: observed, derived, allocated, proposed or demonstration, as many as the figure mixes.
    ``table``: the figure's data with headings in the reader's language.
    """
    words = context.words
    badges = " ".join(markup.badge(status, words, context.theme) for status in dict.fromkeys(statuses))
    with st.container(border=True, key=f"card_{key}"):
        st.html(
            f'<h3 class="figure-title">{markup.text(title)}</h3>'
            f'<p class="figure-base">{markup.text(base)}</p><div>{badges}</div>'
        )
        options: dict[str, Any] = {"on_select": "rerun", "selection_mode": "points"} if selectable else {}
        chosen = st.plotly_chart(figure, theme=None, config=CONFIG, key=f"figure_{key}", alt=alt, **options)
        st.html(f'<div class="figure-source">{markup.text(words.t("Source: {source}", source=source))}</div>')
        with st.expander(words.t("Show the data")):
            st.dataframe(table, hide_index=True, width="stretch", key=f"table_{key}", alt=alt)
            notes = {
                words.t("Figure"): title,
                words.t("Release"): context.release.id,
                words.t("Date of the figures"): context.filters.as_of.isoformat(),
                words.t("Status"): ", ".join(words.t(BADGES[s][1]) for s in dict.fromkeys(statuses)),
                words.t("Source"): source,
            }
            st.download_button(
                words.t("Download as CSV"),
                lambda: csv_bytes(table, notes, words),  # made when somebody asks for it
                file_name=f"{key}_{context.filters.as_of}_{context.release.id[-12:]}.csv",
                mime="text/csv",
                key=f"csv_{key}",
            )
    return chosen


def source_text(context: Context, row: pd.Series) -> str:
    """Who a measure's figures come from: its publishers, or the feeds that chambers and associations send."""
    words = context.words
    if row["published_indicator"]:
        found = publishers(context.release, row["published_indicator"], row["published_category"])
        named = list(found["publisher"].drop_duplicates())
        return words.list_of(named[:NAMED_SOURCES]) + (words.t(" and others") if len(named) > NAMED_SOURCES else "")
    names = feed_names(str(row["feeds"]), words)
    if row["status"] == "demonstration":
        return words.t("generated demonstration data ({feeds})", feeds=names)
    return words.t("elaboration of the Osservatorio on {feeds}", feeds=names)
