"""Questions about territories: what they are, and one measure or all statuses across them."""

from datetime import date

import pandas as pd

from reads.ask import ask, remembered
from reads.releases import Release


@remembered
def territories(release: Release) -> pd.DataFrame:
    """Italy, areas, regions and provinces: territory, territory_level, parent, name_it, name_en, short_it, sigla."""
    return ask(
        release,
        "SELECT territory, territory_level, parent, name_it, name_en, short_it, sigla FROM dim_territory "
        "ORDER BY CASE territory_level WHEN 'country' THEN 0 WHEN 'area' THEN 1 WHEN 'region' THEN 2 ELSE 3 END, "
        "istat_code, territory",
    )


@remembered
def across(
    release: Release, kpi: str, level: str, as_of: date, breakdown: str, category: str, parent: str
) -> pd.DataFrame:
    """One measure in every territory of a level (below ``parent`` unless it is ''), at one common date.

    The date is the measure's latest by ``as_of`` at that level, so that territories are compared like with like.
    Columns: territory, name_it, name_en, short_it, as_of, value, sign, numerator, denominator, units, status (of
    the figure), judgement. A territory without a figure at that date has NULLs: no data, not zero.
    """
    return ask(
        release,
        """
        WITH moment AS (
            SELECT max(as_of) AS as_of FROM kpi_published
            WHERE kpi = $1 AND territory_level = $2 AND as_of <= $3 AND breakdown = $4 AND category = $5
        )
        SELECT t.territory, t.name_it, t.name_en, t.short_it, m.as_of, v.value, coalesce(v.sign, '') AS sign,
            v.precision, v.decimals, v.numerator, v.denominator, v.units, v.status, g.status AS judgement
        FROM dim_territory t
        CROSS JOIN moment m
        LEFT JOIN kpi_published v ON v.kpi = $1 AND v.territory = t.territory AND v.as_of = m.as_of
            AND v.breakdown = $4 AND v.category = $5
        LEFT JOIN kpi_progress g ON g.kpi = $1 AND g.territory = t.territory AND g.as_of = m.as_of AND $4 = 'total'
        WHERE t.territory_level = $2 AND ($6 = '' OR t.parent = $6)
        ORDER BY t.istat_code, t.territory
        """,
        kpi, level, as_of, breakdown, category, parent,
    )  # fmt: skip


@remembered
def reference(release: Release, kpi: str, day: date, breakdown: str, category: str) -> pd.DataFrame:
    """Italy's figure at exactly ``day``, no row where there is none: two periods are never compared as one."""
    return ask(
        release,
        "SELECT value FROM kpi_published WHERE kpi = ? AND territory = 'IT' AND as_of = ? AND breakdown = ? "
        "AND category = ? AND value IS NOT NULL",
        kpi, day, breakdown, category,
    )  # fmt: skip


@remembered
def coverage(release: Release, territory: str, as_of: date) -> pd.DataFrame:
    """How much of a territory the PID have reported on by ``as_of``: provinces and reporting, one row."""
    return ask(
        release,
        """
        SELECT count(*) AS provinces, count(f.territory) AS reporting
        FROM dim_territory p
        JOIN dim_territory r ON r.territory = p.parent
        LEFT JOIN feed_coverage f ON f.territory = p.territory AND f.first_month <= $2
        WHERE p.territory_level = 'province' AND ($1 = 'IT' OR $1 IN (p.territory, r.territory, r.parent))
        """,
        territory, as_of,
    )  # fmt: skip


@remembered
def judgements(release: Release, as_of: date) -> pd.DataFrame:
    """Regions beside their plans at each measure's latest month.

    Columns: territory, short_it, name_en, kpi, attainment, judgement, status and sign (of the figure).
    """
    return ask(
        release,
        """
        WITH moment AS (SELECT kpi, max(as_of) AS as_of FROM kpi_progress WHERE as_of <= $1 GROUP BY kpi)
        SELECT t.territory, t.short_it, t.name_en, g.kpi, g.attainment, g.status AS judgement, v.status, v.sign
        FROM kpi_progress g
        JOIN moment m ON m.kpi = g.kpi AND m.as_of = g.as_of
        JOIN dim_territory t ON t.territory = g.territory AND t.territory_level = 'region'
        JOIN kpi k ON k.kpi = g.kpi
        JOIN kpi_published v ON v.kpi = g.kpi AND v.territory = g.territory AND v.as_of = g.as_of
            AND v.breakdown = 'total'
        WHERE g.status <> 'no_target'
        ORDER BY t.istat_code, k.position
        """,
        as_of,
    )
