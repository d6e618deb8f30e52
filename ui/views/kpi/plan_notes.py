"""Who decided the plans of an indicator, and why."""

from collections.abc import Iterable

from reads.measures import Milestone
from reads.records import grouped
from ui.components.text_blocks import footnote
from ui.content.kpi_sentences import decision
from ui.state.page_context import Context
from ui.style import html


def plan_notes(page: Context, plans: Iterable[Milestone], unit: str) -> None:
    """One footnote per plan, latest first; an allocated target has its badge."""
    by_start = sorted(grouped(plans, lambda row: row["valid_from"]).items(), reverse=True)
    for _, plan in by_start:
        text = decision(plan, unit, page.words, amended=len(by_start) > 1)
        allocated = any(row["basis"] == "allocated" for row in plan)
        footnote(text, html.badge("allocated", page.words, page.theme) if allocated else "")
