"""The rows that a figure rests on, found in the release's own facts, and the value that they give again."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from catalogue.load import Catalogue
from engine import open_beside
from engine.duck import model_order
from etl.load.feeds import load_code_lists

HERE = Path(__file__).resolve().parent
MODELS = HERE.parent / "models"
# Models of the build that read nothing but what a release holds: here they are views, so that no rule is written twice.
SHARED = ("star/coop_slice", "marts/excelsior_total", "marts/published_beside_annex")
FAMILIES = ("activity", "penetration", "coop40", "exchange", "maturity", "voucher", "statistic")
# Rows that stand in a list of the catalogue: the provinces of a territory, the chambers that operate.
LISTS = ("territories", "chambers")
PLACE = ("source_file", "source_sha", "source_sheet", "source_row", "publisher", "title", "url")
COLUMNS = ("role", "unit", "day", "num", "den", *PLACE)
ASKED = ("kpi", "as_of", "territory", "breakdown", "category")
ROWS = f"""
    WITH counted AS (
        SELECT {", ".join(f"a.{name}" for name in ASKED)}, c.* EXCLUDE (kpi),
            row_number() OVER (
                PARTITION BY {", ".join(f"a.{name}" for name in ASKED)}, c.role, c.once
                ORDER BY c.day, c.source_file, c.source_sheet, c.source_row
            ) AS turn
        FROM asked a
        JOIN traced_contribution c ON c.kpi = a.kpi AND c.enters <= a.as_of AND (c.leaves IS NULL OR a.as_of < c.leaves)
        JOIN traced_within w ON w.place = c.place AND w.territory = a.territory
        WHERE list_contains(getvariable('measures'), c.kpi)
            AND (c.exact IS NULL OR c.place = a.territory)
            AND CASE
                WHEN c.own_breakdown IS NOT NULL THEN c.own_breakdown = a.breakdown AND c.own_category = a.category
                WHEN a.breakdown = 'total' THEN true
                WHEN a.breakdown = 'service' THEN c.service = a.category
                WHEN a.breakdown = 'counterpart' THEN c.counterpart = a.category
                WHEN a.breakdown = 'direction' THEN c.direction = a.category
                WHEN a.breakdown = 'channel' THEN c.channel = a.category
                ELSE coalesce(c.partner = a.category, false) OR EXISTS (
                    SELECT 1 FROM coop_slice s
                    WHERE s.cooperative = c.cooperative AND s.breakdown = a.breakdown AND s.category = a.category
                )
            END
    )
    SELECT {", ".join(ASKED)}, role, unit, day, num, den, figure_num, figure_den, {", ".join(PLACE)}
    FROM counted
    WHERE once IS NULL OR turn = 1
"""
TOTALS = f"""
    SELECT {", ".join(f"a.{name}" for name in ASKED)},
        coalesce(CAST(sum(r.num) AS DOUBLE), sum(r.figure_num)) AS num,
        coalesce(CAST(sum(r.den) AS DOUBLE), sum(r.figure_den)) AS den,
        coalesce(bool_or(r.role = 'part'), false) AS combined,
        coalesce(bool_or(r.role = 'figure'), false) AS published
    FROM asked a
    LEFT JOIN ({ROWS}) r USING ({", ".join(ASKED)})
    GROUP BY ALL
"""


@dataclass(frozen=True)
class Cell:
    """One figure: a measure at a month end in a territory, for the whole (``total``, '') or one category."""

    kpi: str
    as_of: date
    territory: str
    breakdown: str = "total"
    category: str = ""


@contextmanager
def tracing(warehouse: Path, catalogue: Catalogue) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in which a release's tables and the contributions of its facts can be read; it writes nothing."""
    with open_beside(warehouse) as connection:
        load_code_lists(connection, catalogue.code_lists)
        places = [
            {"list": name, "code": row[0], "source_file": f"catalogue/codes/{name}.csv", "source_row": line}
            for name in LISTS
            for line, row in enumerate(catalogue.code_lists[name].rows, start=2)
        ]
        connection.register("place_rows", pa.Table.from_pylist(places))
        connection.execute("CREATE TABLE catalogue_row AS SELECT * FROM place_rows")
        texts = {path.stem: path.read_text(encoding="utf-8") for path in HERE.glob("*.sql")}
        texts |= {Path(name).name: (MODELS / f"{name}.sql").read_text(encoding="utf-8") for name in SHARED}
        for name in model_order(texts):
            connection.execute(f"CREATE VIEW {name} AS\n{texts[name]}")
        families = " UNION ALL BY NAME ".join(f"SELECT * FROM traced_{name}" for name in FAMILIES)
        connection.execute(f"CREATE VIEW traced_contribution AS {families}")
        yield connection


def rows_of(connection: duckdb.DuckDBPyConnection, cell: Cell) -> pd.DataFrame:
    """The contributing rows of one figure, the columns of COLUMNS; of a distinct count each unit's first row alone.

    ``role``: numerator, denominator or both of a share or mean; ``figure`` is a value as others published it, ``part``
    one of several that a formula combines. ``num`` and ``den``: what the row adds to either, in the measure's unit.
    """
    _ask(connection, [cell])
    return connection.execute(
        "SELECT role, unit, day, coalesce(CAST(num AS DOUBLE), figure_num) AS num, "
        f"coalesce(CAST(den AS DOUBLE), figure_den) AS den, {', '.join(PLACE)} FROM ({ROWS}) "
        "ORDER BY role DESC, unit, day, source_file, source_sheet, source_row"
    ).df()  # fmt: skip


def recomputed(connection: duckdb.DuckDBPyConnection, cells: Sequence[Cell]) -> pd.DataFrame:
    """ASKED, num, den and ``again``: the value that the rows of each figure give, NULL where a formula combines them.

    Also ``combined`` (it does) and ``published`` (the value is what others published).
    """
    _ask(connection, cells)
    return connection.execute(
        f"""
        SELECT t.*, CASE
            WHEN t.combined THEN NULL
            WHEN t.published THEN t.num
            WHEN k.kind NOT IN ('share', 'mean') THEN coalesce(t.num, 0)
            WHEN k.kind = 'share' THEN 100.0 * coalesce(t.num, 0) / NULLIF(t.den, 0)
            ELSE coalesce(t.num, 0) / NULLIF(t.den, 0) END AS again
        FROM ({TOTALS}) t JOIN kpi k USING (kpi) ORDER BY ALL
        """
    ).df()


def _ask(connection: duckdb.DuckDBPyConnection, cells: Sequence[Cell]) -> None:
    connection.execute(
        "CREATE OR REPLACE TABLE asked "
        "(kpi VARCHAR, as_of DATE, territory VARCHAR, breakdown VARCHAR, category VARCHAR)"
    )
    # A constant, so that only the facts of the measures asked for are read.
    connection.execute("SET VARIABLE measures = ?", [sorted({cell.kpi for cell in cells})])
    asked = pa.Table.from_arrays(
        [pa.array(values) for values in zip(*map(astuple, cells), strict=True)], names=list(ASKED)
    )
    connection.register("asked_rows", asked)
    connection.execute("INSERT INTO asked SELECT * FROM asked_rows")
    connection.unregister("asked_rows")
