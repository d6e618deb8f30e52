"""The indicator page's answer: value, plan, projection, and how many provinces have reported where not all have."""

from reads.latest_figures import LatestFigure
from reads.territories import coverage
from ui.content.kpi_sentences import value_and_outlook
from ui.content.status_summary import reporting_coverage
from ui.state.page_context import Context


def answer(page: Context, row: LatestFigure, place: str) -> str:
    """A few sentences; ``place``: whose figure it is."""
    words, chosen = page.words, page.filters
    said = value_and_outlook(row, place, chosen.slice.breakdown, words)
    provinces, reporting = coverage(page.release, chosen.slice)
    partial = "pid_activity" in row["feeds"] and 0 < reporting < provinces
    if row["value"] is None or not partial:
        return said
    return f"{said} {reporting_coverage(provinces, reporting, words)}"
