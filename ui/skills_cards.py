"""The skills page's pictures of what firms do not find: territories beside Italy, one edition at a time."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from ui import address, markup
from ui.awaited import awaited
from ui.card import NAMED_SOURCES, Picture, card
from ui.context import Context
from ui.figures.dumbbell import describe_dumbbell, dumbbell
from ui.names import feed_names
from ui.periods import period_text
from ui.rows import records
from ui.skills_frames import beside_italy, editions
from ui.skills_tables import beside_table
from ui.words import Words

PERIODS = {"hard_to_fill_rate": "year", "hard_to_fill_rate_month": "month"}


def sources(publishers: Sequence[str], words: Words) -> str:
    """Publishers, each once, the first few by name."""
    named = list(dict.fromkeys(publishers))
    return words.list_of(named[:NAMED_SOURCES]) + (words.t(" and others") if len(named) > NAMED_SOURCES else "")


def hard_to_fill(
    page: Context, measured: pd.DataFrame, places: pd.DataFrame, rows: pd.DataFrame, publishers: pd.DataFrame
) -> None:
    """Regions beside Italy, one edition of Excelsior at a time, for all profiles."""
    words = page.words
    known = editions(measured, tuple(PERIODS), "region")
    title = words.t("Hard-to-fill entries by region, beside Italy: all profiles")
    if known.empty:
        awaited(page, "hard", title, words.t("No edition known by this date has both Italy and a region."))
        return
    options = {
        (f"{row['as_of']:%Y}" if row["kpi"] == "hard_to_fill_rate" else f"{row['as_of']:%Y-%m}"): row
        for row in records(known)
    }
    usual = _most_telling(options, measured, page.filters.territory)
    asked = address.asked(["edition"]).get("edition", usual)
    if asked not in options:
        address.forget("edition")
        refused(page, words.t("No edition of that name is known by this date; another is shown."))
        asked = usual
    show = {
        key: words.n("{when}: {count} region", "{when}: {count} regions", row["count"],
                     when=period_text(row["as_of"], PERIODS[row["kpi"]], words))
        for key, row in options.items()
    }  # fmt: skip
    address.select("edition", words.t("Edition of Excelsior"), list(options), asked, usual, show=show)
    kpi, day = options[asked]["kpi"], options[asked]["as_of"]
    own = publishers[(publishers["period_end"] == day) & publishers["territory_level"].isin(["country", "region"])]
    named = list(own.loc[own["indicator"] == rows.loc[kpi, "published_indicator"], "publisher"])
    frame = beside_italy(measured, kpi, day, "region", places)
    _beside(page, frame, rows.loc[kpi], day, named, title, "hard", words.t("Region"))


def _most_telling(options: dict[str, Any], measured: pd.DataFrame, territory: str) -> str:
    """The edition shown first: a yearly one with the chosen territory, then with most regions, then the latest."""
    own = measured[(measured["territory"] == territory) & measured["value"].notna() & (territory != "IT")]
    there = set(zip(own["kpi"], own["as_of"], strict=True))

    def rank(one: str) -> tuple[bool, str, int, str]:
        here = (options[one]["kpi"], options[one]["as_of"]) in there
        return len(one) == 4, one if here else "", int(options[one]["count"]), one

    return max(options, key=rank)


def ict_hard_to_fill(page: Context, measured: pd.DataFrame, places: pd.DataFrame, rows: pd.DataFrame) -> None:
    """Areas beside Italy: firms that sought ICT specialists and found the posts hard to fill."""
    words, kpi = page.words, "ict_hard_to_fill_rate"
    known = editions(measured, (kpi,), "area")
    title = words.t("ICT posts hard to fill by area, beside Italy")
    if known.empty:
        feeds = feed_names(str(rows.loc[kpi, "feeds"]), words) if kpi in rows.index else ""
        awaited(page, "ict", title, words.t("awaiting data: {feeds}", feeds=feeds))
        return
    day = known["as_of"].max()
    _beside(page, beside_italy(measured, kpi, day, "area", places), rows.loc[kpi], day, [], title, "ict",
            words.t("Area"))  # fmt: skip


def _beside(
    page: Context, frame: pd.DataFrame, measure: Any, day: pd.Timestamp, publishers: Sequence[str], title: str,
    key: str, heading: str,
) -> None:  # fmt: skip
    words, chosen = page.words, page.filters.territory
    drawn = frame[frame["value_b"].notna() | (frame["sign_b"] == "*") | (frame["key"] == chosen)]
    italy = words.t("Italy {amount}", amount=words.value(frame["value_a"].iloc[0], "percent"))
    labels: dict[str, Any] = {"label_a": italy, "label_b": heading, "unit": "percent", "words": words}
    feeds = feed_names(str(measure["feeds"]), words)
    card(
        page,
        Picture(
            key=f"{key}_{day:%Y%m}",
            figure=dumbbell(drawn, theme=page.theme, selected=chosen, left_out=len(frame) - len(drawn), **labels),
            title=title, place=words.t("Italy"), unit="percent",
            base=words.t("{when}; {base}", when=period_text(day, measure["period"], words),
                         base=measure[f"base_{words.lang}"]),
            statuses=tuple(frame["status"].dropna().unique()),
            source=sources(publishers, words) or words.t("elaboration of the Osservatorio on {feeds}", feeds=feeds),
            alt=describe_dumbbell(drawn, name=title, **labels),
            table=partial(beside_table, frame, heading, "percent", words),
            caveat=measure[f"caveat_{words.lang}"],
        ),
    )  # fmt: skip


def refused(page: Context, said: str) -> None:
    """Say that the address asked for something that is not there."""
    st.html(f'<div class="notice" role="status">{markup.text(said)}</div>')
