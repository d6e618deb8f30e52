"""The report of a build or a check, read from its tables or from a release: counts, rejected rows, warnings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import duckdb

from engine.sql_text import columns, fill, queries
from etl.ingest.inbox import is_demonstration

SQL = queries(__file__)
Rows = Sequence[dict[str, object]]
FILE_COLUMNS = ("file", "sha256", "sent_sha256", "feed", "read", "accepted", "rejected", "duplicate",
                "demonstration", "problem_it", "problem_en", "remarks")  # fmt: skip
REJECT_COLUMNS = ("sheet", "row", "rule", "column_title", "message_it", "message_en", "fix_it", "fix_en")
DUPLICATE_COLUMNS = ("sheet", "row", "of_file", "of_row", "reason")
REPEAT_COLUMNS = ("file", "of_file", "kind", "rows")
MATCHING_COLUMNS = ("match_method", "awards")
WARNING_COLUMNS = ("file", "warning", "column_title", "value", "taken", "rows", "sheet", "row")
CORRECTION_COLUMNS = ("file", "sheet", "row", "column_title", "before", "after", "reason", "who", "decided_on",
                      "correction")  # fmt: skip
FIRST_RULES, MOST_FILES = 3, 10


@dataclass(frozen=True)
class Summary:
    """``counts``: one row per file. ``rejects``: the first broken rules of the first files that have any.

    ``warnings``: file, warning, rows, and the sheet and row of the first. ``as_of``: how far the data go.
    ``repeats``: file, of_file, kind and rows, of what was counted as duplicate. ``corrections``: the cells that the
    catalogue's corrections changed. ``matching``: match_method and awards, of the chambers' digital vouchers.
    """

    as_of: date
    counts: Rows = field(default_factory=list)
    rejects: dict[str, Rows] = field(default_factory=dict)
    warnings: Rows = field(default_factory=list)
    repeats: Rows = field(default_factory=list)
    matching: Rows = field(default_factory=list)
    corrections: Rows = field(default_factory=list)


def summary_of(connection: duckdb.DuckDBPyConnection) -> Summary:
    """Read a summary from the tables of a build or of a published release."""
    as_of = connection.execute(SQL["as_of"]).fetchall()[0][0]
    found = connection.execute(fill(SQL["files"], fields=columns(FILE_COLUMNS))).fetchall()
    counts = [dict(zip(FILE_COLUMNS, row, strict=True)) for row in found]
    refused = [str(row["file"]) for row in counts if row["rejected"]]
    first = [name for name in refused if not is_demonstration(name)][:MOST_FILES]
    return Summary(as_of, counts, {n: reject_rows(connection, n, FIRST_RULES) for n in first},
                   warning_rows(connection), duplicate_rows(connection), matching_rows(connection),
                   correction_rows(connection))  # fmt: skip


def reject_rows(connection: duckdb.DuckDBPyConnection, file: str, most: int | None = None) -> Rows:
    """The broken rules of a file in the order of its rows, all of them or the first ``most``."""
    query = fill(SQL["rejects"], fields=columns(REJECT_COLUMNS))
    found = connection.execute(query, [file, most]).fetchall()
    return [dict(zip(REJECT_COLUMNS, row, strict=True)) for row in found]


def warning_rows(connection: duckdb.DuckDBPyConnection, file: str | None = None) -> Rows:
    """How many rows of each file, or of one, every warning touches, and where the first of them is.

    A warning with a value is counted for each value of a column and what it was read as.
    """
    found = connection.execute(SQL["warnings"], [file]).fetchall()
    return [dict(zip(WARNING_COLUMNS, row, strict=True)) for row in found]


def correction_rows(connection: duckdb.DuckDBPyConnection) -> Rows:
    """The cells that corrections changed, in the order of the files and rows."""
    found = connection.execute(fill(SQL["corrections"], fields=columns(CORRECTION_COLUMNS))).fetchall()
    return [dict(zip(CORRECTION_COLUMNS, row, strict=True)) for row in found]


def duplicates_of(connection: duckdb.DuckDBPyConnection, file: str) -> Rows:
    """The rows of a file that repeat another one or give way to a corrected file."""
    found = connection.execute(fill(SQL["duplicates_of_file"], fields=columns(DUPLICATE_COLUMNS)), [file]).fetchall()
    return [dict(zip(DUPLICATE_COLUMNS, row, strict=True)) for row in found]


def duplicate_rows(connection: duckdb.DuckDBPyConnection) -> Rows:
    """The duplicates of each file by the file they repeat and by kind.

    Kinds: ``superseded`` by a corrected file, ``same_file`` sent twice, ``same_rows`` in two files, ``inside`` one.
    """
    found = connection.execute(SQL["duplicates"]).fetchall()
    return [dict(zip(REPEAT_COLUMNS, row, strict=True)) for row in found]


def matching_rows(connection: duckdb.DuckDBPyConnection) -> Rows:
    """How the cooperatives of the digital vouchers were found; no row without any voucher."""
    found = connection.execute(SQL["matching"]).fetchall()
    return [dict(zip(MATCHING_COLUMNS, row, strict=True)) for row in found]
