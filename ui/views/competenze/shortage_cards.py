"""The skills page's pictures of what firms do not find: territories beside Italy, one edition at a time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import streamlit as st

from reads.cross_section import natures
from texts.labels import feed_names
from texts.periods import period_text
from texts.translator import Words
from ui.components.empty_card import awaited
from ui.components.figure_card import NAMED_SOURCES, Picture, card
from ui.figures.ranking.dumbbell import describe_dumbbell, dumbbell
from ui.state import url_params
from ui.state.page_context import Context
from ui.style import html
from ui.views.competenze.rows import Listed, beside_italy, editions
from ui.views.competenze.tables import beside_table

PERIODS = {"hard_to_fill_rate": "year", "hard_to_fill_rate_month": "month"}


def sources(publishers: Sequence[str], words: Words) -> str:
    """Publishers, each once, the first few by name."""
    named = list(dict.fromkeys(publishers))
    return words.list_of(named[:NAMED_SOURCES]) + (words.t(" and others") if len(named) > NAMED_SOURCES else "")


def hard_to_fill(page: Context, measured: Listed, places: Listed, rows: Mapping[str, Any], publishers: Listed) -> None:
    """Regions beside Italy, one edition of Excelsior at a time, for all profiles."""
    words = page.words
    known = editions(measured, tuple(PERIODS), "region")
    title = words.t("Hard-to-fill entries by region, beside Italy: all profiles")
    if not known:
        awaited(page, "hard", title, words.t("No edition known by this date has both Italy and a region."))
        return
    options = {
        (f"{row['as_of']:%Y}" if row["kpi"] == "hard_to_fill_rate" else f"{row['as_of']:%Y-%m}"): row for row in known
    }
    usual = _most_telling(options, measured, page.filters.territory)
    asked = url_params.asked(["edition"]).get("edition", usual)
    if asked not in options:
        url_params.forget("edition")
        refused(page, words.t("No edition of that name is known by this date; another is shown."))
        asked = usual
    show = {
        key: words.n("{when}: {count} region", "{when}: {count} regions", row["count"],
                     when=period_text(row["as_of"], PERIODS[row["kpi"]], words))
        for key, row in options.items()
    }  # fmt: skip
    url_params.select("edition", words.t("Edition of Excelsior"), list(options), asked, usual, show=show)
    kpi, day = options[asked]["kpi"], options[asked]["as_of"]
    named = [
        one["publisher"] for one in publishers
        if one["indicator"] == rows[kpi]["published_indicator"] and one["period_end"] == day
        and one["territory_level"] in ("country", "region")
    ]  # fmt: skip
    beside = beside_italy(measured, kpi, day, "region", places)
    _beside(page, beside, rows[kpi], day, named, title, "hard", words.t("Region"))


def _most_telling(options: dict[str, Any], measured: Listed, territory: str) -> str:
    """The edition shown first: a yearly one with the chosen territory, then with most regions, then the latest."""
    there = {
        (row["kpi"], row["as_of"])
        for row in measured if row["territory"] == territory != "IT" and row["value"] is not None
    }  # fmt: skip

    def rank(one: str) -> tuple[bool, str, int, str]:
        here = (options[one]["kpi"], options[one]["as_of"]) in there
        return len(one) == 4, one if here else "", int(options[one]["count"]), one

    return max(options, key=rank)


def ict_hard_to_fill(page: Context, measured: Listed, places: Listed, rows: Mapping[str, Any]) -> None:
    """Areas beside Italy: firms that sought ICT specialists and found the posts hard to fill."""
    words, kpi = page.words, "ict_hard_to_fill_rate"
    known = editions(measured, (kpi,), "area")
    title = words.t("ICT posts hard to fill by area, beside Italy")
    if not known:
        feeds = feed_names(rows[kpi]["feeds"], words) if kpi in rows else ""
        awaited(page, "ict", title, words.t("awaiting data: {feeds}", feeds=feeds))
        return
    day = known[-1]["as_of"]
    _beside(page, beside_italy(measured, kpi, day, "area", places), rows[kpi], day, [], title, "ict",
            words.t("Area"))  # fmt: skip


def _beside(
    page: Context, beside: Listed, measure: Mapping[str, Any], day: datetime, publishers: Sequence[str], title: str,
    key: str, heading: str,
) -> None:  # fmt: skip
    words, chosen = page.words, page.filters.territory
    drawn = [row for row in beside
             if row["value_b"] is not None or row["sign_b"] == "*" or row["key"] == chosen]  # fmt: skip
    italy = words.t("Italy {amount}", amount=words.value(beside[0]["value_a"], "percent"))
    labels: dict[str, Any] = {"label_a": italy, "label_b": heading, "unit": "percent", "words": words}
    feeds = feed_names(measure["feeds"], words)
    card(
        page,
        Picture(
            key=f"{key}_{day:%Y%m}",
            figure=dumbbell(drawn, theme=page.theme, selected=chosen, left_out=len(beside) - len(drawn), **labels),
            title=title, place=words.t("Italy"), unit="percent",
            base=words.t("{when}; {base}", when=period_text(day, measure["period"], words),
                         base=measure[f"base_{words.lang}"]),
            statuses=natures(beside),
            source=sources(publishers, words) or words.t("elaboration of the Osservatorio on {feeds}", feeds=feeds),
            alt=describe_dumbbell(drawn, name=title, **labels),
            table=partial(beside_table, beside, heading, "percent", words),
            caveat=measure[f"caveat_{words.lang}"],
        ),
    )  # fmt: skip


def refused(page: Context, said: str) -> None:
    """Say that the address asked for something that is not there."""
    st.html(f'<div class="notice" role="status">{html.text(said)}</div>')
