"""Questions about adoption: the cooperatives assessed, accompanied, funded, by level; and others' published indices."""

import pandas as pd

from reads.ask import ask, remembered
from reads.releases import Release

PAGE = "adozione"  # among the values of the column `pages` of the table kpi
OWN_BREAKDOWNS = ("level", "move", "technology")
INDICES = (
    "basic_digital_intensity_share",
    "cloud_intermediate_share",
    "maturity_index",
    "selfi_specialist_plus_share",
)


@remembered
def definitions(release: Release) -> pd.DataFrame:
    """The measures of the page as this release defined them: the columns of the table kpi."""
    return ask(release, "SELECT * FROM kpi WHERE list_contains(string_split(pages, '|'), ?) ORDER BY position", PAGE)


@remembered
def adoption(release: Release, territory: str, whole: str, breakdown: str, category: str) -> pd.DataFrame:
    """Every published cell of the page at all dates: of a territory, and of the ``whole`` that has own breakdowns.

    The totals of both and of Italy, the territory's part chosen, the whole's levels, moves and technologies.
    Columns: kpi, territory, breakdown, category, as_of, value, sign, precision, decimals, numerator, denominator,
    units, status. Rows are ordered by date, so that the last of a cell is its latest.
    """
    return ask(
        release,
        """
        SELECT kpi, territory, breakdown, category, as_of, value, sign, precision, decimals, numerator, denominator,
            units, status
        FROM kpi_published
        WHERE kpi IN (SELECT kpi FROM kpi WHERE list_contains(string_split(pages, '|'), $1)) AND (
            (breakdown = 'total' AND list_contains([$2, $3, 'IT'], territory))
            OR (territory = $2 AND breakdown = $4 AND category = $5)
            OR (territory = $3 AND list_contains($6, breakdown))
        )
        ORDER BY as_of, kpi, territory, breakdown, category
        """,
        PAGE, territory, whole, breakdown, category, list(OWN_BREAKDOWNS),
    )  # fmt: skip


@remembered
def indices(release: Release, places: tuple[str, ...]) -> pd.DataFrame:
    """What others published of the indices that speak of all firms or of cooperatives, in some territories.

    Columns: indicator, category, territory, value, unit, period_start, period_end, publisher, url, status, note_it,
    note_en. One figure that several published stands once, as its first publisher by name has it.
    """
    return ask(
        release,
        """
        SELECT indicator, coalesce(category, '') AS category, territory, value, unit, period_start, period_end,
            min(publisher) AS publisher, min(url) AS url, min(status) AS status, min(note_it) AS note_it,
            min(note_en) AS note_en
        FROM published_figure
        WHERE list_contains($1, indicator) AND list_contains($2, territory) AND value IS NOT NULL
        GROUP BY indicator, category, territory, value, unit, period_start, period_end
        ORDER BY indicator, period_end, category, territory
        """,
        list(INDICES), list(places),
    )  # fmt: skip
