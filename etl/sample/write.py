"""Writes the demonstration's files: workbooks with xlsxwriter, CSV in the dialect of whoever sends it."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pc
import xlsxwriter


def workbook(path: Path, sheet: str, table: pd.DataFrame, dates: tuple[str, ...] = ()) -> None:
    """An XLSX with one sheet; columns named in ``dates`` become true date cells, '' an empty cell."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "dd/mm/yyyy"}
    with xlsxwriter.Workbook(str(path), options) as book:
        page = book.add_worksheet(sheet)
        page.write_row(0, 0, list(table.columns), book.add_format({"bold": True, "bg_color": "#D6E8FA"}))
        for place, name in enumerate(table.columns):
            column = table[name]
            values = column.dt.to_pydatetime() if name in dates else column.tolist()
            page.write_column(1, place, values)
        page.freeze_panes(1, 0)
        page.set_column(0, len(table.columns) - 1, 18)
        # The same rows give the same bytes: no clock time goes into the file.
        book.set_properties({"title": "Dati dimostrativi", "created": pd.Timestamp("2018-06-14").to_pydatetime()})


def csv(path: Path, table: pd.DataFrame, *, separator: str = ",", encoding: str = "utf-8") -> None:
    """A CSV with a header; text is quoted only where it must be."""
    arrow = pa.Table.from_pandas(table, preserve_index=False)
    options = pc.WriteOptions(delimiter=separator, quoting_style="needed", quoting_header="needed")
    pc.write_csv(arrow, path, write_options=options)
    if encoding != "utf-8":
        path.write_bytes(path.read_bytes().decode("utf-8").encode(encoding))
