"""A corrected file takes the place of an earlier one: which revision a file is, and the rows that it replaces."""

import re
from collections.abc import Sequence

import duckdb
import pyarrow as pa

from catalogue.model import Feed
from etl.validate.contract_sql import literal

# _v2, -rev3, " rettifica": a word of its own in the file's name, its number joined to it.
MARK = re.compile(r"(?<![^\W_])(?:(?:v|rev)(?P<number>\d{1,3})|rettifica(?P<again>\d{0,2}))(?![^\W_])", re.IGNORECASE)
MONTH_OF = "month of "


def revision(file: str) -> int:
    """The revision that a file's name tells: ``_v3`` and ``_rev3`` are 3, no mark is 1, ``rettifica`` is 2.

    ``rettifica2`` is the second correction, so 3. Folder and suffix say nothing; of several marks the highest counts.
    """
    stem = file.rpartition("/")[2].rpartition(".")[0]
    found = [int(mark["number"]) if mark["number"] else int(mark["again"] or 1) + 1 for mark in MARK.finditer(stem)]
    return max(found, default=1)


def supersede(connection: duckdb.DuckDBPyConnection, feed: Feed, files: Sequence[str], kept: str) -> None:
    """Move rows into load_duplicate where a file of a higher revision holds their group; ``standing`` is the rest.

    ``files``: names of the feed's files. The group is what the contract's ``supersedes`` names. ``kept``: SQL, the
    rows that take part and their own kind (NULL for those that stand outside); a row replaces only rows of its kind.
    """
    incoming = f"incoming_{feed.name}"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW standing AS SELECT * FROM {incoming}")
    numbers = {name: revision(name) for name in files}
    if not feed.supersedes or len(set(numbers.values())) < 2:
        return
    group = ", ".join(_grouped(part) for part in feed.supersedes)
    connection.register("revision_rows", pa.table({"file": list(numbers), "revision": list(numbers.values())}))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE superseded AS SELECT rank, file, sheet, row, later_file, later_row FROM ("
        f"SELECT i.*, v.revision, first_value(v.revision) OVER w AS latest, first_value(file) OVER w AS later_file, "
        f"first_value(row) OVER w AS later_row FROM {incoming} i JOIN revision_rows v USING (file) "
        f"WHERE {kept} IS NOT NULL "
        f"WINDOW w AS (PARTITION BY {group}, {kept} ORDER BY v.revision DESC, rank, sheet, row)) "
        "WHERE revision < latest"
    )
    connection.unregister("revision_rows")
    connection.execute(
        f"INSERT INTO load_duplicate SELECT file, {literal(feed.name)}, sheet, row, later_file, later_row, "
        "'superseded' FROM superseded ORDER BY rank, sheet, row"
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW standing AS SELECT * FROM {incoming} "
        "ANTI JOIN superseded USING (rank, sheet, row)"
    )


def _grouped(part: str) -> str:
    """SQL of one part of ``supersedes``: a field, or ``month of`` a date."""
    if part.startswith(MONTH_OF):
        return f"date_trunc('month', \"{part.removeprefix(MONTH_OF)}\")"
    return f'"{part}"'
