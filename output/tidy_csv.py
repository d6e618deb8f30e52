"""A table of Arrow as CSV for programs: commas, decimal points, ISO dates, texts in quotes, missing cells empty."""

from collections.abc import Sequence
from io import BytesIO

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from output.spreadsheet_text import FORMULA_STARTS


def csv_bytes(table: pa.Table, *, as_they_are: Sequence[str] = ()) -> bytes:
    """The table in UTF-8 without a byte-order mark. A spreadsheet in Italian wants the workbook instead.

    An apostrophe stands before a text that a spreadsheet would run; not in the columns ``as_they_are``, whose codes
    are a closed list without a formula (``-`` alone is none).
    """
    safe = [
        _harmless(column) if pa.types.is_string(column.type) and name not in as_they_are else column
        for name, column in zip(table.column_names, table.columns, strict=True)
    ]
    out = BytesIO()
    csv.write_csv(pa.table(safe, names=table.column_names), out)
    return out.getvalue()


def _harmless(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The column with ``harmless`` texts, for all of its rows at once."""
    runs = pc.or_kleene(pc.starts_with(column, FORMULA_STARTS[0]), pc.starts_with(column, FORMULA_STARTS[1]))
    for start in FORMULA_STARTS[2:]:
        runs = pc.or_kleene(runs, pc.starts_with(column, start))
    if not pc.any(runs).as_py():
        return column
    return pc.if_else(runs, pc.binary_join_element_wise("'", column, ""), column)
