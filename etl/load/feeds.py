"""Brings the staged rows of all files together: each row becomes accepted, rejected or duplicate, once."""

import glob
from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa

from catalogue.load import Catalogue
from catalogue.model import CodeList, Feed
from etl.ingest.file_states import Refused, Validated
from etl.ingest.inbox import is_demonstration
from etl.load.deduplicate import create_tables, empty_incoming, separate
from etl.load.observations import load_observations
from etl.storage.layout import Store
from etl.storage.staged_rows import ACCEPTED
from etl.validate.contract_sql import literal

# Lists that figures need: provinces and chambers are counted, technologies and associations are categories.
CITED = ("territories", "chambers", "technologies", "associations")
# What checking found in a file's rows: the staged table, the table it is loaded into, and the columns.
FINDINGS = {
    "rejects": ("load_reject", "s.rule, s.field, s.column_title, s.value, s.message_it, s.message_en, "
                               "s.fix_it, s.fix_en"),
    "notices": ("load_notice", "s.field, s.column_title, s.notice, s.value, s.taken"),
    "corrections": ("load_correction", "s.field, s.column_title, s.before, s.after, s.reason, s.who, s.decided_on, "
                                       "s.correction"),
}  # fmt: skip


def load_feeds(
    connection: duckdb.DuckDBPyConnection,
    files: Sequence[Validated | Refused],
    store: Store,
    catalogue: Catalogue,
    demo: bool,
) -> None:
    """Create ``loaded_<feed>`` for every feed, ``observation`` over those of statistics, ``load_file``,
    ``load_reject``, ``load_notice`` and ``load_correction``.

    ``loaded_<feed>`` holds the accepted rows in the order of the files, with source_file, source_sha,
    source_sheet, source_row and demonstration. Raises ValueError when a file's rows are not conserved.
    """
    create_tables(connection)
    for feed in catalogue.feeds.values():
        of_feed = [(rank, file) for rank, file in enumerate(files) if isinstance(file, Validated) and file.feed is feed]
        _union(connection, feed, of_feed, store)
        separate(connection, feed, [file.sent.name for _, file in of_feed], demo)
    load_observations(connection, catalogue)
    _count(connection, files)


def load_code_lists(connection: duckdb.DuckDBPyConnection, lists: Mapping[str, CodeList]) -> None:
    """Create ``code_<list>`` for every code list, all columns as text.

    Also ``catalogue_row``: list, code, source_file and source_row of each entry of the lists in CITED.
    """
    places = [
        {"list": name, "code": row[0], "source_file": f"catalogue/codes/{name}.csv", "source_row": line}
        for name in CITED
        for line, row in enumerate(lists[name].rows, start=2)
    ]
    connection.register("place_rows", pa.Table.from_pylist(places))
    connection.execute("CREATE TABLE catalogue_row AS SELECT * FROM place_rows")
    connection.unregister("place_rows")
    for name, entries in lists.items():
        columns = {title: [row[i] for row in entries.rows] for i, title in enumerate(entries.columns)}
        connection.register("code_rows", pa.table({key: pa.array(v, pa.string()) for key, v in columns.items()}))
        connection.execute(f"CREATE TABLE code_{name} AS SELECT * FROM code_rows")
        connection.unregister("code_rows")


def _union(
    connection: duckdb.DuckDBPyConnection, feed: Feed, files: Sequence[tuple[int, Validated]], store: Store
) -> None:
    """``incoming_<feed>``: the staged rows of every file as a view, a file that came twice counted twice."""
    fields = ", ".join(f's."{name}"' for name in empty_incoming(connection, feed))
    if not files:
        return
    names = {
        "rank": [rank for rank, _ in files],
        "file": [file.sent.name for _, file in files],
        "sha": [file.sent.sha for _, file in files],
        "folder": [str(store.staged(feed, file.probed.key)) for _, file in files],
    }
    connection.register("file_rows", pa.table(names))
    connection.execute("CREATE OR REPLACE TEMP TABLE feed_files AS SELECT * FROM file_rows")
    connection.unregister("file_rows")
    folders = sorted({store.staged(feed, file.probed.key) for _, file in files})
    staged = {part: [path for folder in folders if (path := folder / f"{part}.parquet").exists()]
              for part in (ACCEPTED, *FINDINGS)}  # fmt: skip
    for part, paths in staged.items():
        if paths:
            found = connection.read_parquet([glob.escape(str(path)) for path in paths], filename=True)
            found.create_view(f"staged_{part}", replace=True)
    placed = f"o.rank, o.file, o.sha, s._sheet AS sheet, s._row AS row, {fields}"
    of_file = "s.filename = concat(o.folder, '/{}.parquet')"
    connection.execute(f"DROP TABLE incoming_{feed.name}")
    connection.execute(
        f"CREATE TEMP VIEW incoming_{feed.name} AS "
        f"SELECT {placed} FROM staged_accepted s JOIN feed_files o ON {of_file.format(ACCEPTED)}"
    )
    for part, (table, columns) in FINDINGS.items():
        if not staged[part]:
            continue
        connection.execute(
            f"INSERT INTO {table} SELECT o.file, {literal(feed.name)}, s._sheet, s._row, {columns} "
            f"FROM staged_{part} s JOIN feed_files o ON {of_file.format(part)} ORDER BY o.rank, s._sheet, s._row"
        )


