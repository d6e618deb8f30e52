"""The format of a release: its tables and columns stand as recorded for the format that its manifest names."""

import duckdb

from engine.release import FORMAT
from tests.helpers.releases import ROOT

RECORD = ROOT / "tests" / "spec" / "data" / "release_format.txt"
COLUMNS = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = current_database()"


def test_another_table_or_column_is_another_format(demo_warehouse: duckdb.DuckDBPyConnection) -> None:
    """Whoever changes a release raises engine.release.FORMAT, unless no release of that format was published yet, and
    records the tables: the expected text is the first line of the failure."""
    found = demo_warehouse.execute(f"{COLUMNS} ORDER BY table_name, column_index").fetchall()
    tables: dict[str, list[str]] = {}
    for table, column, kind in found:
        tables.setdefault(table, []).append(f"{column} {kind}")
    text = f"format {FORMAT}\n" + "".join(f"{name}: {', '.join(columns)}\n" for name, columns in tables.items())
    assert text == RECORD.read_text(encoding="utf-8")
