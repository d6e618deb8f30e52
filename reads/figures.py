"""Questions about many figures at once: one measure everywhere and always, its parts, regions beside their plans."""

from datetime import date, datetime
from typing import TypedDict

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


class RegionStatus(TypedDict):
    """A region's measure beside its plan: sign and status of the figure, share of the journey, judgement."""

    kpi: str
    territory: str
    sign: str
    status: str | None
    attainment: float | None
    judgement: str


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


@cached
def region_statuses(release: Release, as_of: date) -> tuple[RegionStatus, ...]:
    """Regions beside their plans at each measure's latest month by ``as_of`` with a status in some territory.

    A region whose own latest figure is of an earlier month, or has no target, is not among the rows.
    """
    return query(
        RegionStatus,
        release,
        """
        WITH latest AS (
            SELECT kpi, territory, territory_level, as_of, sign, status FROM kpi_published
            WHERE breakdown = 'total' AND as_of <= $1
            QUALIFY as_of = max(as_of) OVER (PARTITION BY kpi, territory)
        ), beside AS (
            SELECT l.*, g.attainment, g.status AS judgement
            FROM latest l
            JOIN kpi_progress g ON g.kpi = l.kpi AND g.territory = l.territory AND g.as_of = l.as_of
            WHERE g.status IS NOT NULL
            QUALIFY l.as_of = max(l.as_of) OVER (PARTITION BY l.kpi)
        )
        SELECT kpi, territory, sign, status, attainment, judgement FROM beside
        WHERE territory_level = 'region' AND judgement <> 'no_target'
        """,
        as_of,
    )  # fmt: skip
