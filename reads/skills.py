"""Questions about skills: what others published, and the yearly and monthly measures across territories."""

from datetime import date, datetime
from typing import TypedDict

from reads.cache import cached
from reads.origins import PublishedFigure, published_figures
from reads.query import query
from reads.releases import Release

PAGE = "competenze"  # among the values of the column `pages` of the table kpi


class MeasuredFigure(TypedDict):
    """One measure in one territory at one date, not broken down."""

    kpi: str
    territory: str
    territory_level: str
    as_of: datetime
    value: float | None
    sign: str
    numerator: float | None
    denominator: float | None
    decimals: int | None
    status: str | None


@cached
def published(release: Release, indicators: tuple[str, ...]) -> tuple[PublishedFigure, ...]:
    """Every published figure of some indicators, whatever its date."""
    return tuple(row for row in published_figures(release) if row["indicator"] in indicators)


@cached
def by_territory(release: Release, as_of: date) -> tuple[MeasuredFigure, ...]:
    """The page's measures in every territory at every date by ``as_of``; by measure, date and territory."""
    return query(
        MeasuredFigure,
        release,
        "SELECT kpi, territory, territory_level, as_of, value, sign, numerator, denominator, decimals, status "
        "FROM kpi_published WHERE kpi IN (SELECT kpi FROM kpi WHERE list_contains(string_split(pages, '|'), ?)) "
        "AND breakdown = 'total' AND as_of <= ? ORDER BY kpi, as_of, territory",
        PAGE,
        as_of,
    )
