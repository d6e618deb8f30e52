"""Questions about how the two networks work together: their measures, the territories, practices that travelled."""

from datetime import date

import pandas as pd

from reads.ask import ask, remembered
from reads.releases import Release

# Values of the column `pages` of the table kpi: the measures of the page, and those that it shows place by place.
PAGE, BY_PLACE = "sinergia", "sinergia_places"
PARTS = ("total", "association", "service", "direction", "counterpart", "channel")


@remembered
def figures(release: Release, territory: str) -> pd.DataFrame:
    """Every figure of the page's measures for a territory at all dates; the virtual network has no territory but Italy.

    Columns: kpi, breakdown (of ``PARTS``), category, month, value, sign, precision, decimals, numerator, denominator,
    units, status.
    """
    return ask(
        release,
        "SELECT kpi, breakdown, category, as_of AS month, value, sign, precision, decimals, numerator, "
        "denominator, units, status FROM kpi_published "
        "WHERE kpi IN (SELECT kpi FROM kpi WHERE list_contains(string_split(pages, '|'), $1)) "
        "AND breakdown IN (SELECT unnest($2)) AND territory = $3 "
        "ORDER BY kpi, breakdown, category, month",
        PAGE, list(PARTS), territory,
    )  # fmt: skip


@remembered
def places(release: Release, as_of: date) -> pd.DataFrame:
    """The measures of ``BY_PLACE`` in every region and province, at its latest month by ``as_of``; NULLs where none.

    Columns: kpi, month, territory, territory_level, parent, name_it, name_en, short_it, value, sign, precision,
    decimals, numerator, denominator, units, status.
    """
    return ask(
        release,
        """
        WITH moment AS (SELECT kpi, max(as_of) AS month FROM kpi_published WHERE as_of <= $2 GROUP BY kpi)
        SELECT k.kpi, m.month, t.territory, t.territory_level, t.parent, t.name_it, t.name_en, t.short_it, v.value,
            coalesce(v.sign, '') AS sign, v.precision, v.decimals, v.numerator, v.denominator, v.units, v.status
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


@remembered
def reuses(release: Release) -> pd.DataFrame:
    """Every adoption of a good practice in another province, of the public register, latest first.

    Columns: practice_id, title (NULL where none was given), association (that recorded it), from_province,
    from_region, to_province, to_region, record_date, month_end, demonstration.
    """
    return ask(
        release,
        "SELECT * FROM practice_reuse ORDER BY record_date DESC, practice_id, to_province",
    )
