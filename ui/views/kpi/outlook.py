"""What lies ahead of a figure: the plans decided for it and its projection."""

from collections.abc import Sequence
from dataclasses import dataclass

from reads.latest_figures import LatestFigure
from reads.measures import Milestone, ProjectedMonth, ahead
from ui.state.page_context import Context


@dataclass(frozen=True)
class Outlook:
    """Every plan decided, and the projection, empty where none may be shown."""

    plans: Sequence[Milestone]
    projection: Sequence[ProjectedMonth]

    @property
    def proposed(self) -> list[Milestone]:
        """The plan in force."""
        return [row for row in self.plans if row["valid_to"] is None]

    @property
    def former(self) -> list[Milestone]:
        """The plans that it replaced."""
        return [row for row in self.plans if row["valid_to"] is not None]


def outlook(page: Context, row: LatestFigure) -> Outlook:
    """The outlook of a figure; a category has neither plan nor projection."""
    chosen = page.filters.slice
    if not chosen.is_whole:
        return Outlook((), ())
    seen_from = row["as_of"].date() if row["as_of"] else chosen.as_of
    found = ahead(page.release, row["kpi"], chosen, seen_from)
    return Outlook(found.plans, found.projection if row["projected_mid"] is not None else ())
