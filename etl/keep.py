"""Keeps the checked rows of one file as Parquet in the store, whole or not at all."""

import json
from collections.abc import Callable, Mapping

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from catalogue.model import Feed
from etl.store import Store, sync

ACCEPTED = "accepted"


def by_file(table: pa.Table) -> Callable[[str], pa.Table]:
    """Cut a table that is ordered by _file into the rows of each file, none for a file without any."""
    places: dict[str, tuple[int, int]] = {}
    start = 0
    for count in pc.value_counts(table["_file"]).to_pylist():
        places[count["values"]] = (start, count["counts"])
        start += count["counts"]
    rows = table.drop_columns(["_file"])
    return lambda sha: rows.slice(*places.get(sha, (0, 0)))


def keep_rows(store: Store, feed: Feed, key: str, tables: Mapping[str, pa.Table], meta: Mapping[str, object]) -> None:
    """Keep ``tables`` (accepted, rejects, notices, corrections) of the file with this key, and what is told of it.

    What has no rows has no file, but for the accepted rows. The folder appears whole or not at all: written aside,
    synced, renamed. Raises OSError as the disk gives it.
    """
    target, aside = store.staged(feed, key), store.work / f"staged-{key}"
    aside.mkdir(parents=True)
    for name, table in tables.items():
        if table.num_rows or name == ACCEPTED:
            pq.write_table(table, aside / f"{name}.parquet", write_statistics=False)  # they are read whole
    (aside / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, sort_keys=True), encoding="utf-8")
    for path in aside.iterdir():
        sync(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    aside.replace(target)
