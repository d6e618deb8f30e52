"""The section of the skills page on training: from demand to the gap that remains, and what training covers of it."""

from functools import partial

import streamlit as st
from markupsafe import Markup

from kpi.scenario import Assumptions
from reads.cross_section import statuses_of
from reads.latest_figures import LatestFigure
from reads.slice import TOTAL
from reads.territories import ITALY
from texts.labels import feed_name, feed_names
from texts.periods import period_text
from texts.translator import N_
from ui.components.empty_card import empty_card
from ui.components.facts import Fact
from ui.components.figure_card import Picture, card, publisher_names
from ui.components.text_blocks import section_heading
from ui.content.missing_figures import why_missing
from ui.figures.bars.waterfall import describe_waterfall, waterfall
from ui.state.page_context import Context
from ui.style import html
from ui.views.competenze.gap_rows import Flow, entries_flow, flow_steps
from ui.views.competenze.rows import COVERAGE_FEEDS
from ui.views.competenze.tables import steps_table
from ui.views.competenze.view_model import View

COVERAGE = ("eskill_gap", "training_coverage", "gap_after_training", "years_to_close", "people_trained")
SKILL_NAMES = {
    "tech_40": N_("4.0 technologies"), "digital": N_("digital skills"), "mathematical": N_("mathematical skills"),
    "any": N_("at least one e-skill"),
}  # fmt: skip
BASE_NAMES = {
    "high": N_("year {year}; entries for which the skill is of high importance ({skill})"),
    "required": N_("year {year}; entries for which the skill is required ({skill})"),
}


def training(view: View, assumed: Assumptions) -> None:
    """The flow of the territory, or of Italy where only Italy has one, beside what training covers."""
    section_heading(view.page.words.t("What training fills"))
    as_of = view.page.filters.as_of
    flow = entries_flow(view.published, view.measured, view.territory, as_of)
    italy = None if flow else entries_flow(view.published, view.measured, ITALY, as_of)
    left, right = st.columns(2, gap="medium")
    with left:
        _flow_card(view.page, flow or italy, view.names[ITALY] if italy else view.place, assumed)
    with right:
        _coverage_card(view)


def _flow_card(page: Context, flow: Flow | None, place: str, assumed: Assumptions) -> None:
    """Demand, supply, gap, trained, remaining, of one base, year and territory; what is missing is an open slot."""
    words = page.words
    title = words.t("From the entries that firms plan to the gap that remains")
    if flow is None:
        parts = [
            words.t("planned entries that ask for the skill"), words.t("those hard to fill: the gap"),
            words.t("people qualified in that profile, year and territory"),
        ]  # fmt: skip
        reason = words.t(
            "{place}: by {day} no source gives entries that ask for a digital skill together with those hard to fill, "
            "of one year. Missing, and awaited from Excelsior and from the training feeds:",
            place=place, day=words.day(page.filters.as_of),
        )  # fmt: skip
        empty_card(page, "flow", title, reason, parts)
        return
    steps = flow_steps(flow, assumed, words)
    skill = words.t(SKILL_NAMES[flow.category]) if flow.category in SKILL_NAMES else flow.category
    caveat = words.t(
        "People trained count times the share that completes and the share that fills a post, as assumed in the "
        "scenario below."
    )
    if flow.qualified is None:
        caveat = words.t(
            "An open slot stands for what is not known: people qualified in that profile, year and territory (awaiting "
            "data: {feeds}). What remains lies between zero and the gap.",
            feeds=feed_names(COVERAGE_FEEDS, words),
        )
    card(
        page,
        Picture(
            key="flow", figure=waterfall(steps, unit="number", words=words, theme=page.theme), title=title, place=place,
            base=words.t(BASE_NAMES[flow.base], year=flow.period_end.year, skill=skill), unit="number",
            statuses=statuses_of(steps),
            source=publisher_names(flow.publishers, words)
            or words.t("elaboration of the Osservatorio on {feeds}", feeds=feed_name("excelsior_annex", words)),
            alt=describe_waterfall(steps, unit="number", words=words, name=title),
            table=partial(steps_table, steps, words),
            caveat=f"{words.t('Hiring intentions of all firms with employees, not vacancies.')} {caveat}",
        ),
    )  # fmt: skip


def _coverage_card(view: View) -> None:
    """The gap, what training covers of it, and COOP 4.0 attendances, which are not subtracted from it."""
    words = view.page.words
    note = words.t(
        "Attendances at COOP 4.0 training are not taken off the gap: they are attendances and not persons, of people "
        "who already work in cooperatives, while the gap is of new entries in all firms."
    )
    found = [_coverage_fact(view.page, view.latest[kpi]) for kpi in COVERAGE if kpi in view.latest]
    title = words.t("What training covers: {place}", place=view.place)
    with st.container(border=True, key="card_coverage"):
        html.show("facts_card.html", title=title, facts=found, note=note)


def _coverage_fact(page: Context, row: LatestFigure) -> Fact:
    words, name = page.words, page.name(row)
    if row["value"] is None or row["as_of"] is None:
        missing, reason = why_missing(row, TOTAL, words)
        return Fact(name, note=f"{missing} ({reason})" if reason else missing)
    badge = html.badge(row["status"] or "", words, page.theme)
    when = period_text(row["as_of"], row["period"], words)
    return Fact(name, words.figure(row, row["unit"]), Markup(" ").join((badge, when)))
