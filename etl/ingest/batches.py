"""Groups files for checking: many small files of one feed together, a large file alone and piece by piece."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

import pyarrow as pa

from catalogue.model import Feed
from etl.ingest.file_states import Read, Recognised, Refused, Stale
from etl.ingest.prefetch import prefetched
from etl.ingest.read_rows import read_pieces

BATCH_ROWS = 2_000_000
PieceOrEnd: TypeAlias = pa.Table | Read | Refused | Stale  # what etl.ingest.read_rows.read_pieces gives


@dataclass(frozen=True)
class SmallFiles:
    """Files of one feed, each with all its rows."""

    feed: Feed
    files: Sequence[tuple[Read, pa.Table]]


@dataclass(frozen=True)
class LargeFile:
    """A file of more than one piece, and the pieces with their end as they are read."""

    file: Recognised
    pieces: Iterator[PieceOrEnd]


def batches(
    files: Sequence[Recognised], thread: ThreadPoolExecutor
) -> Iterator[SmallFiles | LargeFile | Refused | Stale]:
    """Read the files and group them by feed, so that a thousand small workbooks are checked by one query.

    A file that reading refuses, or that a correction no longer fits, comes alone. ``thread`` reads the next piece
    while one is checked.
    """
    by_feed: dict[str, list[Recognised]] = {}
    for file in files:
        by_feed.setdefault(file.feed.name, []).append(file)
    for group in by_feed.values():
        feed = group[0].feed
        batch: list[tuple[Read, pa.Table]] = []
        for file in group:
            coming = prefetched(read_pieces(file), thread)
            first = list(islice(coming, 2))
            end = first[-1]
            if isinstance(end, pa.Table):
                del end
                yield LargeFile(file, _chained(first, coming))
            elif isinstance(end, Read):
                batch.append((end, first[0]))
            else:
                yield end
            if sum(rows.num_rows for _, rows in batch) >= BATCH_ROWS:
                yield SmallFiles(feed, batch)
                batch = []
        if batch:
            yield SmallFiles(feed, batch)


def _chained(first: list[PieceOrEnd], rest: Iterator[PieceOrEnd]) -> Iterator[PieceOrEnd]:
    """The first pieces before the others; no reference is kept to one that was given."""
    while first:
        yield first.pop(0)
    yield from rest
