"""The skills page's pictures of closing the gap: from demand to what remains, coverage, the scenario."""

from collections.abc import Mapping
from functools import partial
from math import isnan
from typing import Any

import streamlit as st

from kpi.scenario import SPREAD, Assumptions, course, years_to_close
from reads.cross_section import natures
from texts.labels import feed_names
from texts.periods import period_text
from texts.translator import N_
from ui.components.empty_card import awaited
from ui.components.figure_card import Picture, card
from ui.content.kpi_sentences import why_missing
from ui.figures.bars.waterfall import describe_waterfall, waterfall
from ui.figures.lines.scenario_band import describe_scenario, scenario_band
from ui.state import url_params
from ui.state.page_context import Context
from ui.style import html
from ui.views.competenze.answer import COVERAGE_FEEDS, scenario_said
from ui.views.competenze.gap_rows import flow_steps
from ui.views.competenze.scenario_inputs import LABELS, OPTIONS, YEARS, Start
from ui.views.competenze.shortage_cards import sources
from ui.views.competenze.tables import course_table, steps_table

COVERAGE = ("eskill_gap", "training_coverage", "gap_after_training", "years_to_close", "people_trained")
SKILL_NAMES = {
    "tech_40": N_("4.0 technologies"), "digital": N_("digital skills"), "mathematical": N_("mathematical skills"),
    "any": N_("at least one e-skill"),
}  # fmt: skip
BASE_NAMES = {
    "high": N_("year {year}; entries for which the skill is of high importance ({skill})"),
    "required": N_("year {year}; entries for which the skill is required ({skill})"),
}


def flow_card(page: Context, flow: dict[str, Any], place: str, assumed: Assumptions) -> None:
    """Demand, supply, gap, trained, remaining, of one base, year and territory; what is missing is an open slot."""
    words = page.words
    title = words.t("From the entries that firms plan to the gap that remains")
    if not flow:
        parts = [
            words.t("planned entries that ask for the skill"), words.t("those hard to fill: the gap"),
            words.t("people qualified in that profile, year and territory"),
        ]  # fmt: skip
        said = words.t(
            "{place}: by {day} no source gives entries that ask for a digital skill together with those hard to fill, "
            "of one year. Missing, and awaited from Excelsior and from the training feeds:",
            place=place, day=words.day(page.filters.as_of),
        )  # fmt: skip
        awaited(page, "flow", title, said, parts)
        return
    steps = flow_steps(flow, assumed, words)
    skill = words.t(SKILL_NAMES[flow["category"]]) if flow["category"] in SKILL_NAMES else flow["category"]
    caveat = words.t(
        "People trained count times the share that completes and the share that fills a post, as assumed in the "
        "scenario below."
    )
    if isnan(flow["qualified"]):
        caveat = words.t(
            "An open slot stands for what is not known: people qualified in that profile, year and territory (awaiting "
            "data: {feeds}). What remains lies between zero and the gap.",
            feeds=feed_names(COVERAGE_FEEDS, words),
        )
    card(
        page,
        Picture(
            key="flow", figure=waterfall(steps, unit="number", words=words, theme=page.theme), title=title, place=place,
            base=words.t(BASE_NAMES[flow["base"]], year=flow["period_end"].year, skill=skill), unit="number",
            statuses=natures(steps),
            source=sources(flow["publishers"], words)
            or words.t("elaboration of the Osservatorio on {feeds}", feeds=feed_names("excelsior_annex", words)),
            alt=describe_waterfall(steps, unit="number", words=words, name=title),
            table=partial(steps_table, steps, words),
            caveat=f"{words.t('Hiring intentions of all firms with employees, not vacancies.')} {caveat}",
        ),
    )  # fmt: skip


