"""The rows of the grid of months with data: one per chamber, or one per region."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from reads.records import grouped
from ui.figures.matrix.delivery_grid import Line
from ui.views.dati.freshness import SenderState


def chamber_lines(chambers: Iterable[SenderState]) -> list[Line]:
    """One line per chamber, in the order given: name, months expected and months sent (sets of month ends)."""
    return [Line(row["name"] or "", (_sender(row),)) for row in chambers]


def region_lines(chambers: Iterable[SenderState], names: Mapping[str, str]) -> list[Line]:
    """One line per region with its chambers, in the order given; ``names``: of the regions, by code."""
    regions = grouped((row for row in chambers if row["region"] is not None), lambda row: row["region"] or "")
    return [Line(names.get(region, region), tuple(map(_sender, own))) for region, own in regions.items()]


def _sender(row: SenderState) -> tuple[str, frozenset[datetime], frozenset[datetime]]:
    return row["name"] or "", row["expected"], row["sent"]
