"""Writes XLSX workbooks: the same content gives the same bytes, and no text becomes a formula or a link."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, TypeAlias

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name

Style: TypeAlias = Format  # how cells look; made by ``Workbook.style``
CREATED = datetime(2018, 6, 14)  # not the clock's: the same content gives the same file
LONGEST = 32_767  # characters of a cell
NARROWEST, WIDEST = 14, 34  # characters of a column that is as wide as its title
# Parts of styles, combined with ``|``.
TEXT = {"num_format": "@"}
DATE = {"num_format": "dd/mm/yyyy"}
ISO_DATE = {"num_format": "yyyy-mm-dd"}
NUMBER = {"num_format": "#,##0.00"}
INTEGER = {"num_format": "#,##0"}
WRAPPED = {"text_wrap": True, "valign": "top"}
HEAD = {"bold": True, "bg_color": "#D6E8FA"}
AS_TEXT: dict[str, Any] = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class Workbook:
    """A workbook in a file, or without a path in memory; written when its ``with`` block ends.

    ``streamed``: rows are written in order and go to the disk at once. Raises OSError where the file cannot be written.
    """

    def __init__(self, path: Path | None = None, *, title: str = "", streamed: bool = False) -> None:
        self._memory = BytesIO()
        options = AS_TEXT | {"in_memory": path is None, "constant_memory": streamed}
        options["default_date_format"] = DATE["num_format"]
        self._book = xlsxwriter.Workbook(self._memory if path is None else str(path), options)
        self._book.set_properties({"created": CREATED} | ({"title": title} if title else {}))

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            self._book.close()
        except FileCreateError as failed:
            raise failed.args[0] from failed

    @property
    def content(self) -> bytes:
        """The bytes of a workbook in memory, after its ``with`` block."""
        return self._memory.getvalue()

    def style(self, properties: dict[str, Any]) -> Style:
        """A style of cells: parts such as ``TEXT`` and ``WRAPPED``, and xlsxwriter's properties of formats."""
        return self._book.add_format(properties)

    def sheet(self, name: str) -> "Sheet":
        """A further sheet; the name is changed where Excel does not allow it or another sheet has it."""
        used = {sheet.get_name().lower() for sheet in self._book.worksheets()}
        plain = re.sub(r"[\[\]:*?/\\']", " ", name).strip()[:31] or "_"
        number, free = 1, plain
        while free.lower() in used:
            number += 1
            free = f"{plain[:27]} {number}"
        return Sheet(self._book.add_worksheet(free))


class Sheet:
    """A sheet of a workbook. Rows and columns are counted from 0."""

    def __init__(self, page: Any) -> None:
        self._page = page

    def header(self, titles: Iterable[str], style: Style, *, frozen: bool = True) -> None:
        """Write the titles into the first row; ``frozen``: it stays visible while scrolling."""
        for column, title in enumerate(titles):
            self.text(0, column, title, style)
        if frozen:
            self.freeze_header()

    def freeze_header(self) -> None:
        """Freeze the first row."""
        self._page.freeze_panes(1, 0)

    def text(self, row: int, column: int, text: str, style: Style | None = None) -> None:
        """Write a text as a text, whatever it begins with, cut at the length of a cell."""
        self._page.write_string(row, column, text[:LONGEST], style)

    def number(self, row: int, column: int, number: float, style: Style | None = None) -> None:
        """Write a number."""
        self._page.write_number(row, column, number, style)

    def blank(self, row: int, column: int, style: Style) -> None:
        """Write a style without a value."""
        self._page.write_blank(row, column, "", style)

    def values(self, row: int, column: int, values: Sequence[object], style: Style | None = None) -> None:
        """Write texts, numbers and dates below each other; nothing for None or an empty text."""
        self._page.write_column(row, column, values, style)

    def row(self, row: int, values: Sequence[object], style: Style | None = None) -> None:
        """Write texts, numbers and dates beside each other, from the first column on; an empty text as a blank."""
        self._page.write_row(row, 0, values, style)

    def merged(self, row: int, columns: int, text: str, style: Style, height: float) -> None:
        """Write a text over the first columns of a row of this height in points."""
        self._page.merge_range(row, 0, row, columns - 1, "", style)
        self.text(row, 0, text, style)
        self._page.set_row(row, height)

    def comment(self, row: int, column: int, text: str, *, width: float, height: float = 1, **options: str) -> None:
        """Attach a comment; ``width`` and ``height`` are multiples of the usual ones, ``author`` is an option."""
        self._page.write_comment(row, column, text[:LONGEST], {"x_scale": width, "y_scale": height, **options})

    def width(self, column: int, width: float, style: Style | None = None, *, last: int | None = None) -> None:
        """Set the width in characters, and the style of empty cells, of a column or of those up to ``last``."""
        self._page.set_column(column, column if last is None else last, width, style)

    def filtered(self, rows: int, columns: int) -> None:
        """Let the reader filter the rows below the header."""
        self._page.autofilter(0, 0, rows, columns - 1)

    def choices(
        self, column: int, last: int, source: Sequence[str] | str, refused: tuple[str, str] | None = None
    ) -> None:
        """Offer a drop-down list in the cells of a column below its header, down to the row ``last``.

        ``source``: the entries, or the range that holds them. ``refused``: title and text of the warning on another
        entry; without it no other entry is accepted.
        """
        rule: dict[str, Any] = {"validate": "list", "source": source}
        if refused:
            rule |= {"error_type": "warning", "error_title": refused[0], "error_message": refused[1]}
        self._page.data_validation(1, column, last, column, rule)

    def column_range(self, column: int, entries: int) -> str:
        """The range of a column's entries below its header, as a list's ``source``."""
        letters = xl_col_to_name(column)
        return f"={self._page.get_name()}!${letters}$2:${letters}${entries + 1}"

    def protect(self, **allowed: bool) -> None:
        """Protect the cells that no style unlocks; ``allowed``: actions permitted nevertheless."""
        self._page.protect("", allowed)


def title_width(title: str) -> int:
    """The width in characters of a column that is as wide as its title."""
    return max(NARROWEST, min(WIDEST, len(title) + 4))
