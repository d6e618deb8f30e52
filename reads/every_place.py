"""Every measure in every territory at its latest date there: what tables and pictures of many measures are made of."""

from collections.abc import Mapping
from datetime import date, datetime

from reads.cache import cached
from reads.figures import TerritoryFigure
from reads.measures import Measure, measures
from reads.query import query
from reads.rates import BASE, PER, as_rate, has_rate, rate
from reads.records import NO_FIGURE, Figure, figure_of
from reads.releases import Release
from reads.slice import Slice


class PlaceFigure(TerritoryFigure):
    """A measure in a territory: ``active``: the cooperatives active there at that date; ``planned``: by the plan.

    ``count``: the number itself where the value is a rate of it, else None.
    """

    kpi: str
    planned: float | None
    active: float | None
    active_sign: str
    count: float | None


@cached
def every_place(release: Release, chosen: Slice) -> Mapping[str, Mapping[str, PlaceFigure]]:
    """By measure, then by territory; counts of the programme as rates. The slice's territory plays no part.

    Each measure's date is its latest one at a level of territory: two territories of a level are never of two dates.
    """
    found: dict[str, dict[str, PlaceFigure]] = {}
    rated = {row["kpi"] for row in compared_measures(release, chosen) if row["kind"] == "rate"}
    for row in _latest(release, chosen.breakdown, chosen.category, chosen.as_of):
        found.setdefault(row["kpi"], {})[row["territory"]] = _as_rate(row) if row["kpi"] in rated else row
    return found


@cached
def compared_measures(release: Release, chosen: Slice) -> tuple[Measure, ...]:
    """The indicators in the form in which territories are compared: counts as rates, where the base is known."""
    rows = _latest(release, chosen.breakdown, chosen.category, chosen.as_of)
    known = {row["kpi"] for row in rows if row["active"]}
    return tuple(as_rate(row) if has_rate(row) and row["kpi"] in known else row for row in measures(release))


def _as_rate(row: PlaceFigure) -> PlaceFigure:
    base: Figure = {**NO_FIGURE, "value": row["active"], "sign": row["active_sign"]}
    active = row["active"]
    planned = PER * row["planned"] / active if row["planned"] is not None and active else None
    return {**row, **rate(figure_of(row), base), "planned": planned, "count": row["value"]}


@cached
def _latest(release: Release, breakdown: str, category: str, as_of: date) -> tuple[PlaceFigure, ...]:
    return query(
        PlaceFigure,
        release,
        """
        WITH latest AS (
            SELECT * FROM kpi_published
            WHERE breakdown = $1 AND category = $2 AND as_of <= $3
                AND kpi IN (SELECT kpi FROM kpi WHERE NOT supporting)
            QUALIFY as_of = max(as_of) OVER (PARTITION BY kpi, territory_level)
        )
        SELECT v.kpi, v.territory, v.territory_level, v.as_of, v.value, v.sign, v.precision, v.decimals, v.numerator,
            v.denominator, v.units, v.status, g.status AS judgement, g.planned, b.value AS active,
            coalesce(b.sign, '') AS active_sign, NULL::DOUBLE AS count
        FROM latest v
        LEFT JOIN kpi_progress g ON g.kpi = v.kpi AND g.territory = v.territory AND g.as_of = v.as_of AND $1 = 'total'
        LEFT JOIN kpi_published b ON b.kpi = $4 AND b.territory = v.territory AND b.as_of = v.as_of
            AND b.breakdown = v.breakdown AND b.category = v.category
        ORDER BY v.kpi, v.territory
        """,
        breakdown, category, as_of, BASE,
    )  # fmt: skip


def date_of(rows: Mapping[str, PlaceFigure], level: str) -> datetime | None:
    """The date of a measure's figures at a level of territory; None where it has none there."""
    return next((row["as_of"] for row in rows.values() if row["territory_level"] == level), None)
