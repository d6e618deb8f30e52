"""Questions about many figures at once: one measure everywhere and always, and its parts."""

from datetime import date, datetime

from reads.cache import cached
from reads.query import query
from reads.records import Figure
from reads.releases import Release
from reads.slice import Slice


class TerritoryFigure(Figure):
    """One measure in one territory at one date; ``judgement``: its status beside the plan, None for a category."""

    territory: str
    territory_level: str
    as_of: datetime
    judgement: str | None


class CategoryFigure(Figure):
    """One measure in one category at one date."""

    breakdown: str
    category: str
    as_of: datetime


def everywhere(release: Release, kpi: str, chosen: Slice) -> tuple[TerritoryFigure, ...]:
    """One measure in a slice's category, in every territory that has a figure, at all dates; by territory and date."""
    return _everywhere(release, kpi, chosen.breakdown, chosen.category)


@cached
def _everywhere(release: Release, kpi: str, breakdown: str, category: str) -> tuple[TerritoryFigure, ...]:
    return query(
        TerritoryFigure,
        release,
        """
        SELECT v.territory, v.territory_level, v.as_of, v.value, v.sign, v.precision, v.decimals, v.numerator,
            v.denominator, v.units, v.status, g.status AS judgement
        FROM kpi_published v
        LEFT JOIN kpi_progress g ON g.kpi = v.kpi AND g.territory = v.territory AND g.as_of = v.as_of
            AND v.breakdown = 'total'
        WHERE v.kpi = $1 AND v.breakdown = $2 AND v.category = $3
        ORDER BY v.territory, v.as_of
        """,
        kpi, breakdown, category,
    )  # fmt: skip


def parts(release: Release, kpi: str, chosen: Slice) -> tuple[CategoryFigure, ...]:
    """One measure by breakdown and category in a territory, at its latest date there by the slice's date."""
    return _parts(release, kpi, chosen.territory, chosen.as_of)


@cached
def _parts(release: Release, kpi: str, territory: str, as_of: date) -> tuple[CategoryFigure, ...]:
    return query(
        CategoryFigure,
        release,
        """
        SELECT breakdown, category, as_of, value, sign, precision, decimals, numerator, denominator, units, status
        FROM kpi_published
        WHERE kpi = $1 AND territory = $2 AND breakdown <> 'total' AND as_of = (
            SELECT max(as_of) FROM kpi_published WHERE kpi = $1 AND territory = $2 AND as_of <= $3
        )
        ORDER BY breakdown, category
        """,
        kpi, territory, as_of,
    )  # fmt: skip
