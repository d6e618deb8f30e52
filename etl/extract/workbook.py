"""Workbooks through python-calamine: every cell becomes text as the feed's fields expect to read it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from etl.extract.sheet import Head, Sheet
from etl.problem import FileProblem

HEAD_ROWS = 15


def sheets(path: Path) -> list[Sheet]:
    """Return the sheets that hold anything. Raises FileProblem: password, damaged, empty."""
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        book: dict[str, Head] = {}
        found = [_sheet(workbook.get_sheet_by_name(name), book) for name in workbook.sheet_names]
    except PasswordError as error:
        raise FileProblem("password") from error
    except (FileNotFoundError, PermissionError):
        raise
    except (CalamineError, OSError, ValueError) as error:
        raise FileProblem("damaged") from error
    filled = [sheet for sheet in found if sheet.head]
    if not filled:
        raise FileProblem("empty")
    return filled


def _sheet(source: CalamineSheet, book: dict[str, Head]) -> Sheet:
    """One sheet; ``book`` gathers the heads of all of them."""
    cells: Sequence[Sequence[Any]] = source.to_python(skip_empty_area=False)

    def rows(header: int, columns: dict[str, int], decimals: dict[str, str]) -> pa.Table:
        body = cells[header + 1 :]
        numbers = [number for number, row in enumerate(body, start=header + 2) if any(cell != "" for cell in row)]
        kept = [row for row in body if any(cell != "" for cell in row)]
        table = {
            field: pa.array([_text(row[index], decimals[field]) for row in kept], pa.string())
            for field, index in columns.items()
        }
        return pa.table({"_row": pa.array(numbers, pa.int64())} | table)

    head = [[_text(cell, ".").strip() for cell in row] for row in cells[:HEAD_ROWS]]
    if head:
        book[source.name] = head
    merged = [area for area in source.merged_cell_ranges or () if area[0][0] < HEAD_ROWS]
    return Sheet(name=source.name, head=head, rows=rows, book=book, merged=merged)


def _text(cell: Any, decimal: str) -> str:
    """The cell as somebody following the feed's contract would have typed it."""
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
