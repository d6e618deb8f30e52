"""Brings the staged rows of all files together: each row becomes accepted, rejected or duplicate, once."""

from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa

from catalogue.load import Catalogue
from catalogue.model import CodeList, Feed
from etl.contract import literal
from etl.keys import create_tables, empty_incoming, separate
from etl.stage import Inbound
from etl.store import Store


def load_feeds(
    connection: duckdb.DuckDBPyConnection, files: Sequence[Inbound], store: Store, catalogue: Catalogue, demo: bool
) -> None:
    """Create ``loaded_<feed>`` for every feed, ``load_file``, ``load_reject``, ``load_notice``, ``load_correction``.

    ``loaded_<feed>`` holds the accepted rows in the order of the files, with source_file, source_sha,
    source_sheet, source_row and demonstration. Raises ValueError when a file's rows are not conserved.
    """
    create_tables(connection)
    for feed in catalogue.feeds.values():
        own = [(rank, file) for rank, file in enumerate(files) if file.feed is feed and file.problem is None]
        _union(connection, feed, own, store)
        separate(connection, feed, demo)
    _count(connection, files)


def load_code_lists(connection: duckdb.DuckDBPyConnection, lists: Mapping[str, CodeList]) -> None:
    """Create ``code_<list>`` for every code list, all columns as text."""
    for name, entries in lists.items():
        columns = {title: [row[i] for row in entries.rows] for i, title in enumerate(entries.columns)}
        connection.register("code_rows", pa.table({key: pa.array(v, pa.string()) for key, v in columns.items()}))
        connection.execute(f"CREATE TABLE code_{name} AS SELECT * FROM code_rows")
        connection.unregister("code_rows")


def _union(connection: duckdb.DuckDBPyConnection, feed: Feed, own: Sequence[tuple[int, Inbound]], store: Store) -> None:
    """``incoming``: the feed's staged rows of every file, a file that came twice counted twice."""
    fields = ", ".join(f's."{name}"' for name in empty_incoming(connection, feed))
    if not own:
        return
    names = pa.table(
        {
            "rank": [rank for rank, _ in own],
            "file": [file.name for _, file in own],
            "sha": [file.sha for _, file in own],
            "key": [file.key for _, file in own],
        }
    )
    connection.register("own_files", names)
    folders = sorted({store.staged(feed, file.key) for _, file in own})
    key = "regexp_extract(s.filename, '([0-9a-f]{64}(-[0-9a-f]{8})?)[/\\\\][a-z]+.parquet$', 1)"
    connection.execute(
        f"INSERT INTO incoming SELECT o.rank, o.file, o.sha, s._sheet, s._row, s._content, {fields} "
        f"FROM read_parquet(?, filename = true) s JOIN own_files o ON o.key = {key} ORDER BY o.rank, s._sheet, s._row",
        [[str(folder / "accepted.parquet") for folder in folders]],
    )
    connection.execute(
        f"INSERT INTO load_reject SELECT o.file, {literal(feed.name)}, s._sheet, s._row, "
        f"s.rule, s.field, s.column_title, s.value, s.message_it, s.message_en, s.fix_it, s.fix_en "
        f"FROM read_parquet(?, filename = true) s "
        f"JOIN own_files o ON o.key = {key} ORDER BY o.rank, s._sheet, s._row",
        [[str(folder / "rejects.parquet") for folder in folders]],
    )
    for table, name, columns in (
        ("load_notice", "notices", "s.field, s.column_title, s.notice, s.value, s.taken"),
        ("load_correction", "corrections", "s.field, s.column_title, s.before, s.after, s.reason, s.who, "
                                           "s.decided_on, s.correction"),
    ):  # fmt: skip
        connection.execute(
            f"INSERT INTO {table} SELECT o.file, {literal(feed.name)}, s._sheet, s._row, {columns} "
            f"FROM read_parquet(?, filename = true) s JOIN own_files o ON o.key = {key} "
            "ORDER BY o.rank, s._sheet, s._row, s.field",
            [[str(folder / f"{name}.parquet") for folder in folders]],
        )
    connection.unregister("own_files")


def _count(connection: duckdb.DuckDBPyConnection, files: Sequence[Inbound]) -> None:
    """``load_file``: one row per file with its counts; read = accepted + rejected + duplicate is checked here."""
    taken = pa.table(
        {
            "rank": list(range(len(files))),
            "file": [file.name for file in files],
            "sha256": [file.sha for file in files],
            "feed": [file.feed.name if file.feed else "" for file in files],
            "read": [0 if file.problem else file.read for file in files],
            "problem_it": [file.problem.text("it") if file.problem else "" for file in files],
            "problem_en": [file.problem.text("en") if file.problem else "" for file in files],
            "remarks": ["; ".join(file.remarks) for file in files],
        }
    )
    connection.register("taken_files", taken)
    feeds = connection.execute("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'loaded_%'").fetchall()
    accepted = " UNION ALL ".join(
        f"SELECT source_file AS file, count(*) AS n, bool_or(demonstration) AS demonstration FROM {name} GROUP BY 1"
        for (name,) in sorted(feeds)
    )
    connection.execute(
        f"CREATE TABLE load_file AS SELECT t.file, t.sha256, t.feed, t.read, coalesce(a.n, 0)::BIGINT AS accepted, "
        f"coalesce(r.n, 0)::BIGINT AS rejected, coalesce(d.n, 0)::BIGINT AS duplicate, "
        f"coalesce(a.demonstration, false) AS demonstration, t.problem_it, t.problem_en, t.remarks FROM taken_files t "
        f"LEFT JOIN ({accepted}) a USING (file) "
        "LEFT JOIN (SELECT file, count(DISTINCT (sheet, row)) AS n FROM load_reject GROUP BY 1) r USING (file) "
        "LEFT JOIN (SELECT file, count(*) AS n FROM load_duplicate GROUP BY 1) d USING (file) ORDER BY t.rank"
    )
    connection.unregister("taken_files")
    lost = connection.execute(
        "SELECT file, read, accepted, rejected, duplicate FROM load_file WHERE read <> accepted + rejected + duplicate"
    ).fetchall()
    if lost:
        raise ValueError(f"rows not conserved: {lost}")
