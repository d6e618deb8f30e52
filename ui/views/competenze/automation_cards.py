"""The section of the skills page on work exposed to automation: two estimates, each with an axis of its own."""

from functools import partial

import streamlit as st

from reads.cross_section import statuses_of
from texts.translator import N_
from ui.components.empty_card import empty_card
from ui.components.figure_card import Picture, card, publisher_names
from ui.components.lazy_expander import lazy_expander
from ui.components.text_blocks import section_heading
from ui.figures.bars.bars import bars, describe_bars
from ui.figures.base.canvas import Written, amount
from ui.figures.ranking.ranking import describe_ranking, ranking
from ui.views.competenze.rows import employment_at_risk, exposure, published_by
from ui.views.competenze.tables import named_table
from ui.views.competenze.view_model import View

AT_RISK = N_("People employed in jobs at high risk of automation, by region")


def automation(view: View) -> None:
    """Exposure over fifteen years by sector; people employed at high risk by region, twenty rows, are folded."""
    page, words = view.page, view.page.words
    section_heading(words.t("Work exposed to automation"))
    left, right = st.columns(2, gap="medium")
    with left:
        _exposure_card(view)
    with right:
        lazy_expander(page, words.t(AT_RISK), "at_risk_part", lambda: _at_risk_card(view))


def _exposure_card(view: View) -> None:
    """Workers exposed to automation over fifteen years, by sector: never beside a year's vacancies."""
    page, words, as_of = view.page, view.page.words, view.page.filters.as_of
    title = words.t("Work exposed to automation in fifteen years, by sector")
    rows, total = exposure(view.published, as_of, words)
    why = words.t(
        "An exposure estimated over fifteen years is no number of posts lost or vacant: it stands on an axis of its "
        "own, since a year's vacancies are another quantity."
    )
    if not rows:
        empty_card(page, "exposure", title, words.t("No estimate of the exposure is in this release.") + " " + why)
        return
    figures = published_by(view.published, "automation_risk_workers", as_of, begun=True)
    span = next(row for row in figures if row["category"] != "")
    whole = "" if total is None else words.t("In all {total}.", total=words.value(total, "persons"))
    statements = [
        words.t(
            "{publisher} spoke of {amount}.", publisher=row["publisher"], amount=words.value(row["value"], "persons")
        )
        for row in figures
        if row["category"] == "" and row["period_end"] != span["period_end"]
    ]
    card(
        page,
        Picture(
            key="exposure", figure=bars(rows, unit="persons", words=words, theme=page.theme), title=title,
            place=words.t("Italy"), unit="persons",
            base=words.t("people employed, {first} to {last}", first=words.month(span["period_start"]),
                         last=words.month(span["period_end"])),
            statuses=statuses_of(rows), source=publisher_names([row["publisher"] for row in figures], words),
            alt=describe_bars(rows, unit="persons", words=words, name=title),
            table=partial(named_table, rows, words.t("Sector"), "persons", words),
            caveat=" ".join((whole, *statements, why)).strip(),
        ),
    )  # fmt: skip


def _at_risk_card(view: View) -> None:
    """People employed in jobs at high risk of automation, by region: a stock of one year, from another source."""
    page, words = view.page, view.page.words
    title = words.t(AT_RISK)
    rows = employment_at_risk(view.published, page.filters.as_of, view.short_names)
    if not rows:
        empty_card(page, "at_risk", title, words.t("No estimate by region is known by this date."))
        return
    about: Written = {"unit": "persons", "words": words, "kind": "count"}
    selected = view.territory if any(row["territory"] == view.territory for row in rows) else None
    card(
        page,
        Picture(
            key="at_risk", figure=ranking(rows, selected=selected, theme=page.theme, **about), title=title,
            place=words.t("Italy"), unit="persons",
            base=words.t("year {year}; people employed, Trento and Bolzano apart",
                         year=rows[0]["period_end"].year),
            statuses=statuses_of(rows), source=publisher_names([row["publisher"] for row in rows], words),
            alt=describe_ranking(rows, name=title, **about),
            table=partial(
                named_table, sorted(rows, key=lambda row: -amount(row)), words.t("Territory"), "persons", words
            ),
            caveat=words.t("Another source and another method than the exposure over fifteen years: not to be added."),
        ),
    )  # fmt: skip
