"""Counts per 1,000 active cooperatives: what makes a large and a small territory comparable."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from reads.cache import cached
from reads.figures import TerritoryFigure, everywhere
from reads.measures import Measure
from reads.records import NO_FIGURE, SUPPRESSED, Figure
from reads.releases import Release
from reads.slice import Slice
from reads.territories import ITALY

BASE = "coops_active"
PER = 1_000
RATE = "rate"
UNITS = {"count": "per1000", "distinct": "per1000", "euro": "euro_per1000"}
OBSERVED, DERIVED = "observed", "derived"


def has_rate(measure: Measure) -> bool:
    """Whether a measure counts what the programme did, so that a big territory has more of it; no statistic does."""
    return measure["kind"] in UNITS and not measure["period"] and not measure["places_why"].it


def as_rate(measure: Measure) -> Measure:
    """The measure as it is described where its figures are rates; the measure itself where it has none."""
    if not has_rate(measure):
        return measure
    return {**measure, "kind": RATE, "unit": UNITS[measure["kind"]]}


def compared(release: Release, measure: Measure, chosen: Slice) -> tuple[TerritoryFigure, ...]:
    """A slice's figures everywhere and always, in the form in which territories can be compared: rates of counts.

    Counts stay counts where the release has no register to take their base from.
    """
    rows = everywhere(release, measure["kpi"], chosen)
    if not has_rate(measure):
        return rows
    active = _active(release, chosen.breakdown, chosen.category)
    return _rates(rows, active) if active else rows


Active = Mapping[tuple[str, datetime], TerritoryFigure]


@cached
def _active(release: Release, breakdown: str, category: str) -> Active:
    """The active cooperatives of a category by territory and date."""
    rows = everywhere(release, BASE, Slice(ITALY, breakdown, category, date.max))
    return {(row["territory"], row["as_of"]): row for row in rows}


def _rates(rows: Iterable[TerritoryFigure], active: Active) -> tuple[TerritoryFigure, ...]:
    return tuple({**row, **rate(row, active.get((row["territory"], row["as_of"])))} for row in rows)


def rate(row: Figure, base: Figure | None) -> Figure:
    """A count per 1,000 of its base; suppressed where either is, none where either is missing or nothing is active."""
    count, active = row["value"], base["value"] if base else None
    if row["sign"] == SUPPRESSED or (base and base["sign"] == SUPPRESSED):
        return {**NO_FIGURE, "sign": SUPPRESSED}
    if count is None or not active:
        return {**NO_FIGURE, "sign": row["sign"]}
    value = PER * count / active
    status = DERIVED if row["status"] == OBSERVED else row["status"]
    return {
        "value": value, "sign": "", "precision": row["precision"], "decimals": None, "numerator": count,
        "denominator": active, "units": None, "status": status,
    }  # fmt: skip
