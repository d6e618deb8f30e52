"""Writes the checked rows of one file as Parquet into the store, piece by piece, whole or not at all."""

import json
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from catalogue.model import Feed
from etl.storage.layout import Store, sync

ACCEPTED = "accepted"


def rows_by_file(table: pa.Table) -> Callable[[str], pa.Table]:
    """Cut a table that is ordered by _file: the result takes a file's key and returns its rows."""
    places: dict[str, tuple[int, int]] = {}
    start = 0
    for count in pc.value_counts(table["_file"]).to_pylist():
        places[count["values"]] = (start, count["counts"])
        start += count["counts"]
    rows = table.drop_columns(["_file"])
    return lambda sha: rows.slice(*places.get(sha, (0, 0)))


class StagedRows:
    """Writes the rows of the file with this key, piece by piece, beside their place until ``finish`` is called.

    Then the folder appears whole, synced and renamed; left without it, nothing stays. Raises OSError where the disk
    fails.
    """

    def __init__(self, store: Store, feed: Feed, key: str) -> None:
        self.target, self.aside = store.staged(feed, key), store.work / f"staged-{key}"
        self.writers: dict[str, pq.ParquetWriter] = {}

    def __enter__(self) -> Self:
        self.aside.mkdir(parents=True)
        return self

    def __exit__(self, *_: object) -> None:
        if self.aside.exists():
            for writer in self.writers.values():
                with suppress(OSError):
                    writer.close()
            shutil.rmtree(self.aside, ignore_errors=True)

    def add(self, tables: Mapping[str, pa.Table]) -> None:
        """Append rows of the file by the name of their table: accepted, rejects, notices, corrections.

        A table that never has rows gets no Parquet file, except ``accepted``.
        """
        for name, table in tables.items():
            if name not in self.writers and (table.num_rows or name == ACCEPTED):
                path = self.aside / f"{name}.parquet"
                self.writers[name] = pq.ParquetWriter(path, table.schema, write_statistics=False)  # they are read whole
            if table.num_rows:
                self.writers[name].write_table(table)

    def finish(self, meta: Mapping[str, object]) -> None:
        """Let the rows appear, with ``meta`` as meta.json."""
        for writer in self.writers.values():
            writer.close()
        (self.aside / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, sort_keys=True), encoding="utf-8")
        for path in self.aside.iterdir():
            sync(path)
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.aside.replace(self.target)