def coverage_card(page: Context, rows: Mapping[str, Any], place: str) -> None:
    """The gap, what training covers of it, and COOP 4.0 attendances, which are not subtracted from it."""
    words = page.words
    blocks: list[str] = []
    for row in [rows[kpi] for kpi in COVERAGE if kpi in rows]:
        name = f'<div class="fact-name">{html.text(row[f"name_{words.lang}"])}</div>'
        if row["value"] is None:
            said, reason = why_missing(row, "total", words)
            note = f'<div class="fact-note">{html.text(f"{said} ({reason})" if reason else said)}</div>'
        else:
            when = html.text(period_text(row["as_of"], row["period"], words))
            note = f'<div class="fact-value">{html.text(words.figure(row, row["unit"]))}</div>'
            note += f'<div class="fact-note">{html.badge(row["status"], words, page.theme)} {when}</div>'
        blocks.append(f"<div>{name}{note}</div>")
    said = words.t(
        "Attendances at COOP 4.0 training are not taken off the gap: they are attendances and not persons, of people "
        "who already work in cooperatives, while the gap is of new entries in all firms."
    )
    with st.container(border=True, key="card_coverage"):
        title = html.text(words.t("What training covers: {place}", place=place))
        body = f'<div class="facts">{"".join(blocks)}</div><div class="figure-source">{html.text(said)}</div>'
        st.html(f'<h3 class="figure-title">{title}</h3>{body}')


def sliders(page: Context, known: list[Start], chosen: dict[str, Any]) -> None:
    """Where the gap starts and what is assumed; every choice goes into the address."""
    words = page.words
    show = {one.id: one.label for one in known}
    url_params.select("start", words.t(LABELS["start"]), list(show), chosen["start"], known[0].id, show=show)
    columns = st.columns(4, gap="medium", vertical_alignment="bottom")
    for column, (name, (options, usual)) in zip(columns, OPTIONS.items(), strict=True):
        share = name in ("completion", "placement")
        written = (lambda n: words.percent(n, 0)) if share else words.number
        with column:
            url_params.slide(name, words.t(LABELS[name]), options, chosen[name], usual, show=written)


def scenario_card(page: Context, start: Start, assumed: Assumptions) -> None:
    """The gap year by year with its range, what it comes to in a sentence, and every assumption by name."""
    words = page.words
    made = course(start.value, assumed, YEARS)
    columns = {"year": made.years, "arrived": made.arrived, "least": made.remaining["high"],
               "mid": made.remaining["mid"], "most": made.remaining["low"]}  # fmt: skip
    numbers = zip(*(column.tolist() for column in columns.values()), strict=True)
    years = [dict(zip(columns, year, strict=True)) for year in numbers]
    said = scenario_said(start.value, assumed, years[-1], years_to_close(start.value, assumed), words)
    points = words.number(100 * SPREAD, 0)
    assumptions = words.t(
        "Assumed: {places} places a year, {completion} complete (±{points} points), {placement} of these fill a post "
        "of the gap (±{points} points), {arrivals} new posts left open each year, all the same every year. The first "
        "values are the Osservatorio's own assumptions.",
        places=words.number(assumed.places), completion=words.percent(100 * assumed.completion, 0), points=points,
        placement=words.percent(100 * assumed.placement, 0), arrivals=words.number(assumed.arrivals),
    )  # fmt: skip
    st.html(f'<p class="told-text" role="status"><strong>{html.text(said)}</strong></p>')
    title = words.t("What would be left of the gap: a scenario, not a forecast")
    own = html.badge(start.status, words, page.theme)
    origin = words.t("The gap it starts from: {label}; {source}.", label=start.label, source=start.source)
    st.html(f'<p class="figure-source">{html.text(origin)} {own} {html.text(start.note)}</p>')
    card(
        page,
        Picture(
            key="scenario", figure=scenario_band(years, unit="number", words=words, theme=page.theme), title=title,
            place=start.place, base=words.t("posts left open at the end of each year; band: low to high assumption"),
            unit="number", statuses=("derived",),
            source=words.t("elaboration of the Osservatorio from {source}", source=start.source),
            alt=describe_scenario(years, unit="number", words=words, name=title),
            table=partial(course_table, years, words),
            caveat=assumptions,
        ),
    )  # fmt: skip
