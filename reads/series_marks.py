"""What published figures say of themselves beside their value: a break in their series, and their rounding."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypedDict

from reads.cache import cached
from reads.query import query
from reads.releases import Release
from texts.translator import Bilingual


class Mark(TypedDict):
    """A published figure's marks. ``break_before``: its definition is not that of the figures before it.

    ``period_start``: the first day of its period, where the break lies. ``low``, ``high``: the interval that its
    source's rounding leaves; low alone: "more than", high alone: "fewer than"; None without bound.
    """

    territory: str
    as_of: datetime
    period_start: datetime
    break_before: bool
    low: float | None
    high: float | None
    note: Bilingual


Marks = Mapping[tuple[str, datetime], Mark]
NO_MARKS: Marks = {}


@cached
def series_marks(release: Release, indicator: str, category: str) -> Marks:
    """The marks of a published indicator's figures by territory and last day of the period; figures without any are not
    among them, nor are those in whose place a loaded annex counts."""
    if not indicator:
        return NO_MARKS
    rows = query(
        Mark,
        release,
        """
        SELECT territory, period_end AS as_of, period_start, break_before, low, high, coalesce(note_it, '') AS note_it,
            coalesce(note_en, '') AS note_en
        FROM published_figure f
        WHERE indicator = $1 AND coalesce(category, '') = $2
            AND (break_before OR low IS NOT NULL OR high IS NOT NULL)
            AND NOT EXISTS (  -- a measure that shows another value there has it from a loaded annex
                SELECT 1 FROM kpi k JOIN kpi_published v ON v.kpi = k.kpi AND v.breakdown = 'total'
                WHERE k.published_indicator = $1 AND k.published_category = $2 AND v.territory = f.territory
                    AND v.as_of = f.period_end AND v.value <> f.value
            )
        ORDER BY period_end, territory
        """,
        indicator, category,
    )  # fmt: skip
    return {(row["territory"], row["as_of"]): row for row in rows}
