"""A table as a workbook: the figures on the first sheet, what they are on the second; text stays text."""

import math
import numbers
from datetime import date

import pandas as pd

from output.xlsx import ISO_DATE, WRAPPED, Sheet, Style, Workbook
from texts.translator import Words

WIDEST = 60


def xlsx_bytes(frame: pd.DataFrame, notes: dict[str, str], words: Words) -> bytes:
    """A workbook with the rows of ``frame`` and a sheet of ``notes``, two columns each under its heading.

    Numbers are numbers, dates dates, missing ones empty cells, everything else texts: nothing in it is a formula or a
    link, whatever it looks like.
    """
    with Workbook() as book:
        bold, wrapped, day = book.style({"bold": True, "bottom": 1}), book.style(WRAPPED), book.style(ISO_DATE)
        sheet = book.sheet(words.t("Data"))
        sheet.freeze_header()
        for place, column in enumerate(frame.columns):
            cells = list(frame[column])
            sheet.text(0, place, str(column), bold)
            for row, cell in enumerate(cells, start=1):
                _write(sheet, row, place, cell, day)
            longest = max(len(str(cell)) for cell in [column, *cells])
            sheet.width(place, min(WIDEST, longest + 2))
        notes_sheet = book.sheet(words.t("Notes"))
        notes_sheet.width(0, 28)
        notes_sheet.width(1, 90)
        for row, (name, text) in enumerate(notes.items()):
            notes_sheet.text(row, 0, name, bold)
            notes_sheet.text(row, 1, text, wrapped)
    return book.content


def _write(sheet: Sheet, row: int, column: int, cell: object, day: Style) -> None:
    if cell is None or cell is pd.NA or cell is pd.NaT:
        return
    if isinstance(cell, date):
        sheet.values(row, column, [date(cell.year, cell.month, cell.day)], day)
    elif isinstance(cell, bool) or not isinstance(cell, numbers.Real):
        sheet.text(row, column, str(cell))
    elif math.isfinite(cell):
        sheet.number(row, column, float(cell))
