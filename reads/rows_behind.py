"""The rows of the sources that a figure rests on, for the role internal alone: file, sheet, row, date and amount."""

from datetime import datetime
from typing import TypedDict

from reads.cache import cached
from reads.query import query
from reads.releases import Release, is_internal
from reads.slice import Slice

MOST = 500


class SourceRow(TypedDict):
    """One row of a file; ``amount``: what it adds to the numerator. ``every``: how many rows there are in all."""

    source_file: str
    source_sheet: str | None
    source_row: int | None
    day: datetime | None
    amount: float | None
    every: int


def rows_behind(release: Release, kpi: str, chosen: Slice, as_of: datetime) -> tuple[SourceRow, ...]:
    """The first rows by file and row, MOST at most. Raises PermissionError for any other role."""
    if not is_internal():
        raise PermissionError("rows of the sources are for the role internal")
    return _rows(release, kpi, chosen, as_of)


@cached
def _rows(release: Release, kpi: str, chosen: Slice, as_of: datetime) -> tuple[SourceRow, ...]:
    """As etl/trace/rows.sql counts them: of contributions that count once the earliest stands."""
    return query(
        SourceRow,
        release,
        """
        SELECT source_file, source_sheet, source_row, day, num::DOUBLE AS amount, count(*) OVER () AS every
        FROM (
            SELECT c.*, row_number() OVER (
                PARTITION BY c.role, c.once ORDER BY c.day, c.source_file, c.source_sheet, c.source_row
            ) AS turn
            FROM contribution_slice c
            JOIN territory_within w ON w.place = c.place AND w.territory = $2
            WHERE c.kpi = $1 AND c.breakdown = $3 AND c.category = $4
                AND c.enters <= $5 AND (c.leaves IS NULL OR $5 < c.leaves)
                AND (c.rolls_up OR (c.place = $2 AND coalesce(c.figure_num, c.figure_den) IS NOT NULL))
        ) AS counted
        WHERE (once IS NULL OR turn = 1) AND source_file IS NOT NULL
        ORDER BY source_file, source_sheet, source_row
        LIMIT $6
        """,
        kpi, chosen.territory, chosen.breakdown, chosen.category, as_of.date(), MOST,
    )  # fmt: skip
