"""Questions about adoption: the cooperatives assessed, accompanied, funded, by level; and others' published indices."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypedDict

from reads.cache import cached
from reads.figure_index import Groups, by_cell
from reads.measures import Measure, all_measures
from reads.query import query
from reads.records import PartFigure, grouped
from reads.releases import Release
from reads.slice import Slice
from texts.translator import Bilingual

PAGE = "adozione"  # among the values of the column `pages` of the table kpi
OWN_BREAKDOWNS = ("level", "move", "technology")
INDICES = (
    "basic_digital_intensity_share",
    "cloud_intermediate_share",
    "maturity_index",
    "selfi_specialist_plus_share",
)


class IndexFigure(TypedDict):
    """An index of all firms or of cooperatives, as its first publisher by name has it; ``category`` '' for all."""

    indicator: str
    category: str
    territory: str
    value: float
    unit: str
    period_start: datetime
    period_end: datetime
    publisher: str
    url: str
    status: str
    break_before: bool
    note: Bilingual


@cached
def definitions(release: Release) -> Mapping[str, Measure]:
    """The measures of the page by their id."""
    return {row["kpi"]: row for row in all_measures(release) if PAGE in row["pages"]}


def adoption(release: Release, chosen: Slice, whole: str) -> Mapping[str, Groups]:
    """Every published figure of the page at all dates, by territory: of the slice's, of ``whole`` and of Italy.

    The totals of all three, the slice's own category, and the levels, moves and technologies of ``whole``, which is the
    region of a province. Those of one cell are ordered by date.
    """
    return _adoption(release, chosen.territory, whole, chosen.breakdown, chosen.category)


@cached
def _adoption(release: Release, territory: str, whole: str, breakdown: str, category: str) -> Mapping[str, Groups]:
    rows = query(
        PartFigure,
        release,
        """
        SELECT kpi, territory, breakdown, category, as_of, as_of AS month, value, sign, precision, decimals, numerator,
            denominator, units, status
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
    return {code: by_cell(own) for code, own in grouped(rows, lambda row: row["territory"]).items()}


@cached
def indices(release: Release, places: tuple[str, ...]) -> tuple[IndexFigure, ...]:
    """What others published of the INDICES in some territories. One figure that several published stands once."""
    return query(
        IndexFigure,
        release,
        """
        SELECT indicator, coalesce(category, '') AS category, territory, value, unit, period_start, period_end,
            min(publisher) AS publisher, min(url) AS url, min(status) AS status,
            bool_or(break_before) AS break_before,
            coalesce(min(note_it), '') AS note_it, coalesce(min(note_en), '') AS note_en
        FROM published_figure
        WHERE list_contains($1, indicator) AND list_contains($2, territory) AND value IS NOT NULL
        GROUP BY indicator, category, territory, value, unit, period_start, period_end
        ORDER BY indicator, period_end, category, territory
        """,
        list(INDICES), list(places),
    )  # fmt: skip
