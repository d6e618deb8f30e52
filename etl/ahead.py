"""Reads files for a check, one ahead of the one that is judged."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa

from catalogue import Catalogue
from etl.inbox import Inbound
from etl.problem import FileProblem
from etl.recognise import Match
from etl.stage import open_file, read_rows

Read = tuple[Match, pa.Table]  # where a file's rows were found, and the rows as text


def read_ahead(files: Sequence[Inbound], catalogue: Catalogue, beside: ThreadPoolExecutor) -> Iterator[Read | None]:
    """The rows of each file in turn. What opens a workbook lets go of Python: meanwhile the file before is judged.

    Never more than one file ahead, for its rows wait in memory; the first is begun at once. None for a file that
    cannot be read: what stands in its way is noted on the file.
    """
    ahead = [beside.submit(_read, file, catalogue) for file in files[:1]]

    def each() -> Iterator[Read | None]:
        for place in range(len(files)):
            read = ahead.pop().result()
            ahead.extend(beside.submit(_read, file, catalogue) for file in files[place + 1 : place + 2])
            yield read

    return each()


def _read(file: Inbound, catalogue: Catalogue) -> Read | None:
    if not file.path.is_file():
        file.problem = FileProblem("absent")
        return None
    match = open_file(file, catalogue, for_sender=True)
    rows = read_rows(file, match) if match else None
    return None if match is None or rows is None else (match, rows)
