"""Questions about many figures at once: one measure everywhere and always, its parts, every measure at its latest."""

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


@remembered
def latest(release: Release, as_of: date, breakdown: str, category: str) -> pd.DataFrame:
    """Every measure's latest figure by ``as_of`` in every territory, for one category.

    Columns: kpi, territory, territory_level, as_of, value, sign, precision, decimals, denominator, status; planned,
    attainment, judgement (beside the plan; NULL for a category).
    """
    return ask(
        release,
        """
        SELECT v.kpi, v.territory, v.territory_level, v.as_of, v.value, v.sign, v.precision, v.decimals, v.denominator,
            v.status, g.planned, g.attainment, g.status AS judgement
        FROM kpi_published v
        LEFT JOIN kpi_progress g ON g.kpi = v.kpi AND g.territory = v.territory AND g.as_of = v.as_of
            AND v.breakdown = 'total'
        WHERE v.breakdown = $1 AND v.category = $2 AND v.as_of <= $3
        QUALIFY v.as_of = max(v.as_of) OVER (PARTITION BY v.kpi, v.territory)
        """,
        breakdown, category, as_of,
    )  # fmt: skip
