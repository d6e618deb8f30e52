"""One territory's measures, a line each: its figure beside Italy's, the plan, and all territories of its level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kpi.rank_range import Places, places
from reads.every_place import PlaceFigure, compared_measures, every_place
from reads.known_range import known
from reads.measures import Measure
from reads.records import SUPPRESSED
from reads.releases import Release
from reads.slice import Slice
from reads.territories import ITALY, places_by_code


@dataclass(frozen=True)
class SpineLine:
    """A measure in a territory: ``own``: its figure, None without one; ``italy``: Italy's of the same date.

    ``others``: the figures of its level (of the regions for Italy), lowest first. ``place``: its place among them,
    None without a figure or in a level of one.
    """

    measure: Measure
    own: PlaceFigure | None
    italy: PlaceFigure | None
    others: tuple[PlaceFigure, ...]
    place: Places | None

    @property
    def values(self) -> list[float]:
        """The values of the other territories."""
        return [row["value"] for row in self.others if row["value"] is not None]

    @property
    def hidden(self) -> int:
        """How many territories of the level are suppressed."""
        return sum(row["sign"] == SUPPRESSED for row in self.others)


def spine(release: Release, chosen: Slice, step: int) -> tuple[SpineLine, ...]:
    """The measures in the catalogue's order; ``step``: what confidential counts are rounded to."""
    level = compared_level(release, chosen.territory)
    found = every_place(release, chosen)
    return tuple(
        _line(measure, found.get(measure["kpi"], {}), chosen.territory, level, step)
        for measure in compared_measures(release, chosen)
    )


def compared_level(release: Release, territory: str) -> str:
    """The level of the territories that one is seen beside: its own, of Italy the regions."""
    level = places_by_code(release)[territory]["territory_level"]
    return "region" if level == "country" else level


def _line(measure: Measure, rows: Mapping[str, PlaceFigure], territory: str, level: str, step: int) -> SpineLine:
    own, italy = rows.get(territory), rows.get(ITALY)
    peers = [row for row in rows.values() if row["territory_level"] == level]
    day = next((row["as_of"] for row in (own, *peers) if row), None)
    # two dates are never compared as one
    others = sorted((row for row in peers if row["as_of"] == day), key=lambda row: row["value"] or 0)
    italy = italy if italy and italy["as_of"] == day else None
    return SpineLine(measure, own, italy, tuple(others), _place(measure, own, others, step))


def _place(measure: Measure, own: PlaceFigure | None, others: Sequence[PlaceFigure], step: int) -> Places | None:
    known_rows = [row for row in others if row["value"] is not None]
    if own is None or len(known_rows) < 2:
        return None
    ranges = [known(row, measure["unit"], measure["kind"], step) for row in known_rows]
    for row, found in zip(known_rows, places(ranges), strict=True):
        if row["territory"] == own["territory"]:
            return found
    return None
