"""The indicator page's answer: value, plan, projection, and how many provinces have reported where not all have."""

from reads.records import Row
from reads.territories import coverage
from ui.content.kpi_sentences import how_much_is_covered, will_it_arrive
from ui.state.page_context import Context


def answer(page: Context, row: Row, place: str) -> str:
    """A few sentences. ``row`` of ``reads.latest_figures.standing``; ``place``: whose figure it is."""
    words, chosen = page.words, page.filters
    said = will_it_arrive(row, place, chosen.slice[0], words)
    provinces, reporting = coverage(page.release, chosen.territory, chosen.as_of)
    partial = "pid_activity" in row["feeds"].split("|") and 0 < reporting < provinces
    if row["value"] is None or not partial:
        return said
    return f"{said} {how_much_is_covered(provinces, reporting, words)}"
