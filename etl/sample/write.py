"""Writes the demonstration's files: workbooks, and CSV in the dialect of whoever sends it, a few rows at a time."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pc_csv

from etl.sample.world.cooperatives import Days
from etl.sample.world.fitting import Ints
from output.xlsx import HEAD, Workbook
from texts.translator import Words

SENDER = Words("it")  # whose files the demonstration imitates
WIDTH = 18
MARK = {"Natura del dato": "dimostrativo"}


def workbook(path: Path, sheet: str, table: pa.Table) -> None:
    """An XLSX with one sheet; dates become true date cells, '' an empty cell. In memory: they are many and small."""
    with Workbook(title=SENDER.t("Demonstration data")) as book:
        page = book.sheet(sheet)
        page.header(table.column_names, book.style(HEAD))
        for place, column in enumerate(table.columns):
            page.values(1, place, column.to_pylist())
        page.width(0, WIDTH, last=table.num_columns - 1)
    path.write_bytes(book.content)


def csv(path: Path, table: pa.Table, *, separator: str = ",", encoding: str = "utf-8", further: bool = False) -> None:
    """A CSV with a header, or ``further`` rows at its end; text stands in quotation marks."""
    options = pc_csv.WriteOptions(
        delimiter=separator, quoting_style="needed", quoting_header="needed", include_header=not further
    )
    memory = BytesIO()
    pc_csv.write_csv(table, memory, write_options=options)
    content = memory.getbuffer() if encoding == "utf-8" else memory.getvalue().decode("utf-8").encode(encoding)
    with path.open("ab" if further else "wb") as file:
        file.write(content)


def marked(columns: dict[str, pa.Array]) -> pa.Table:
    """A table of these columns, each row marked as demonstration data."""
    rows = len(next(iter(columns.values())))
    return pa.table(columns | {name: pa.repeat(text, rows) for name, text in MARK.items()})


def words(texts: Sequence[str] | pa.Array, places: Ints) -> pa.Array:
    """The text at each place of the list."""
    values = texts if isinstance(texts, pa.Array) else pa.array(texts, pa.string())
    return values.take(pa.array(places))


def numbers(values: Ints, *, blank: int | None = None) -> pa.Array:
    """Whole numbers as texts; '' for ``blank``."""
    texts = pa.array(values).cast(pa.string())
    return texts if blank is None else pc.if_else(pa.array(values == blank), "", texts)


def codes(first: int, count: int, prefix: str) -> pa.Array:
    """Unique codes ``PREFIX-0000001`` from a number on."""
    return numbered(np.arange(first, first + count), prefix)


def numbered(values: Ints, prefix: str) -> pa.Array:
    """Codes ``PREFIX-0000001`` with these numbers."""
    return pc.binary_join_element_wise(prefix, pc.utf8_lpad(pa.array(values).cast(pa.string()), 7, "0"), "-")


def days(values: Days) -> pa.Array:
    """Days as dates."""
    return pa.array(values.astype("datetime64[D]"))


def hundredths(values: Ints) -> pa.Array:
    """Hundredths as numbers with two digits after the decimal point."""
    return pa.array(np.asarray(values) / 100)


def with_text(table: pa.Table, *, italian: bool, numeric: Sequence[str] = ()) -> pa.Table:
    """The table as a CSV carries it: dates as 31/12/2019 or 2019-12-31, numbers with a decimal comma."""
    for place, name in enumerate(table.column_names):
        column = table.column(place)
        if pa.types.is_date(column.type):
            table = table.set_column(place, name, pc.strftime(column, "%d/%m/%Y" if italian else "%Y-%m-%d"))
        elif name in numeric:
            table = table.set_column(place, name, comma(column))
    return table


def comma(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Numbers as texts with a decimal comma and two digits."""
    whole = pc.cast(pc.round(pc.multiply(column, 100)), pa.int64())
    cents = pc.subtract(whole, pc.multiply(pc.divide(whole, 100), 100))
    return pc.binary_join_element_wise(
        pc.divide(whole, 100).cast(pa.string()), pc.utf8_lpad(cents.cast(pa.string()), 2, "0"), ","
    )
