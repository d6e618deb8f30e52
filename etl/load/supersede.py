"""Corrected files: which revision a file is, and which rows of earlier revisions it replaces."""

import re
from collections.abc import Sequence

import duckdb
import pyarrow as pa

from catalogue.model import Feed
from engine.sql_text import Sql, fill, identifier, joined, literal, queries

SQL = queries(__file__)
# _v2, -rev3, " rettifica": a word of its own in the file's name, its number joined to it.
MARK = re.compile(r"(?<![^\W_])(?:(?:v|rev)(?P<number>\d{1,3})|rettifica(?P<again>\d{0,2}))(?![^\W_])", re.IGNORECASE)
MONTH_OF = "month of "


def revision(file: str) -> int:
    """The revision in a file's name: ``_v3`` and ``_rev3`` are 3, no mark is 1, ``rettifica`` is 2.

    ``rettifica2`` is the second correction, so 3. Folder and suffix are ignored; of several marks the highest counts.
    """
    stem = file.rpartition("/")[2].rpartition(".")[0]
    found = [int(mark["number"]) if mark["number"] else int(mark["again"] or 1) + 1 for mark in MARK.finditer(stem)]
    return max(found, default=1)


def supersede(connection: duckdb.DuckDBPyConnection, feed: Feed, files: Sequence[str], kind: Sql) -> None:
    """Move rows into load_duplicate where a file of a higher revision holds their group.

    The view ``latest_revision`` is the rest. ``files``: names of the feed's files. The group is what the contract's
    ``supersedes`` names. ``kind``: the kind of a row (demonstration or not), NULL for rows that neither replace nor
    are replaced: a row replaces only rows of its kind.
    """
    incoming = f"incoming_{feed.name}"
    connection.execute(fill(SQL["all_rows"], incoming=incoming))
    revisions = {name: revision(name) for name in files}
    if not feed.supersedes or len(set(revisions.values())) < 2:
        return
    group = joined(map(_grouped, feed.supersedes), ", ")
    rows = pa.table({"file": list(revisions), "revision": list(revisions.values())})
    connection.register("revision_rows", rows)
    connection.execute(fill(SQL["superseded"], incoming=incoming, kind=kind, group=group))
    connection.unregister("revision_rows")
    connection.execute(fill(SQL["duplicates"], feed=literal(feed.name)))
    connection.execute(fill(SQL["latest_rows"], incoming=incoming))


def _grouped(part: str) -> Sql:
    """SQL of one part of ``supersedes``: a field, or ``month of`` a date."""
    if part.startswith(MONTH_OF):
        return fill(SQL["month_of"], field=part.removeprefix(MONTH_OF))
    return identifier(part)
