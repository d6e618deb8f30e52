"""Facts about a measure side by side: value, plan, status, projection, probability."""

from reads.latest_figures import LatestFigure
from ui.components.facts import Fact, facts
from ui.components.figure_base import base_text
from ui.content.kpi_sentences import chance, distance
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
    facts(every)


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
        Fact(words.t("Probability"), chance(attainment, probability, words), condition if attainment < 1 else ""),
    ]
