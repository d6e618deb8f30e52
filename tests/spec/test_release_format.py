"""The format of a release: its tables, views and columns are those recorded for the format that its manifest names.

Whoever changes them raises engine.release.FORMAT, unless no release of that format was published yet, and records them:
``python -m tests.spec.test_release_format RELEASES`` writes what the release in service has.
"""

import sys
from pathlib import Path

import duckdb

from engine.release import FORMAT, ROOT, read_only, release_of

RECORD = ROOT / "tests" / "spec" / "data" / "release_format.txt"
COLUMNS = """
    SELECT table_name, column_name, data_type FROM duckdb_columns()
    WHERE database_name = current_database() AND NOT internal
    ORDER BY table_name, column_index
"""


def format_of(connection: duckdb.DuckDBPyConnection) -> str:
    """The format's number, then a line a table or view: its columns with their types."""
    tables: dict[str, list[str]] = {}
    for table, column, kind in connection.execute(COLUMNS).fetchall():
        tables.setdefault(table, []).append(f"{column} {kind}")
    return f"format {FORMAT}\n" + "".join(f"{name}: {', '.join(own)}\n" for name, own in tables.items())


def test_another_table_or_column_is_another_format(demo_warehouse: duckdb.DuckDBPyConnection) -> None:
    assert format_of(demo_warehouse) == RECORD.read_text(encoding="utf-8")


if __name__ == "__main__":
    with read_only(release_of(Path(sys.argv[1]), None)) as release:
        RECORD.write_text(format_of(release), encoding="utf-8")
