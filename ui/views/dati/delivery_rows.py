"""Chambers as the lines of a grid of months: one line each, or one for all of a region."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from reads.records import grouped
from ui.figures.matrix.delivery_grid import Line
from ui.views.dati.freshness import SenderState


def chamber_lines(chambers: Iterable[SenderState]) -> list[Line]:
    """One line a chamber, in the order given; each with name, expected and sent (sets of month ends)."""
    return [Line(row["name"] or "", (_sender(row),)) for row in chambers]


def region_lines(chambers: Iterable[SenderState], names: Mapping[str, str]) -> list[Line]:
    """One line a region, in the order given, with its chambers; ``names``: what each region is called."""
    regions = grouped((row for row in chambers if row["region"] is not None), lambda row: row["region"] or "")
    return [Line(names.get(region, region), tuple(map(_sender, own))) for region, own in regions.items()]


def _sender(row: SenderState) -> tuple[str, frozenset[datetime], frozenset[datetime]]:
    return row["name"] or "", row["expected"], row["sent"]
