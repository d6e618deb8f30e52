"""The summary's answer: how many indicators are where beside their plans, and how many provinces have reported."""

from collections.abc import Sequence
from datetime import date

from reads.latest_figures import LatestFigure
from reads.territories import coverage
from ui.content.status_summary import reporting_coverage, status_summary
from ui.state.page_context import Context


def answer(page: Context, rows: Sequence[LatestFigure], start: date, end: date, place: str) -> str:
    """Two sentences; ``start`` and ``end`` of the agreement."""
    words, chosen = page.words, page.filters
    provinces, reporting = coverage(page.release, chosen.slice)
    statuses = status_summary(rows, start, end, chosen.as_of, place, chosen.slice.breakdown, words)
    return f"{statuses} {reporting_coverage(provinces, reporting, words)}"
