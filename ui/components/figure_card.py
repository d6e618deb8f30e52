"""The card of a figure: title, place, base and status above it; caveat, source, data and downloads below."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

import pandas as pd
import streamlit as st
from markupsafe import Markup

from reads.cache import cached
from reads.origins import files_of_feeds, publications
from reads.releases import Release
from texts.labels import feed_names
from texts.translator import N_, Words
from ui.components.data_grid import data_grid
from ui.components.download_buttons import download_buttons
from ui.components.html_table import html_table
from ui.components.lazy_expander import lazy_expander
from ui.content.place_names import codes_by_name, territory_names
from ui.export.file_cells import file_table
from ui.figures.base.drawing import Drawing
from ui.state.page_context import Context
from ui.style import html
from ui.style.theme import badge_label

NAMED_SOURCES = 4
SENTENCE_END = re.compile(r"(?<=[.!?]) ")
UNIT_NAMES = {
    "number": N_("number"),
    "percent": N_("percent"),
    "score": N_("score from 0 to 4"),
    "euro": N_("euro"),
    "per100": N_("per 100"),
    "per1000": N_("per 1,000 active cooperatives"),
    "euro_per1000": N_("euro per 1,000 active cooperatives"),
    "years": N_("years"),
    "persons": N_("persons"),
}
ROUNDED_NOTE = N_(
    "Rounded figures are rounded to the nearest ten, for confidentiality: parts need not add up to their total, also "
    "because a cooperative can stand in more than one."
)


class Sourced(TypedDict):
    """What tells where a measure's figures come from."""

    published_indicator: str
    published_category: str
    feeds: tuple[str, ...]


CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


@dataclass(frozen=True)
class Picture:
    """A figure and the texts of its card.

    ``statuses``: observed, derived, allocated, proposed or demonstration, as many as the figure mixes.
    ``table``: computes the figure's data with headings in the reader's language, once they are opened.
    ``place``: territory and category of the figures. ``rounded``: whether some are published rounded. ``body``: what
    the card shows where it has no figure; the table is then what it hands out.
    """

    key: str
    figure: Drawing | None  # None: the card shows ``body``, or the table itself
    title: str
    place: str
    base: str
    unit: str
    statuses: tuple[str, ...]
    source: str
    alt: str
    table: Callable[[], pd.DataFrame]
    caveat: str = ""
    rounded: bool = False
    body: Markup | None = None


def card(context: Context, picture: Picture, *, selectable: bool = False) -> Any:
    """Draw the card; returns Streamlit's selection when ``selectable``, else None."""
    words, key = context.words, picture.key
    badges = [html.badge(status, words, context.theme) for status in picture.statuses]
    whose = f"{picture.place}; {picture.base}"
    with st.container(border=True, key=f"card_{key}"):
        html.show("figure_head.html", title=picture.title, whose=whose, badges=badges)
        options: dict[str, Any] = {"on_select": "rerun", "selection_mode": "points"} if selectable else {}
        chosen = None
        if picture.figure is None:
            table = picture.table()
            if picture.body is None:
                html_table(table, picture.alt, words)
            else:
                st.html(str(picture.body))
            _take(context, picture, table)
        else:
            chosen = st.plotly_chart(
                picture.figure, theme=None, config=CONFIG, key=f"figure_{key}", alt=picture.alt, **options
            )
        _foot(context, picture)
        if picture.figure is not None:
            lazy_expander(
                context, words.t("Show the data and download"), f"data_{key}", lambda: _data(context, picture)
            )
    return chosen


def _foot(context: Context, picture: Picture) -> None:
    """What the figure cannot say, each sentence once a page, and its source on one line that opens where it is long."""
    words = context.words
    notes = [*SENTENCE_END.split(picture.caveat), words.t(ROUNDED_NOTE) if picture.rounded else ""]
    new = [note for note in notes if context.once(note)]
    html.show(
        "figure_foot.html", caveat=" ".join(new), said_above=" ".join(note for note in notes if note not in new),
        source=words.t("Source: {source}", source=picture.source),
    )  # fmt: skip


def _data(context: Context, picture: Picture) -> None:
    """The data of a figure as a table, and its downloads."""
    table = picture.table()
    data_grid(table, f"table_{picture.key}", picture.alt)
    _take(context, picture, table)


def _take(context: Context, picture: Picture, table: pd.DataFrame) -> None:
    """The downloads: not the words of the screen but dates, numbers, full names and codes."""
    release, words = context.release, context.words
    own = file_table(table, territory_names(release, words), codes_by_name(release, words), words)
    download_buttons(context, picture.key, own, _notes(context, picture), picture=picture.figure is not None)


def _notes(context: Context, picture: Picture) -> dict[str, str]:
    """Texts of a card that every row of its download repeats, so that a single row can be quoted."""
    words = context.words
    return {
        words.t("Figure"): picture.title,
        words.t("Whose figures"): picture.place,
        words.t("Unit"): words.t(UNIT_NAMES[picture.unit]) if picture.unit else "",
        words.t("Base"): picture.base,
        words.t("Caveat"): picture.caveat,
        words.t("Source"): picture.source,
        words.t("Status of the figures"): words.list_of([badge_label(one, words) for one in picture.statuses]),
    }


def source_text(context: Context, row: Sourced, places: Sequence[str], first: date, last: date) -> str:
    """The source line of figures of some territories and dates: their publishers, or the feeds behind them."""
    words = context.words
    if row["published_indicator"]:
        found = publications(
            context.release, row["published_indicator"], row["published_category"], tuple(places), first, last
        )
        return publisher_names((publication["publisher"] for publication in found), words)
    return feeds_source(context, row["feeds"])


def publisher_names(publishers: Iterable[str], words: Words) -> str:
    """Publishers as a list, each once, the first few by name; '' without any."""
    names = list(dict.fromkeys(publishers))
    return words.list_of(names[:NAMED_SOURCES]) + (words.t(" and others") if len(names) > NAMED_SOURCES else "")


def feeds_source(context: Context, feeds: tuple[str, ...]) -> str:
    """The source line of figures computed from some feeds (codes joined by '|'); generated data are named as such."""
    return _made_of(context.release, feeds, context.words)


@cached
def _made_of(release: Release, feeds: tuple[str, ...], words: Words) -> str:
    files = files_of_feeds(release, feeds)
    with_demonstration = {row["feed"] for row in files if row["demonstration"]}
    generated = tuple(feed for feed in feeds if feed in with_demonstration)
    real = tuple(feed for feed in feeds if feed in {row["feed"] for row in files} - with_demonstration)
    if not generated:
        return words.t("elaboration of the Osservatorio on {feeds}", feeds=feed_names(real or feeds, words))
    said = words.t("generated demonstration data ({feeds})", feeds=feed_names(generated, words))
    if not real:
        return said
    return words.t("{generated}; real data ({feeds})", generated=said, feeds=feed_names(real, words))
