"""The sheet of a file as every reader returns it: its first rows, and functions that read the rows below a header."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import pyarrow as pa

CODED = pa.dictionary(pa.int32(), pa.string())  # a column of few distinct texts, as readers may give it
Head = Sequence[Sequence[str]]
Cells = tuple[tuple[int, int], tuple[int, int]]  # first and last (row, column) of a merged range, from 0


class Rows(Protocol):
    """Reads the rows below a header; see Sheet."""

    def __call__(
        self,
        header: int,
        columns: dict[str, int],
        decimals: dict[str, str],
        coded: Collection[str] = (),
        grouped: Collection[str] = (),
    ) -> pa.Table:
        """Columns named in ``coded`` may come as dictionaries, where few distinct texts are expected in them.

        ``grouped``: those of numbers that may have thousands apart. A cell that holds a number keeps its value in them:
        it is written so that its decimals are no thousands.
        """


@dataclass(frozen=True)
class Piece:
    """Some rows of a file, and the remarks that reading them brought up (``kind=value``, see etl.messages)."""

    rows: pa.Table
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file before its feed is known.

    ``head`` holds the first rows as text, ``rows`` reads the data below a header: it takes the header's
    index in ``head``, the wanted columns as {field name: column index} and each field's decimal sign, and
    returns an Arrow table of text columns named after the fields, plus ``_row`` (as a person counts rows).
    """

    name: str
    head: Head
    rows: Rows
    remarks: tuple[str, ...] = field(default=())
    # The rows of the sheet's only layout, in their order, from a reader that never holds all of them.
    pieces: Callable[[], Iterator[Piece]] | None = None
    book: Mapping[str, Head] = field(default_factory=dict)  # head of every sheet by name: a cover dates all tables
    merged: Sequence[Cells] = ()
    remarks_below: Callable[[int], tuple[str, ...]] = lambda _: ()  # what is noticed about the rows below a header
