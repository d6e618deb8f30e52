"""The summary's answer: how many indicators are where beside their plans, and how many provinces have reported."""

from datetime import date

from reads.cross_section import Listed
from reads.territories import coverage
from ui.content.kpi_sentences import how_much_is_covered, where_we_stand
from ui.state.page_context import Context


def answer(page: Context, rows: Listed, start: date, end: date, place: str) -> str:
    """Two sentences. ``rows`` of ``reads.latest_figures.standing``; ``start`` and ``end`` of the agreement."""
    words, chosen = page.words, page.filters
    provinces, reporting = coverage(page.release, chosen.territory, chosen.as_of)
    statuses = where_we_stand(rows, start, end, chosen.as_of, place, chosen.slice[0], words)
    return f"{statuses} {how_much_is_covered(provinces, reporting, words)}"
