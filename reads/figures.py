"""Questions about many figures at once: one measure everywhere and always, its parts, regions beside their plans."""

from datetime import date
from typing import Any

import pandas as pd

from reads.ask import ask, ask_rows, remembered
from reads.releases import Release


@remembered
def everywhere(release: Release, kpi: str, breakdown: str, category: str) -> pd.DataFrame:
    """One measure in one category, every territory and date.

    Columns: territory, territory_level, as_of, value, sign, precision, decimals, numerator, denominator, units, status
    (of the figure); judgement (status beside the plan, NULL for a category). Ordered by territory and date. A territory
    without any figure is not among the rows.
    """
    return ask(
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


def parts(release: Release, kpi: str, territory: str, as_of: date) -> list[dict[str, Any]]:
    """One measure by breakdown and category in one territory, at its latest date there by ``as_of``.

    Columns: breakdown, category, as_of, value, sign, precision, decimals, numerator, denominator, units, status.
    """
    return ask_rows(
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


def judged(release: Release, as_of: date) -> list[dict[str, Any]]:
    """Regions beside their plans at each measure's latest month by ``as_of`` with a status in some territory.

    Columns: kpi, territory, sign, status (of the figure), attainment, judgement (beside the plan). A region whose own
    latest figure is of an earlier month, or has no target, is not among the rows.
    """
    return ask_rows(
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
