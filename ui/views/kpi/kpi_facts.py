"""Facts about a measure side by side: value, plan, status, projection, probability."""

from reads.board import board
from reads.latest_figures import LatestFigure, histories
from ui.components.facts import Fact, facts
from ui.components.figure_base import base_text
from ui.content.board_words import outlook_text, variation_reason, variation_text
from ui.content.kpi_sentences import chance, distance
from ui.content.paces import PACE_MONTHS, pace_text, paces_of
from ui.content.status_summary import TO_REVIEW
from ui.state.page_context import Context
from ui.style import html


def show_facts(page: Context, row: LatestFigure) -> None:
    """Draw the facts of a figure; nothing without a value."""
    if row["value"] is None:
        return
    every = [_value(page, row)]
    if row["planned"] is not None and row["judgement"] is not None:
        every += _beside_plan(page, row["unit"], row["value"], row["planned"], row["judgement"])
    foreseen = row["judgement"] != TO_REVIEW and row["projected_mid"] is not None  # an implausible target has no chance
    if foreseen and row["attainment"] is not None and row["probability"] is not None:
        every += _projected(page, row, row["attainment"], row["probability"])
    facts([*every, *_pace(page, row), *_variation(page, row["kpi"])])


def _pace(page: Context, row: LatestFigure) -> list[Fact]:
    """What a month has to bring until the target's day beside what one brought of late; nothing without a target."""
    words = page.words
    paces = paces_of(row, histories(page.release, page.filters.slice).get(row["kpi"], ()))
    if paces.needed is None or paces.recent is None or paces.needed <= 0:
        return []
    recent = words.t("{pace} a month in the last {months} months", pace=pace_text(paces.recent, row, words),
                     months=PACE_MONTHS)  # fmt: skip
    return [Fact(words.t("Needed a month"), pace_text(paces.needed, row, words), recent)]


def _variation(page: Context, kpi: str) -> list[Fact]:
    """How the monthly flow moves; nothing where there is none."""
    words, chosen = page.words, page.filters
    rows = board(page.release, chosen.slice, page.release, chosen.as_of)
    found = next(row.variation for row in rows if row.now["kpi"] == kpi)
    if found is None:
        return []
    return [Fact(words.t("Variation"), variation_text(found, words), variation_reason(found, words))]


def _value(page: Context, row: LatestFigure) -> Fact:
    words = page.words
    badge = html.badge(row["status"] or "", words, page.theme)
    return Fact(words.t("Value"), words.figure(row, row["unit"]), badge + " " + base_text(row, words))


def _beside_plan(page: Context, unit: str, value: float, planned: float, status: str) -> list[Fact]:
    words = page.words
    judgement = html.judgement(status, words, page.theme)
    return [
        Fact(
            words.t("Proposed by then"),
            words.value(planned, unit),
            html.badge("proposed", words, page.theme),
        ),
        Fact(
            words.t("Status"),
            note=html.render("status_note.html", judgement=judgement, distance=distance(value, planned, unit, words)),
        ),
    ]


def _projected(page: Context, row: LatestFigure, attainment: float, probability: float) -> list[Fact]:
    words, unit = page.words, row["unit"]
    span = words.t(
        "{low} to {high}, {share} times in 100",
        low=words.value(row["projected_low"], unit),
        high=words.value(row["projected_high"], unit),
        share=words.interval,
    )
    condition = words.t(
        "of reaching the proposed {target} if the last {months} months repeat",
        target=words.value(row["target"], unit),
        months=words.release.recent_months,
    )
    due = words.day(row["due_on"])
    return [
        Fact(words.t("Projected for {day}", day=due), words.value(row["projected_mid"], unit), span),
        Fact(
            words.t("Outlook"),
            outlook_text(row, words) or chance(attainment, probability, words),
            condition if attainment < 1 else "",
        ),
    ]
