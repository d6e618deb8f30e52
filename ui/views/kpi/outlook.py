"""What lies ahead of a figure: the plans decided for it and its projection."""

from dataclasses import dataclass

from reads.cross_section import Listed
from reads.measures import ahead
from reads.query_cache import asked
from reads.records import Row, grouped
from ui.content.kpi_sentences import projectable
from ui.state.page_context import Context


@dataclass(frozen=True)
class Outlook:
    """Rows of ``reads.measures.ahead``: every plan decided, and the projection, None where none may be shown."""

    plans: Listed
    projection: Listed | None

    @property
    def proposed(self) -> Listed:
        """The plan in force."""
        return [row for row in self.plans if row["valid_to"] is None]

    @property
    def former(self) -> Listed:
        """The plans that it replaced."""
        return [row for row in self.plans if row["valid_to"] is not None]


def outlook(page: Context, row: Row) -> Outlook:
    """The outlook of a row of ``reads.latest_figures.standing``; a category has neither plan nor projection."""
    chosen = page.filters
    seen_from = row["as_of"].date() if row["as_of"] else chosen.as_of
    found = grouped(asked(ahead, page.release, row["kpi"], chosen.territory, chosen.as_of, seen_from), "what")
    whole = chosen.slice[0] == "total"
    return Outlook(
        plans=found.get("plan", []) if whole else [],
        projection=found.get("projection", []) if whole and projectable(row, page.words) else None,
    )
