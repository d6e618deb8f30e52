"""What every reader gives: a sheet of a file, its header row, and where its data rows begin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pyarrow as pa


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file before its feed is known.

    ``head`` holds the first rows as text, ``rows`` reads the data below a header: it takes the header's
    index in ``head``, the wanted columns as {field name: column index} and each field's decimal sign, and
    returns an Arrow table of text columns named after the fields, plus ``_row`` (as a person counts rows).
    """

    name: str
    head: Sequence[Sequence[str]]
    rows: Callable[[int, dict[str, int], dict[str, str]], pa.Table]
    remarks: tuple[str, ...] = field(default=())
    notes: list[str] = field(default_factory=list)  # remarks that only reading the rows brings up
