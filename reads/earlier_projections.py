"""How earlier projections of a measure did: what was projected for a month that has come since, beside its figure."""

from datetime import date, datetime
from typing import TypedDict

from reads.cache import cached
from reads.query import query
from reads.releases import Release
from reads.slice import Slice


class EarlierProjection(TypedDict):
    """The band that the figure of ``as_of`` gave for ``month``, and the figure published for that month."""

    as_of: datetime
    month: datetime
    low: float
    mid: float
    high: float
    value: float


def earlier_projections(release: Release, kpi: str, chosen: Slice, moment: date) -> tuple[EarlierProjection, ...]:
    """Every projection made before ``moment`` for months up to it, by the month and when it was made.

    None of a category: it has no projection.
    """
    return _earlier(release, kpi, chosen.territory, moment) if chosen.is_whole else ()


@cached
def _earlier(release: Release, kpi: str, territory: str, moment: date) -> tuple[EarlierProjection, ...]:
    return query(
        EarlierProjection,
        release,
        """
        SELECT p.as_of, p.month, p.low, p.mid, p.high, v.value
        FROM kpi_projection p
        JOIN kpi_published v ON v.kpi = p.kpi AND v.territory = p.territory AND v.as_of = p.month
            AND v.breakdown = 'total'
        WHERE p.kpi = $1 AND p.territory = $2 AND p.month <= $3 AND v.value IS NOT NULL
        ORDER BY p.month, p.as_of
        """,
        kpi, territory, moment,
    )  # fmt: skip
