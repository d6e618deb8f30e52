"""A table as a workbook: the figures on the first sheet, what they are on the second; text stays text."""

import io
import math
import numbers
from datetime import datetime

import pandas as pd
import xlsxwriter

from texts.translator import Words

WIDEST = 60
MADE = datetime(2018, 6, 14)  # not the clock's: the same figures give the same file


def xlsx_bytes(frame: pd.DataFrame, notes: dict[str, str], words: Words) -> bytes:
    """A workbook with the rows of ``frame`` and a sheet of ``notes``, two columns each under its heading.

    Numbers are numbers, missing ones empty cells, dates and everything else texts as the page writes them: nothing in
    it is a formula or a link, whatever it looks like.
    """
    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(held, options)
    book.set_properties({"created": MADE})
    bold, wrapped = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(words.t("Data"))
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(frame.columns):
        cells = list(frame[column])
        sheet.write_string(0, place, str(column), bold)
        for row, cell in enumerate(cells, start=1):
            _write(sheet, row, place, cell)
        longest = max(len(str(cell)) for cell in [column, *cells])
        sheet.set_column(place, place, min(WIDEST, longest + 2))
    said = book.add_worksheet(words.t("Notes"))
    said.set_column(0, 0, 28)
    said.set_column(1, 1, 90)
    for row, (name, text) in enumerate(notes.items()):
        said.write_string(row, 0, name, bold)
        said.write_string(row, 1, text, wrapped)
    book.close()
    return held.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: object) -> None:
    if cell is None or cell is pd.NA or cell is pd.NaT:
        return
    if isinstance(cell, bool) or not isinstance(cell, numbers.Real):
        sheet.write_string(row, column, str(cell))
    elif math.isfinite(cell):
        sheet.write_number(row, column, float(cell))
