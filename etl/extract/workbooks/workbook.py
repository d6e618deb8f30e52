"""Workbooks through python-calamine: every cell becomes text as the feed's fields expect to read it."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from catalogue import load
from etl.extract.limits import CELLS
from etl.extract.sheet import Head, Sheet
from etl.extract.workbooks.workbook_guard import guard
from etl.messages import FileProblem

HEAD_ROWS = 15
# Rows whose cells are alive at once: they stay near the processor, and are fewer than what sets off Python's garbage
# collector, which would walk all that is known again and again. All rows at once take three times as long.
ROWS_AT_ONCE = 500
# What programs and statistical offices call a sheet; none of them is a person.
_NAMES = "foglio|sheet|tabella|tav[.]?|dati|data|summary|structure|cop|copertina|indice|nota(?: metodologica)?"
USUAL = re.compile(rf"(?:{_NAMES})? ?\d*", re.IGNORECASE)
PANIC = "PanicException"  # what the library raises, beside Exception, where it finds itself mistaken


def sheets(path: Path) -> list[Sheet]:
    """Return the sheets that hold anything. Raises FileProblem: password, damaged, empty, and those of the guard.

    XLSX, XLS, XLSB or ODS: the content says which, whatever the name.
    """
    guard(path)
    with path.open("rb") as file:
        try:
            found = _read(file)
        except PasswordError as error:
            raise FileProblem("password") from error
        except (CalamineError, OSError, ValueError) as error:
            raise FileProblem("damaged") from error
        except BaseException as error:
            if type(error).__name__ != PANIC:
                raise
            raise FileProblem("damaged") from error
    filled = [sheet for sheet in found if sheet.head]
    if not filled:
        raise FileProblem("empty")
    return filled


def _shown_name(name: str, place: int) -> str:
    """The name of a sheet in messages: a usual one as it is, else its place, for it may be a person's name."""
    known = {feed.sheet for feed in load().feeds.values()}
    return name if name in known or USUAL.fullmatch(name) else f"n. {place}"


def _read(file: BinaryIO) -> list[Sheet]:
    workbook, cells = CalamineWorkbook.from_filelike(file), 0
    found: list[Sheet] = []
    book: dict[str, Head] = {}
    for place, name in enumerate(workbook.sheet_names, start=1):
        sheet = workbook.get_sheet_by_name(name)
        cells += sheet.total_height * sheet.total_width
        if cells > CELLS:
            raise FileProblem("too_many_cells", {"limit": CELLS})
        found.append(_sheet(_shown_name(name, place), sheet, book))
    return found


def _sheet(name: str, source: CalamineSheet, book: dict[str, Head]) -> Sheet:
    """One sheet under the name it is shown by; its head is added to ``book``."""

    def rows(header: int, columns: dict[str, int], decimals: dict[str, str], coded: Collection[str] = ()) -> pa.Table:
        found: dict[str, list[pa.Array]] = {field: [] for field in columns}
        numbers: list[int] = []
        for places, cells in _filled(source, header + 1):
            numbers += places
            turned = list(zip(*cells, strict=True))
            for field, index in columns.items():
                found[field].append(_texts(turned[index], decimals[field]))
        texts = {field: pa.chunked_array(parts, pa.string()).combine_chunks() for field, parts in found.items()}
        return pa.table({"_row": pa.array(numbers, pa.int64())} | texts)

    head = [[_text(cell, ".").strip() for cell in row] for row in islice(_rows(source), HEAD_ROWS)]
    if head:
        book[name] = head
    merged = [area for area in source.merged_cell_ranges or () if area[0][0] < HEAD_ROWS]
    return Sheet(name=name, head=head, rows=rows, book=book, merged=merged)


def _rows(source: CalamineSheet) -> Iterator[list[Any]]:
    """Every row from the first of the sheet on; the library leaves out the columns before the first that is filled."""
    before = [""] * source.start[1] if source.start else []
    return ([*before, *row] for row in source.iter_rows()) if before else source.iter_rows()


def _filled(source: CalamineSheet, skip: int) -> Iterator[tuple[list[int], list[list[Any]]]]:
    """The rows from ``skip`` on that hold anything, some at a time, with their numbers as a person counts them."""
    rows = islice(_rows(source), skip, None)
    first = skip + 1
    while some := list(islice(rows, ROWS_AT_ONCE)):
        filled = [place for place, row in enumerate(some) if row.count("") < len(row)]
        if filled:
            yield [first + place for place in filled], [some[place] for place in filled]
        first += len(some)


def _texts(cells: Sequence[Any], decimal: str) -> pa.Array:
    """Cells of a column as ``_text`` gives each; where all are texts already, none of them is looked at."""
    try:
        return pa.array(cells, pa.string())
    except pa.ArrowTypeError:
        return pa.array([cell if type(cell) is str else _text(cell, decimal) for cell in cells], pa.string())


def _text(cell: Any, decimal: str) -> str:
    """The cell as a sender following the feed's contract would have typed it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "sì" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell).replace(".", decimal)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)
