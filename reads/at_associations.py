"""The associations side by side: each measure that is broken down by association, as rates on their own members."""

from dataclasses import dataclass, replace

from reads.cache import cached
from reads.figures import everywhere
from reads.latest_figures import LatestFigure, latest_figures
from reads.rates import BASE
from reads.releases import Release
from reads.slice import TOTAL, Slice

BREAKDOWN = "association"
MEMBERS = "coop_penetration"  # the share of members that the PID have reached
PER = 100  # members
COUNTED = ("count", "distinct", "euro")


@dataclass(frozen=True)
class AssociationFigure:
    """A measure of one association, or of all cooperatives (category '').

    ``members``: active cooperatives of the register, None where unknown. ``rate``: a count per 100 of them; of a share
    or mean its value.
    """

    category: str
    figure: LatestFigure
    members: float | None

    @property
    def is_rate(self) -> bool:
        """Whether the value had to be divided to be compared."""
        return self.figure["kind"] in COUNTED

    @property
    def rate(self) -> float | None:
        """What can be compared between associations of different sizes; None without a figure or its base."""
        value = self.figure["value"]
        if value is None or not self.is_rate:
            return value
        return PER * value / self.members if self.members else None


@cached
def association_figures(
    release: Release, chosen: Slice, categories: tuple[str, ...]
) -> tuple[tuple[AssociationFigure, ...], ...]:
    """For each measure broken down by association its figure of each category, in their order; of a territory and date.

    A category '' stands for all cooperatives.
    """
    columns = []
    for category in categories:
        part = replace(chosen, breakdown=BREAKDOWN if category else TOTAL, category=category)
        rows = {row["kpi"]: row for row in latest_figures(release, part) if BREAKDOWN in row["breakdowns"]}
        # not the base of the penetration, which is hidden wherever the penetration is
        columns.append((category, rows, _active(release, part)))
    measures = list(columns[0][1])
    return tuple(
        tuple(AssociationFigure(category, rows[kpi], members) for category, rows, members in columns)
        for kpi in measures
    )


def _active(release: Release, part: Slice) -> float | None:
    """The active cooperatives of the loaded register by the slice's date, as in all other rates; None where unknown."""
    rows = everywhere(release, BASE, part)
    own = [row for row in rows if row["territory"] == part.territory and row["as_of"] <= part.moment]
    return own[-1]["value"] if own else None
