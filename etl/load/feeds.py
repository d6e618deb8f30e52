"""Loads the staged rows of all files: each row becomes accepted, rejected or duplicate, once."""

import glob
from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa

from catalogue.load import Catalogue
from catalogue.model import CodeList, Feed
from engine.sql_text import Sql, columns, fill, joined, literal, queries
from etl.ingest.file_states import Refused, Validated
from etl.ingest.inbox import is_demonstration
from etl.load.deduplicate import create_tables, empty_incoming, separate
from etl.load.observations import load_observations
from etl.storage.layout import Store
from etl.storage.staged_rows import ACCEPTED

# Lists that figures need: provinces and chambers are counted, technologies and associations are categories.
CITED = ("territories", "chambers", "technologies", "associations")
SQL = queries(__file__)
# What checking found in a file's rows: the staged table, the table it is loaded into, and the columns.
FINDINGS = {
    "rejects": ("load_reject", ("rule", "field", "column_title", "value", "message_it", "message_en", "fix_it",
                                "fix_en")),
    "notices": ("load_notice", ("field", "column_title", "notice", "value", "taken")),
    "corrections": ("load_correction", ("field", "column_title", "before", "after", "reason", "who", "decided_on",
                                        "correction")),
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
        texts = {title: [row[i] for row in entries.rows] for i, title in enumerate(entries.columns)}
        connection.register("code_rows", pa.table({key: pa.array(v, pa.string()) for key, v in texts.items()}))
        connection.execute(fill(SQL["code_list"], table=f"code_{name}"))
        connection.unregister("code_rows")


def _union(
    connection: duckdb.DuckDBPyConnection, feed: Feed, files: Sequence[tuple[int, Validated]], store: Store
) -> None:
    """``incoming_<feed>``: the staged rows of every file as a view; of two files of one content each has its rows."""
    fields = columns(empty_incoming(connection, feed), "s")
    if not files:
        return
    listed = {
        "rank": [rank for rank, _ in files],
        "file": [file.sent.name for _, file in files],
        "sha": [file.sent.sha for _, file in files],
        "folder": [str(store.staged(feed, file.probed.key)) for _, file in files],
    }
    connection.register("file_rows", pa.table(listed))
    connection.execute(SQL["feed_files"])
    connection.unregister("file_rows")
    folders = sorted({store.staged(feed, file.probed.key) for _, file in files})
    staged = {part: [path for folder in folders if (path := folder / f"{part}.parquet").exists()]
              for part in (ACCEPTED, *FINDINGS)}  # fmt: skip
    for part, paths in staged.items():
        if paths:
            found = connection.read_parquet([glob.escape(str(path)) for path in paths], filename=True)
            found.create_view(f"staged_{part}", replace=True)
    connection.execute(fill(SQL["incoming"], incoming=f"incoming_{feed.name}", fields=fields))
    for part, (table, names) in FINDINGS.items():
        if staged[part]:
            text, parquet = SQL["findings"], literal(f"/{part}.parquet")
            connection.execute(
                fill(text, table=table, feed=literal(feed.name), fields=columns(names, "s"), staged=f"staged_{part}",
                     parquet=parquet)
            )  # fmt: skip


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
    loaded = [str(name) for (name,) in connection.execute(SQL["loaded_tables"]).fetchall()]
    accepted = joined((fill(SQL["accepted_rows"], loaded=name) for name in loaded), " UNION ALL ")
    connection.execute(fill(SQL["load_file"], accepted=accepted))
    connection.unregister("listed_files")
    _check_conservation(connection, loaded)


def _check_conservation(connection: duckdb.DuckDBPyConnection, loaded: Sequence[str]) -> None:
    """Raise ValueError unless every file's rows add up and no row has two fates: two errors could cancel out."""
    set_aside = Sql(SQL["set_aside"])
    wrong = connection.execute(SQL["miscounted_files"]).fetchall()
    wrong += connection.execute(fill(SQL["set_aside_twice"], set_aside=set_aside)).fetchall()
    for name in loaded:
        wrong += connection.execute(fill(SQL["loaded_and_set_aside"], loaded=name, set_aside=set_aside)).fetchall()
    if wrong:
        raise ValueError(f"rows not conserved: {wrong}")
