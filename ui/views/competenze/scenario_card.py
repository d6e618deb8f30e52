"""The section of the skills page with the scenario: what is assumed, what it comes to, the gap year by year."""

from functools import partial

import streamlit as st

from kpi.scenario import SPREAD, Assumptions, course, years_to_close
from texts.translator import Words
from ui.components.empty_card import empty_card
from ui.components.figure_card import Picture, card
from ui.components.notices import notice
from ui.components.text_blocks import section_heading
from ui.figures.lines.scenario_band import ScenarioYear, describe_scenario, scenario_band
from ui.state import url_params
from ui.state.page_context import Context
from ui.style import html
from ui.views.competenze.scenario_inputs import LABELS, OPTIONS, Inputs, Start
from ui.views.competenze.scenario_sentence import scenario_sentence
from ui.views.competenze.tables import course_table
from ui.views.competenze.view_model import View

YEARS = 10


def scenario(view: View, inputs: Inputs) -> None:
    """The inputs and the card; an empty card where the release has no gap to start from by the date chosen."""
    page, words = view.page, view.page.words
    section_heading(words.t("A scenario: how long would training take?"))
    if not inputs.starts:
        reason = words.t("A scenario needs a gap to start from, and this release knows none by this date.")
        empty_card(page, "scenario", words.t("What would be left of the gap: a scenario, not a forecast"), reason)
        return
    if inputs.refused:
        names = words.list_of([words.t(LABELS[name]) for name in inputs.refused])
        refused = words.t("The address asked for something that the scenario does not take ({names}); the usual value "
                          "is shown.", names=names)  # fmt: skip
        notice(refused, role="status")
    _input_widgets(inputs, words)
    start = next(one for one in inputs.starts if one.id == inputs.choices.start)
    _scenario_card(page, start, inputs.choices.assumptions)


def _input_widgets(inputs: Inputs, words: Words) -> None:
    """A list of starting gaps and four sliders; every choice goes into the address."""
    show = {one.id: one.label for one in inputs.starts}
    url_params.select("start", words.t(LABELS["start"]), list(show), inputs.choices.start, inputs.starts[0].id,
                      show=show)  # fmt: skip
    columns = st.columns(4, gap="medium", vertical_alignment="bottom")
    for column, (name, (options, usual)) in zip(columns, OPTIONS.items(), strict=True):
        share = name in ("completion", "placement")
        written = (lambda n: words.percent(n, 0)) if share else words.number
        with column:
            url_params.slide(name, words.t(LABELS[name]), options, getattr(inputs.choices, name), usual, show=written)


def _scenario_card(page: Context, start: Start, assumed: Assumptions) -> None:
    """The result in a sentence, the gap it starts from, and the gap year by year with every assumption by name."""
    words = page.words
    years = _years(start, assumed)
    result = scenario_sentence(start.value, assumed, years[-1], years_to_close(start.value, assumed), words)
    html.show("scenario_result.html", sentence=result)
    origin = words.t("The gap it starts from: {label}; {source}.", label=start.label, source=start.source)
    html.show("scenario_origin.html", text=origin, badge=html.badge(start.status, words, page.theme), note=start.note)
    title = words.t("What would be left of the gap: a scenario, not a forecast")
    points = words.number(100 * SPREAD, 0)
    assumptions = words.t(
        "Assumed: {places} places a year, {completion} complete (±{points} points), {placement} of these fill a post "
        "of the gap (±{points} points), {arrivals} new posts left open each year, all the same every year. The first "
        "values are the Osservatorio's own assumptions.",
        places=words.number(assumed.places), completion=words.percent(100 * assumed.completion, 0), points=points,
        placement=words.percent(100 * assumed.placement, 0), arrivals=words.number(assumed.arrivals),
    )  # fmt: skip
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


def _years(start: Start, assumed: Assumptions) -> list[ScenarioYear]:
    """One row a year: year, arrived, and what is left as least, mid and most."""
    computed = course(start.value, assumed, YEARS)
    left = computed.remaining
    columns = (computed.years, computed.arrived, left["high"], left["mid"], left["low"])
    return [
        {"year": year, "arrived": arrived, "least": least, "mid": mid, "most": most}
        for year, arrived, least, mid, most in zip(*(column.tolist() for column in columns), strict=True)
    ]
