"""Compare the tables of two releases as multisets of rows: ``python -m tests.same.release A B``.

A and B are warehouse files, release folders, or folders of releases whose CURRENT is taken. Every table and view is
compared on the columns that both releases have. Tables, columns and types that differ are listed, and count as
differences unless left out by name. Doubles must agree to the last bit. Exit code: 0 equal, 1 different, 2 wrong usage.
"""

import argparse
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

WAREHOUSE = "warehouse.duckdb"
# Digests of the code and the catalogue: they change with every change of either, whatever the figures.
LEFT_OUT = ("build_parameters.judging_digest", "kpi.definition_digest")
EXAMPLES = 3  # differing rows printed of each side
WIDEST = 48  # characters of a printed cell
SIDES = ("a", "b")

Schema = dict[str, dict[str, str]]  # table: column: type


@dataclass(frozen=True)
class TableResult:
    """The comparison of one table: its name, whether both sides are equal, and the lines to print."""

    table: str
    equal: bool
    lines: tuple[str, ...]


def warehouse(path: Path) -> Path:
    """The warehouse file that ``path`` names; raises FileNotFoundError without one."""
    folder = path
    if (path / "CURRENT").is_file():
        folder = path / (path / "CURRENT").read_text(encoding="utf-8").strip()
    found = folder / WAREHOUSE if folder.is_dir() else folder
    if not found.is_file():
        raise FileNotFoundError(f"no warehouse at {path}")
    return found


def compare(first: Path, second: Path, leave_out: Collection[str] = LEFT_OUT) -> Iterator[TableResult]:
    """Compare two warehouse files table by table; ``leave_out`` holds ``table`` or ``table.column`` names."""
    with duckdb.connect() as connection:
        for side, path in zip(SIDES, (first, second), strict=True):
            quoted = str(path).replace("'", "''")
            connection.execute(f"ATTACH '{quoted}' AS {side} (READ_ONLY)")
        old, new = (_schema(connection, side, leave_out) for side in SIDES)
        for table in sorted(old.keys() | new.keys()):
            if table in old and table in new:
                yield _compare_table(connection, table, old[table], new[table])
            else:
                side = "A" if table in old else "B"
                rows = _count(connection, f'{side}."{table}"')
                yield TableResult(table, False, (f"{table}: only in {side}, {rows} rows",))


def _schema(connection: duckdb.DuckDBPyConnection, side: str, leave_out: Collection[str]) -> Schema:
    found: Schema = {}
    columns = connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE database_name = ? AND NOT internal ORDER BY table_name, column_index",
        [side],
    ).fetchall()
    for table, column, kind in columns:
        if table not in leave_out and f"{table}.{column}" not in leave_out:
            found.setdefault(table, {})[column] = kind
    return found


def _compare_table(
    connection: duckdb.DuckDBPyConnection, table: str, old: dict[str, str], new: dict[str, str]
) -> TableResult:
    notes = [f"  column only in A: {column}" for column in old if column not in new]
    notes += [f"  column only in B: {column}" for column in new if column not in old]
    common = [column for column in old if column in new]
    notes += [
        f"  type of {column}: {old[column]} in A, {new[column]} in B" for column in common if old[column] != new[column]
    ]
    counts = [_count(connection, f'{side}."{table}"') for side in SIDES]
    names = ", ".join(f'"{column}"' for column in common)
    for side, other in (("a", "b"), ("b", "a")) if common else ():
        connection.execute(
            f'CREATE OR REPLACE TEMP TABLE only_here AS SELECT {names} FROM {side}."{table}" '
            f'EXCEPT ALL SELECT {names} FROM {other}."{table}"'
        )
        if missing := _count(connection, "only_here"):
            notes.append(f"  {missing} rows only in {side.upper()}")
            rows = connection.execute(f"SELECT * FROM only_here ORDER BY ALL LIMIT {EXAMPLES}").fetchall()
            notes += [f"    {side.upper()} {_printed(common, row)}" for row in rows]
    size = f"{counts[0]} rows" if counts[0] == counts[1] else f"{counts[0]} rows in A, {counts[1]} in B"
    verdict = "different" if notes else "equal"
    return TableResult(table, not notes, (f"{table}: {verdict}, {size}, {len(common)} columns", *notes))


def _count(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {relation}").fetchall()[0][0])


def _printed(columns: list[str], row: tuple[object, ...]) -> str:
    return " ".join(f"{column}={str(cell)[:WIDEST]}" for column, cell in zip(columns, row, strict=True))


def main(arguments: list[str] | None = None) -> int:
    """Compare the two releases named on the command line, print a line a table, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.same.release", description=__doc__.splitlines()[0])
    parser.add_argument("releases", nargs=2, type=Path, metavar="RELEASE")
    parser.add_argument(
        "--leave-out", action="append", default=[], metavar="TABLE[.COLUMN]",
        help=f"leave out a table or a column (repeatable), besides {', '.join(LEFT_OUT)}",
    )  # fmt: skip
    options = parser.parse_args(arguments)
    try:
        first, second = (warehouse(path) for path in options.releases)
    except FileNotFoundError as error:
        parser.error(str(error))
    results = []
    for result in compare(first, second, {*LEFT_OUT, *options.leave_out}):
        print("\n".join(result.lines), flush=True)
        results.append(result)
    different = [result.table for result in results if not result.equal]
    verdict = f"different: {', '.join(different)}" if different else "all equal"
    print(f"{len(results)} tables, {verdict}")
    return 1 if different or not results else 0


if __name__ == "__main__":
    sys.exit(main())
