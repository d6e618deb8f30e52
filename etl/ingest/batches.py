"""Which rows are checked together: those of many small files at once, those of a large one piece by piece."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

import pyarrow as pa

from catalogue.model import Feed
from etl.ingest.inbox import Inbound
from etl.ingest.prefetch import one_ahead
from etl.ingest.read_rows import pieces
from etl.ingest.recognise import Match

BATCH_ROWS = 2_000_000


@dataclass(frozen=True)
class Together:
    """Files of one feed, each with all its rows."""

    feed: Feed
    files: Sequence[tuple[Inbound, pa.Table]]


@dataclass(frozen=True)
class Large:
    """A file of more than one piece: the pieces as they are read, and what was remarked before that."""

    file: Inbound
    match: Match
    pieces: Iterator[pa.Table]
    remarks: tuple[str, ...]


def lots(new: Sequence[tuple[Inbound, Match]], beside: ThreadPoolExecutor) -> Iterator[Together | Large]:
    """The files whose rows could be read, so that a thousand small workbooks are checked by one query.

    The thread of ``beside`` reads the next piece while one is checked.
    """
    by_feed: dict[str, list[tuple[Inbound, Match]]] = {}
    for file, match in new:
        by_feed.setdefault(match.feed.name, []).append((file, match))
    for group in by_feed.values():
        feed = group[0][1].feed
        batch: list[tuple[Inbound, pa.Table]] = []
        for file, match in group:
            remarks, coming = file.remarks, one_ahead(pieces(file, match), beside)
            some = list(islice(coming, 2))
            if len(some) > 1:
                yield Large(file, match, _put_back(some, coming), remarks)
            elif some and not file.problem and not file.unmet:
                batch.append((file, some[0]))
            if sum(rows.num_rows for _, rows in batch) >= BATCH_ROWS:
                yield Together(feed, batch)
                batch = []
        if batch:
            yield Together(feed, batch)


def _put_back(some: list[pa.Table], coming: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """Some pieces before the others; nobody keeps one that was given."""
    while some:
        yield some.pop(0)
    yield from coming
