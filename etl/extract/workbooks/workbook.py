"""Workbooks through python-calamine: every cell becomes text as the feed's fields expect to read it."""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from catalogue import load
from etl.extract.limits import CELLS
from etl.extract.sheet import Head, Sheet
from etl.extract.workbooks.cell_text import text, texts
from etl.extract.workbooks.marked_rows import MarkedRows
from etl.extract.workbooks.marks import marks_of
from etl.extract.workbooks.sheet_marks import KNOWN, SheetMarks, letters
from etl.extract.workbooks.text_size.held_text import HeldText
from etl.extract.workbooks.workbook_guard import guard
from etl.messages import FileProblem, sheet_words

HEAD_ROWS = 15
# Rows whose cells are alive at once: they stay near the processor, and are fewer than what sets off Python's garbage
# collector, which would walk all that is known again and again. All rows at once take three times as long.
ROWS_AT_ONCE = 500
# What programs and statistical offices call a sheet; none of them is a person.
_NAMES = "foglio|sheet|tabella|tav[.]?|dati|data|summary|structure|cop|copertina|indice|nota(?: metodologica)?"
USUAL = re.compile(rf"(?:{_NAMES})? ?\d*", re.IGNORECASE)
LONGEST_ERROR = 40  # of what stands in a cell as an error, in a message
PANIC = "PanicException"  # what the library raises, beside Exception, where it finds itself mistaken


def sheets(path: Path) -> list[Sheet]:
    """Return the sheets that hold anything. Raises FileProblem: password, damaged, empty, and those of the guard.

    XLSX, XLS, XLSB or ODS: the content says which, whatever the name.
    """
    marks = marks_of(path, guard(path))
    with path.open("rb") as file:
        try:
            found = _read(file, marks)
        except PasswordError as error:
            raise FileProblem("password") from error
        except (CalamineError, OSError, ValueError) as error:
            raise _damaged(marks) from error
        except BaseException as error:
            if type(error).__name__ != PANIC:
                raise
            raise _damaged(marks) from error
    filled = [sheet for sheet in found if sheet.head]
    if not filled:
        raise FileProblem("empty")
    return filled


def _damaged(marks: Mapping[str, SheetMarks]) -> FileProblem:
    """Why the library cannot read a file: for an error that it does not know it reads no other cell either."""
    for place, (name, sheet) in enumerate(marks.items(), start=1):
        for row, errors in sheet.errors.items():
            for column, error in errors.items():
                if error not in KNOWN:
                    cell = {"cell": f"{letters(column)}{row + 1}", "value": error[:LONGEST_ERROR]}
                    return FileProblem("unknown_error", {"sheet": sheet_words(_shown_name(name, place)), **cell})
    return FileProblem("damaged")


def _shown_name(name: str, place: int) -> str:
    """The name of a sheet in messages: a usual one as it is, else its place, for it may be a person's name."""
    known = {feed.sheet for feed in load().feeds.values()}
    return name if name in known or USUAL.fullmatch(name) else f"n. {place}"


def _read(file: BinaryIO, marks: Mapping[str, SheetMarks]) -> list[Sheet]:
    workbook, cells = CalamineWorkbook.from_filelike(file), 0
    hidden = sum(sheet.visible != SheetVisibleEnum.Visible for sheet in workbook.sheets_metadata)
    remarks = (f"hidden_sheets={hidden}",) if hidden else ()
    found: list[Sheet] = []
    book: dict[str, Head] = {}
    for place, name in enumerate(workbook.sheet_names, start=1):
        source = workbook.get_sheet_by_name(name)
        rows = MarkedRows(source, marks.get(name, SheetMarks()))
        cells += rows.height * rows.width
        if cells > CELLS:
            raise FileProblem("too_many_cells", {"limit": CELLS})
        found.append(_sheet(_shown_name(name, place), rows, book, remarks))
    return found


def _sheet(name: str, source: MarkedRows, book: dict[str, Head], remarks: tuple[str, ...]) -> Sheet:
    """One sheet under the name it is shown by; its head is added to ``book``."""

    def rows(
        header: int, columns: dict[str, int], decimals: dict[str, str], coded: Collection[str] = (),
        grouped: Collection[str] = (),
    ) -> pa.Table:  # fmt: skip
        found: dict[str, list[pa.Array]] = {field: [] for field in columns}
        numbers: list[int] = []
        held = HeldText()
        for places, cells in _filled(source, header + 1):
            numbers += places
            turned = list(zip(*cells, strict=True))
            for field, index in columns.items():
                found[field].append(texts(turned[index], decimals[field], grouped=field in grouped))
                held.add_texts(found[field][-1].nbytes)
        columns_of_text = {}
        for field in columns:  # one after the other, so that only one column is in memory twice
            columns_of_text[field] = pa.chunked_array(found.pop(field), pa.string()).combine_chunks()
        return pa.table({"_row": pa.array(numbers, pa.int64())} | columns_of_text)

    head = [[text(cell, ".").strip() for cell in row] for row in islice(source.rows(source.height), HEAD_ROWS)]
    if head:
        book[name] = head
    merged = [area for area in source.merged if area[0][0] < HEAD_ROWS]
    return Sheet(
        name=name, head=head, rows=rows, remarks=remarks, book=book, merged=merged, remarks_below=source.remarks
    )


def _filled(source: MarkedRows, skip: int) -> Iterator[tuple[list[int], list[list[Any]]]]:
    """The rows from ``skip`` on that hold anything, some at a time, with their numbers as a person counts them."""
    rows = islice(source.rows(skip - 1), skip, None)
    first = skip + 1
    while some := list(islice(rows, ROWS_AT_ONCE)):
        filled = [place for place, row in enumerate(some) if row.count("") < len(row)]
        if filled:
            yield [first + place for place in filled], [some[place] for place in filled]
        first += len(some)
