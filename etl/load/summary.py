"""What a build or a check tells afterwards, read from its tables or from a release: counts, refusals, warnings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import duckdb

from etl.ingest.inbox import is_demonstration

Rows = Sequence[dict[str, object]]
FILE_COLUMNS = ("file", "sha256", "sent_sha256", "feed", "read", "accepted", "rejected", "duplicate",
                "demonstration", "problem_it", "problem_en", "remarks")  # fmt: skip
REJECT_COLUMNS = ("sheet", "row", "rule", "column_title", "message_it", "message_en", "fix_it", "fix_en")
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
    as_of = connection.execute("SELECT as_of FROM build_parameters").fetchall()[0][0]
    found = connection.execute(f"SELECT {', '.join(FILE_COLUMNS)} FROM load_file").fetchall()
    counts = [dict(zip(FILE_COLUMNS, row, strict=True)) for row in found]
    refused = [str(row["file"]) for row in counts if row["rejected"]]
    first = [name for name in refused if not is_demonstration(name)][:MOST_FILES]
    return Summary(as_of, counts, {n: reject_rows(connection, n, FIRST_RULES) for n in first},
                   warning_rows(connection), duplicate_rows(connection), matching_rows(connection),
                   correction_rows(connection))  # fmt: skip


def reject_rows(connection: duckdb.DuckDBPyConnection, file: str, most: int | None = None) -> Rows:
    """The broken rules of a file in the order of its rows, all of them or the first ``most``."""
    limit = f"LIMIT {most}" if most else ""
    found = connection.execute(
        f"SELECT {', '.join(REJECT_COLUMNS)} FROM load_reject WHERE file = ? ORDER BY sheet, row, rowid {limit}", [file]
    ).fetchall()
    return [dict(zip(REJECT_COLUMNS, row, strict=True)) for row in found]


def warning_rows(connection: duckdb.DuckDBPyConnection, file: str | None = None) -> Rows:
    """How many rows of each file, or of one, every warning touches, and where the first of them is.

    A warning that tells a value is counted for each value of a column and what it was taken for.
    """
    found = connection.execute(
        "SELECT file, warning, column_title, value, taken, count(*), min_by(sheet, (sheet, row)), "
        "min_by(row, (sheet, row)) FROM load_warning WHERE file = coalesce(?, file) "
        "GROUP BY file, warning, column_title, value, taken ORDER BY warning, file, column_title, value",
        [file],
    ).fetchall()
    return [dict(zip(WARNING_COLUMNS, row, strict=True)) for row in found]


def correction_rows(connection: duckdb.DuckDBPyConnection) -> Rows:
    """The cells that corrections changed, in the order of the files and rows."""
    found = connection.execute(f"SELECT {', '.join(CORRECTION_COLUMNS)} FROM load_correction ORDER BY rowid").fetchall()
    return [dict(zip(CORRECTION_COLUMNS, row, strict=True)) for row in found]


def duplicate_rows(connection: duckdb.DuckDBPyConnection) -> Rows:
    """The duplicates of each file by the file they repeat and by kind.

    Kinds: ``superseded`` by a corrected file, ``same_file`` sent twice, ``same_rows`` in two files, ``inside`` one.
    """
    found = connection.execute(
        "SELECT d.file, d.of_file, CASE WHEN d.reason = 'superseded' THEN 'superseded' WHEN d.file = d.of_file THEN "
        "'inside' WHEN f.sha256 = o.sha256 THEN 'same_file' ELSE 'same_rows' END AS kind, count(*) "
        "FROM load_duplicate d JOIN load_file f ON f.file = d.file JOIN load_file o ON o.file = d.of_file "
        "GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    return [dict(zip(REPEAT_COLUMNS, row, strict=True)) for row in found]


def matching_rows(connection: duckdb.DuckDBPyConnection) -> Rows:
    """How the cooperatives of the digital vouchers were found; no row without any voucher."""
    found = connection.execute("SELECT match_method, awards FROM voucher_matching ORDER BY match_method").fetchall()
    return [dict(zip(MATCHING_COLUMNS, row, strict=True)) for row in found]
