"""The raw files of an inbox as tables of what stands in their cells, by the columns that say what a file is."""

import csv
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
from stdnum.it import iva

MISSING = {"", "-", "n.d.", "nd", "NULL"}
YES = {"si", "sì", "s", "vero", "true", "yes", "x", "1"}
NO = {"no", "n", "falso", "false", "0"}
BAD = "\0"  # a cell that cannot be read: its row is rejected
# A column that only one kind of file has.
KINDS = {
    "Codice attività": "activities", "Codice servizio": "services", "Codice valutazione": "assessments",
    "Codice buona pratica": "practices", "Canale": "channels", "Valido dal": "register", "ITTER107": "istat",
}  # fmt: skip


def tables(inbox: Path) -> dict[str, pd.DataFrame]:
    """All files of each kind below each other, in the order of their names."""
    found: dict[str, list[pd.DataFrame]] = {}
    for path in sorted(inbox.rglob("*"), key=lambda one: one.relative_to(inbox).as_posix()):
        if path.suffix.lower() in (".csv", ".xlsx") and not path.name.startswith("."):
            table = pd.DataFrame(_csv(path) if path.suffix.lower() == ".csv" else _xlsx(path))
            kind = next((kind for column, kind in KINDS.items() if column in table), None)
            if kind:
                found.setdefault(kind, []).append(table.assign(file=path.name))
    return {kind: pd.concat(parts, ignore_index=True) for kind, parts in found.items()}


def _csv(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    separator = max(";,\t", key=text.partition("\n")[0].count)
    return list(csv.DictReader(text.splitlines(), delimiter=separator))


def _xlsx(path: Path) -> Iterator[dict[str, object]]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    lines = book.worksheets[0].iter_rows(values_only=True)
    head = [str(title) for title in next(lines)]
    yield from (dict(zip(head, line, strict=True)) for line in lines if any(cell is not None for cell in line))
    book.close()


def text(cell: object) -> str:
    """The text of a cell, '' where it is missing."""
    written = "" if cell is None or cell is pd.NaT or str(cell) == "nan" else str(cell).strip()
    return "" if written in MISSING else written


def day(cell: object) -> date | str | None:
    """The day of a cell, None where it is missing, BAD where it is none."""
    if isinstance(cell, datetime):
        return cell.date()
    written = text(cell)
    if not written:
        return None
    turned = re.sub(r"^(\d{2})[/.-](\d{2})[/.-](\d{4})$", r"\3-\2-\1", written)
    try:
        return date.fromisoformat(turned[:10])
    except ValueError:
        return BAD


def number(cell: object, *, whole: bool, low: float, high: float) -> float | str | None:
    """The number of a cell within its bounds; points are marks of thousands where a comma follows, or in integers."""
    written = text(cell)
    if not written:
        return None
    if not isinstance(cell, (int, float)) and (whole or "," in written):
        written = written.replace(".", "").replace(",", ".")
    try:
        value = float(written)
    except ValueError:
        return BAD
    return value if low <= value <= high and not (whole and value % 1) else BAD


def flag(cell: object) -> bool | str | None:
    """Whether a cell says yes."""
    written = text(cell).lower()
    return None if not written else written in YES if written in YES | NO else BAD


def tax_code(cell: object) -> str | None:
    """The eleven digits of an organisation, with the zeros that a spreadsheet drops; BAD where they are none."""
    written = "".join(text(cell).split()).removeprefix("IT")
    if not written:
        return None
    digits = written.zfill(11)
    return digits if digits.isdigit() and iva.is_valid(digits) else BAD
