"""Writes the demonstration's files: workbooks, and CSV in the dialect of whoever sends it."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pc

from output.xlsx import HEAD, Workbook
from texts.translator import Words

SENDER = Words("it")  # whose files the demonstration imitates
WIDTH = 18


def workbook(path: Path, sheet: str, table: pd.DataFrame, dates: tuple[str, ...] = ()) -> None:
    """An XLSX with one sheet; columns named in ``dates`` become true date cells, '' an empty cell."""
    with Workbook(path, title=SENDER.t("Demonstration data")) as book:
        page = book.sheet(sheet)
        page.header(list(table.columns), book.style(HEAD))
        for place, name in enumerate(table.columns):
            column = table[name]
            page.values(1, place, column.dt.to_pydatetime() if name in dates else column.tolist())
        page.width(0, WIDTH, last=len(table.columns) - 1)


def csv(path: Path, table: pd.DataFrame, *, separator: str = ",", encoding: str = "utf-8") -> None:
    """A CSV with a header; text is quoted only where it must be."""
    arrow = pa.Table.from_pandas(table, preserve_index=False)
    options = pc.WriteOptions(delimiter=separator, quoting_style="needed", quoting_header="needed")
    pc.write_csv(arrow, path, write_options=options)
    if encoding != "utf-8":
        path.write_bytes(path.read_bytes().decode("utf-8").encode(encoding))
