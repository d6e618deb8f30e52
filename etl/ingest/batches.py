"""Groups files for checking: many small files of one feed together, a large file alone and piece by piece."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyarrow as pa

from catalogue.model import Feed
from etl.ingest.apart.reader import Item, Reader
from etl.ingest.file_states import Probed, Read, Recognised, Refused, Stale
from etl.ingest.prefetch import prefetched
from etl.ingest.unforeseen import with_refusal

BATCH_ROWS = 2_000_000


@dataclass(frozen=True)
class SmallFiles:
    """Files of one feed, each with all its rows."""

    feed: Feed
    files: Sequence[tuple[Read, pa.Table]]


@dataclass(frozen=True)
class LargeFile:
    """A file of more than one piece, and the pieces with their end as they are read."""

    file: Recognised
    pieces: Iterator[Item]


def batches(
    files: Sequence[Probed], reader: Reader, thread: ThreadPoolExecutor, log: Path | None
) -> Iterator[SmallFiles | LargeFile | Refused | Stale]:
    """Read the files and group them by feed, so that a thousand small workbooks are checked by one query.

    A file that reading refuses, or that a correction no longer fits, comes alone. ``thread`` takes the next piece
    while one is checked. ``log``: folder of the error log.
    """
    waiting: dict[str, list[tuple[Read, pa.Table]]] = {}
    for file in files:
        coming = prefetched(with_refusal(reader.read(file), file.sent, log), thread)
        first = list(islice(coming, 3))  # what it is, and two pieces, or one and the end
        found, end = first[0], first[-1]
        if isinstance(found, Recognised) and isinstance(end, pa.Table):
            del end
            yield LargeFile(found, _chained(first[1:], first, coming))
        elif isinstance(end, Read):
            waiting.setdefault(end.feed.name, []).append((end, first[1]))
            del first, end
        elif isinstance(end, Refused | Stale):
            yield end
        if sum(rows.num_rows for batch in waiting.values() for _, rows in batch) >= BATCH_ROWS:
            yield from _grouped(waiting)
    yield from _grouped(waiting)


def _grouped(waiting: dict[str, list[tuple[Read, pa.Table]]]) -> Iterator[SmallFiles]:
    """The files that wait, a feed at a time; none waits any more."""
    while waiting:
        _, batch = waiting.popitem()
        yield SmallFiles(batch[0][0].feed, batch)


def _chained(first: list[Item], before: list[Item], rest: Iterator[Item]) -> Iterator[Item]:
    """The first pieces before the others; no reference is kept to one that was given."""
    before.clear()
    while first:
        yield first.pop(0)
    yield from rest
