"""The rows that a figure rests on: a filter on the contributions of its release, and the value that they give again."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from engine import open_beside

HERE = Path(__file__).resolve().parent
ASKED = ("kpi", "as_of", "territory", "breakdown", "category")
CELLS = pa.schema([(name, pa.date32() if name == "as_of" else pa.string()) for name in ASKED])


@dataclass(frozen=True)
class Cell:
    """One figure: a measure at a month end in a territory, for the whole (``total``, '') or one category."""

    kpi: str
    as_of: date
    territory: str
    breakdown: str = "total"
    category: str = ""


@contextmanager
def tracing(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in which a release's tables and views can be read, and figures asked for; it writes nothing."""
    with open_beside(warehouse) as connection:
        yield connection


def rows_of(connection: duckdb.DuckDBPyConnection, cell: Cell) -> pd.DataFrame:
    """The contributing rows of one figure; of what counts once, each unit's first row alone.

    Columns: role, unit, day, num, den, source_file, source_sha, source_sheet, source_row, publisher, title, url.
    ``role``: numerator, denominator or both of a share or mean; ``figure`` is a value as others published it, ``part``
    one of several that a formula combines. ``num`` and ``den``: what the row adds to either, in the measure's unit.
    """
    return _answer(connection, [cell], "listed")


def recomputed(connection: duckdb.DuckDBPyConnection, cells: Sequence[Cell]) -> pd.DataFrame:
    """ASKED, num, den and ``again``: the value that the rows of each figure give, NULL where a formula combines them.

    Also ``combined`` (it does) and ``published`` (the value is what others published).
    """
    return _answer(connection, cells, "recomputed")


def _answer(connection: duckdb.DuckDBPyConnection, cells: Sequence[Cell], question: str) -> pd.DataFrame:
    rows, text = ((HERE / f"{name}.sql").read_text(encoding="utf-8") for name in ("rows", question))
    asked = [dict(zip(ASKED, astuple(cell), strict=True)) for cell in cells]
    connection.register("asked", pa.Table.from_pylist(asked, CELLS))
    connection.execute("SET VARIABLE measures = ?", [sorted({cell.kpi for cell in cells})])
    connection.execute(f"CREATE OR REPLACE TEMP VIEW asked_row AS {rows}")
    try:
        return connection.execute(text).df()
    finally:
        connection.unregister("asked")