def _count(connection: duckdb.DuckDBPyConnection, files: Sequence[Validated | Refused]) -> None:
    """``load_file``: one row per file with its counts; read = accepted + rejected + duplicate is checked here."""
    refused = [file.problem if isinstance(file, Refused) else None for file in files]
    listed = pa.table(
        {
            "rank": list(range(len(files))),
            "file": [file.sent.name for file in files],
            "sha256": [file.sent.sha for file in files],
            "sent_sha256": [file.sent.original.sha for file in files],
            "feed": [file.feed.name if file.feed else "" for file in files],
            "made": [is_demonstration(file.sent.name) for file in files],
            "read": [file.rows if isinstance(file, Validated) else 0 for file in files],
            "problem_it": [problem.text("it") if problem else "" for problem in refused],
            "problem_en": [problem.text("en") if problem else "" for problem in refused],
            "remarks": ["; ".join(file.remarks) for file in files],
        }
    )
    connection.register("listed_files", listed)
    feeds = connection.execute("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'loaded_%'").fetchall()
    accepted = " UNION ALL ".join(
        f"SELECT source_file AS file, count(*) AS n, bool_or(demonstration) AS demonstration FROM {name} GROUP BY 1"
        for (name,) in sorted(feeds)
    )
    connection.execute(
        f"CREATE TABLE load_file AS SELECT t.file, t.sha256, t.sent_sha256, t.feed, t.read, "
        f"coalesce(a.n, 0)::BIGINT AS accepted, "
        f"coalesce(r.n, 0)::BIGINT AS rejected, coalesce(d.n, 0)::BIGINT AS duplicate, "
        f"coalesce(a.demonstration, t.made) AS demonstration, t.problem_it, t.problem_en, t.remarks "
        f"FROM listed_files t "
        f"LEFT JOIN ({accepted}) a USING (file) "
        "LEFT JOIN (SELECT file, count(DISTINCT (sheet, row)) AS n FROM load_reject GROUP BY 1) r USING (file) "
        "LEFT JOIN (SELECT file, count(*) AS n FROM load_duplicate GROUP BY 1) d USING (file) ORDER BY t.rank"
    )
    connection.unregister("listed_files")
    _hold_conservation(connection, sorted(name for (name,) in feeds))


def _hold_conservation(connection: duckdb.DuckDBPyConnection, loaded: Sequence[str]) -> None:
    """Raise ValueError unless every file's rows add up and no row has two fates: two errors could cancel out."""
    wrong = connection.execute(
        "SELECT file, read, accepted, rejected, duplicate FROM load_file WHERE read <> accepted + rejected + duplicate"
    ).fetchall()
    refused = "SELECT DISTINCT file, sheet, row FROM load_reject"
    aside = f"({refused} UNION ALL SELECT file, sheet, row FROM load_duplicate)"
    wrong += connection.execute(f"SELECT * FROM {aside} GROUP BY ALL HAVING count(*) > 1 LIMIT 10").fetchall()
    for name in loaded:
        wrong += connection.execute(
            f"SELECT source_file, source_sheet, source_row FROM {name} a SEMI JOIN {aside} o ON o.file = a.source_file "
            "AND o.sheet = a.source_sheet AND o.row = a.source_row LIMIT 10"
        ).fetchall()
    if wrong:
        raise ValueError(f"rows not conserved: {wrong}")
