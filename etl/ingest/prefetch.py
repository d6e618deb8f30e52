"""Has the next thing made while the last one is at work: one file, or one piece of a file, ahead."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pyarrow as pa

from catalogue import Catalogue
from etl.ingest.inbox import Inbound
from etl.ingest.read_rows import open_file, read_rows
from etl.ingest.recognise import Match
from etl.messages import FileProblem

Read = tuple[Match, pa.Table]  # where a file's rows were found, and the rows as text
Made = TypeVar("Made")


def one_ahead(things: Iterator[Made], beside: ThreadPoolExecutor) -> Iterator[Made]:
    """The same things in their order, each made in the thread of ``beside`` while its taker has the one before.

    Never more than one ahead, for it waits in memory; the first is begun at once.
    """
    end = object()
    ahead = [beside.submit(next, things, end)]

    def each() -> Iterator[Made]:
        while (made := ahead.pop().result()) is not end:
            ahead.append(beside.submit(next, things, end))
            yield made  # type: ignore[misc]

    return each()


def read_ahead(files: Sequence[Inbound], catalogue: Catalogue, beside: ThreadPoolExecutor) -> Iterator[Read | None]:
    """The rows of each file in turn, for a check. What opens a workbook lets go of Python: meanwhile the one before is
    judged.

    None for a file that cannot be read: what stands in its way is noted on the file.
    """
    return one_ahead((_read(file, catalogue) for file in files), beside)


def _read(file: Inbound, catalogue: Catalogue) -> Read | None:
    if not file.path.is_file():
        file.problem = FileProblem("absent")
        return None
    match = open_file(file, catalogue, for_sender=True)
    rows = read_rows(file, match) if match else None
    return None if match is None or rows is None else (match, rows)
