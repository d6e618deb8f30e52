"""The section of the skills page on hard-to-fill entries: territories beside Italy, one edition at a time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TypedDict

import streamlit as st

from reads.cross_section import statuses_of
from reads.measures import Measure
from reads.records import SUPPRESSED
from reads.territories import ITALY
from texts.labels import feed_names
from texts.periods import period_text
from texts.translator import Words
from ui.components.empty_card import empty_card
from ui.components.figure_card import Picture, card, publisher_names
from ui.components.notices import notice
from ui.components.text_blocks import section_heading
from ui.figures.ranking.dumbbell import Pair, describe_dumbbell, dumbbell
from ui.state import url_params
from ui.views.competenze.reasons_card import reasons_card
from ui.views.competenze.shortage_rows import Edition, beside_italy, editions
from ui.views.competenze.tables import beside_table
from ui.views.competenze.view_model import View

PERIODS = {"hard_to_fill_rate": "year", "hard_to_fill_rate_month": "month"}


class Labels(TypedDict):
    """How the two sides of a picture are called and written."""

    label_a: str
    label_b: str
    unit: str
    words: Words


def shortage(view: View) -> None:
    """All profiles by region on the left; ICT posts by area and the reasons on the right."""
    section_heading(view.page.words.t("What firms do not find"))
    left, right = st.columns(2, gap="medium")
    with left:
        _all_profiles(view)
    with right:
        _ict_posts(view)
        reasons_card(view)


def _all_profiles(view: View) -> None:
    """Regions beside Italy, one edition of Excelsior at a time, for all profiles."""
    page, words = view.page, view.page.words
    found = editions(view.measured, tuple(PERIODS), "region")
    title = words.t("Hard-to-fill entries by region, beside Italy: all profiles")
    if not found:
        empty_card(page, "hard", title, words.t("No edition known by this date has both Italy and a region."))
        return
    options = {
        (f"{row['as_of']:%Y}" if row["kpi"] == "hard_to_fill_rate" else f"{row['as_of']:%Y-%m}"): row for row in found
    }
    edition = _chosen_edition(view, options)
    kpi, day = options[edition]["kpi"], options[edition]["as_of"]
    publishers = [
        row["publisher"] for row in view.published
        if row["indicator"] == view.latest[kpi]["published_indicator"] and row["period_end"] == day
        and row["territory_level"] in ("country", "region")
    ]  # fmt: skip
    rows = beside_italy(view.measured, kpi, day, "region", view.territories)
    _beside(view, rows, view.latest[kpi], day, publishers, title, "hard", words.t("Region"))


def _chosen_edition(view: View, options: Mapping[str, Edition]) -> str:
    """Draw the list of editions and return the one chosen; ``options``: rows of ``editions`` by year or month."""
    words = view.page.words
    usual = _usual_edition(view, options)
    edition = url_params.read(["edition"]).get("edition", usual)
    if edition not in options:
        url_params.remove("edition")
        notice(words.t("No edition of that name is known by this date; another is shown."), role="status")
        edition = usual
    show = {
        key: words.n("{when}: {count} region", "{when}: {count} regions", row["count"],
                     when=period_text(row["as_of"], PERIODS[row["kpi"]], words))
        for key, row in options.items()
    }  # fmt: skip
    url_params.select("edition", words.t("Edition of Excelsior"), list(options), edition, usual, show=show)
    return edition


def _usual_edition(view: View, options: Mapping[str, Edition]) -> str:
    """The edition shown first: a yearly one with the chosen territory, then with most regions, then the latest."""
    there = {
        (row["kpi"], row["as_of"])
        for row in view.measured if row["territory"] == view.territory != ITALY and row["value"] is not None
    }  # fmt: skip

    def rank(edition: str) -> tuple[bool, str, int, str]:
        here = (options[edition]["kpi"], options[edition]["as_of"]) in there
        return len(edition) == 4, edition if here else "", options[edition]["count"], edition

    return max(options, key=rank)


def _ict_posts(view: View) -> None:
    """Areas beside Italy: firms that sought ICT specialists and found the posts hard to fill."""
    words, kpi = view.page.words, "ict_hard_to_fill_rate"
    found = editions(view.measured, (kpi,), "area")
    title = words.t("ICT posts hard to fill by area, beside Italy")
    if not found:
        feeds = feed_names(view.latest[kpi]["feeds"], words) if kpi in view.latest else ""
        empty_card(view.page, "ict", title, words.t("awaiting data: {feeds}", feeds=feeds))
        return
    day = found[-1]["as_of"]
    rows = beside_italy(view.measured, kpi, day, "area", view.territories)
    _beside(view, rows, view.latest[kpi], day, [], title, "ict", words.t("Area"))


def _beside(
    view: View, rows: Sequence[Pair], measure: Measure, day: datetime, publishers: Sequence[str], title: str, key: str,
    heading: str,
) -> None:  # fmt: skip
    """A card of the rows of ``beside_italy``, those without a figure counted only; ``heading``: of the territories."""
    page, words, chosen = view.page, view.page.words, view.territory
    drawn = [row for row in rows
             if row["value_b"] is not None or row["sign_b"] == SUPPRESSED or row["key"] == chosen]  # fmt: skip
    italy = words.t("Italy {amount}", amount=words.value(rows[0]["value_a"], "percent"))
    labels: Labels = {"label_a": italy, "label_b": heading, "unit": "percent", "words": words}
    feeds = feed_names(measure["feeds"], words)
    card(
        page,
        Picture(
            key=f"{key}_{day:%Y%m}",
            figure=dumbbell(drawn, theme=page.theme, selected=chosen, left_out=len(rows) - len(drawn), **labels),
            title=title, place=words.t("Italy"), unit="percent",
            base=words.t("{when}; {base}", when=period_text(day, measure["period"], words),
                         base=words.pick(measure["base"])),
            statuses=statuses_of(rows),
            source=publisher_names(publishers, words)
            or words.t("elaboration of the Osservatorio on {feeds}", feeds=feeds),
            alt=describe_dumbbell(drawn, name=title, **labels),
            table=partial(beside_table, rows, heading, "percent", words),
            caveat=words.pick(measure["caveat"]),
        ),
    )  # fmt: skip
