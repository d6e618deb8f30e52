"""Writes the checked rows of one file as Parquet into the store, piece by piece, whole or not at all."""

import json
import shutil
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from catalogue.model import Feed
from etl.storage.layout import Store, sync

ACCEPTED, META = "accepted", "meta.json"
CHUNK = 1 << 20


def rows_by_file(table: pa.Table) -> Callable[[str], pa.Table]:
    """Cut a table that is ordered by _file: the result takes a file's key and returns its rows."""
    places: dict[str, tuple[int, int]] = {}
    start = 0
    for count in pc.value_counts(table["_file"]).to_pylist():
        places[count["values"]] = (start, count["counts"])
        start += count["counts"]
    rows = table.drop_columns(["_file"])
    return lambda sha: rows.slice(*places.get(sha, (0, 0)))


@dataclass(frozen=True)
class Noted:
    """What meta.json says of a file's staged rows: how many were read, and what was noticed."""

    read: int
    remarks: tuple[str, ...]


def noted_of(folder: Path) -> Noted | None:
    """What is noted in a folder of staged rows; None where there is none, or where any part is damaged or missing.

    Staged rows are a cache: what cannot be read is made anew from the original.
    """
    try:
        noted = json.loads((folder / META).read_text(encoding="utf-8"))
        parts = {path.name: _checksum(path) for path in folder.glob("*.parquet")}
        if parts != noted["parts"] or not all(isinstance(text, str) for text in noted["remarks"]):
            return None
        return Noted(int(noted["read"]), tuple(noted["remarks"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _checksum(path: Path) -> int:
    """Against accidents: a disk that filled up or lost a page, an interrupted copy of the folder."""
    check = 0
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            check = zlib.crc32(piece, check)
    return check


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
        whole = {**meta, "parts": {path.name: _checksum(path) for path in self.aside.glob("*.parquet")}}
        (self.aside / META).write_text(json.dumps(whole, ensure_ascii=False, sort_keys=True), encoding="utf-8")
        for path in self.aside.iterdir():
            sync(path)
        _remove(self.target)  # what is there is damaged, or it would have been used
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.aside.replace(self.target)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
