"""Questions about how the two networks work together: their measures, the territories, practices that travelled."""

from datetime import date, datetime
from typing import TypedDict

from reads.cache import cached
from reads.figure_index import Groups, by_cell
from reads.query import query
from reads.records import Figure, PartFigure
from reads.releases import Release

# Values of the column `pages` of the table kpi: the measures of the page, and those that it shows place by place.
PAGE, BY_PLACE = "sinergia", "sinergia_places"
PARTS = ("total", "association", "service", "direction", "counterpart", "channel")


class PlaceFigure(Figure):
    """A measure in one region or province at the measure's latest month; no figure where it has none then."""

    kpi: str
    month: datetime | None
    territory: str
    territory_level: str
    parent: str


class Reuse(TypedDict):
    """An adoption of a good practice in another province; ``association``: that recorded it."""

    practice_id: str
    title: str | None
    association: str
    from_province: str
    from_region: str
    to_province: str
    to_region: str
    record_date: datetime
    month_end: datetime
    demonstration: bool


@cached
def figures(release: Release, territory: str) -> Groups:
    """Every figure of the page's measures by ``PARTS`` for a territory at all dates, by cell.

    The virtual network has no territory but Italy.
    """
    rows = query(
        PartFigure,
        release,
        "SELECT kpi, territory, breakdown, category, as_of, as_of AS month, value, sign, precision, decimals, "
        "numerator, denominator, units, status FROM kpi_published "
        "WHERE kpi IN (SELECT kpi FROM kpi WHERE list_contains(string_split(pages, '|'), $1)) "
        "AND breakdown IN (SELECT unnest($2)) AND territory = $3 "
        "ORDER BY kpi, breakdown, category, month",
        PAGE, list(PARTS), territory,
    )  # fmt: skip
    return by_cell(rows)


@cached
def places(release: Release, as_of: date) -> tuple[PlaceFigure, ...]:
    """The measures of ``BY_PLACE`` in every region and province, at its latest month by ``as_of``."""
    return query(
        PlaceFigure,
        release,
        """
        WITH moment AS (SELECT kpi, max(as_of) AS month FROM kpi_published WHERE as_of <= $2 GROUP BY kpi)
        SELECT k.kpi, m.month, t.territory, t.territory_level, t.parent, v.value, coalesce(v.sign, '') AS sign,
            v.precision, v.decimals, v.numerator, v.denominator, v.units, v.status
        FROM dim_territory t
        JOIN kpi k ON list_contains(string_split(k.pages, '|'), $1)
        LEFT JOIN moment m ON m.kpi = k.kpi
        LEFT JOIN kpi_published v ON v.kpi = k.kpi AND v.territory = t.territory AND v.breakdown = 'total'
            AND v.as_of = m.month
        WHERE t.territory_level IN ('region', 'province')
        ORDER BY k.position, t.istat_code, t.territory
        """,
        BY_PLACE, as_of,
    )  # fmt: skip


@cached
def reuses(release: Release) -> tuple[Reuse, ...]:
    """Every adoption of a good practice in another province, of the public register, latest first."""
    return query(
        Reuse,
        release,
        "SELECT practice_id, title, association, from_province, from_region, to_province, to_region, record_date, "
        "month_end, demonstration FROM practice_reuse ORDER BY record_date DESC, practice_id, to_province",
    )
