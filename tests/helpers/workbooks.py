"""Writes one table as XLSX, XLS, XLSB and ODS, each by another library than the one that reads it."""

import struct
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import xlsxwriter
import xlwt

from catalogue.model import Feed

Cells = Sequence[Sequence[object]]
EPOCH = date(1899, 12, 30)


def xlsx(path: Path, sheet: str, cells: Cells, *, date_1904: bool = False) -> Path:
    """Excel's present format."""
    options = {"default_date_format": "dd/mm/yyyy", "date_1904": date_1904, "strings_to_formulas": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        page = book.add_worksheet(sheet)
        for place, row in enumerate(cells):
            page.write_row(place, 0, row)
    return path


def xls(path: Path, sheet: str, cells: Cells, *, date_1904: bool = False) -> Path:
    """Excel's format until 2003."""
    book = xlwt.Workbook()
    book.dates_1904 = date_1904
    page, day = book.add_sheet(sheet), xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for place, row in enumerate(cells):
        for column, cell in enumerate(row):
            if cell not in ("", None):
                page.write(place, column, cell, *([day] if isinstance(cell, date) else []))
    with path.open("wb") as file:  # the writer chooses nothing by the name
        book.save(file)
    return path


def ods(path: Path, sheet: str, cells: Cells) -> Path:
    """LibreOffice's own format."""
    with path.open("wb") as file, pd.ExcelWriter(file, engine="odf") as writer:
        pd.DataFrame(list(cells), dtype=object).to_excel(writer, sheet_name=sheet, header=False, index=False)
    return path


def xlsb(path: Path, sheet: str, cells: Cells, *, date_1904: bool = False, shared: Sequence[str] = ()) -> Path:
    """Excel's binary format: the few records that a sheet of texts, numbers, booleans and days needs.

    ("error", code) is an error, ("percent", 0.316) a number that is shown as a percentage, ("shared", 0) the first of
    the ``shared`` texts.
    """
    styles = b"".join((
        _record(0x0269, struct.pack("<I", 3)),  # cell formats: general, and number format 14 for days
        _record(0x002F, struct.pack("<HHHHHHHH", 0, 0, 0, 0, 0, 0, 0, 0)),
        _record(0x002F, struct.pack("<HHHHHHHH", 0, 14, 0, 0, 0, 0, 0, 0)),
        _record(0x002F, struct.pack("<HHHHHHHH", 0, 10, 0, 0, 0, 0, 0, 0)),
        _record(0x026A),
    ))  # fmt: skip
    book = b"".join((
        _record(0x0083), _record(0x0099, struct.pack("<IIi", int(date_1904), 0, 0)),
        _record(0x008F), _record(0x009C, struct.pack("<II", 0, 1) + _text("rId1") + _text(sheet)), _record(0x0090),
        _record(0x0084),
    ))  # fmt: skip
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    targets = [("rId1", "worksheet", "worksheets/sheet1.bin"), ("rId2", "styles", "styles.bin")]
    if shared:
        targets.append(("rId3", "sharedStrings", "sharedStrings.bin"))
    listed = "".join(f'<Relationship Id="{i}" Type="{kinds}/{kind}" Target="{name}"/>' for i, kind, name in targets)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{relations}">{listed}</Relationships>')
        archive.writestr("xl/styles.bin", _record(0x0116) + styles + _record(0x0117))
        if shared:
            items = b"".join(_record(0x0013, b"\0" + _text(text)) for text in shared)
            count = struct.pack("<II", len(shared), len(shared))
            archive.writestr("xl/sharedStrings.bin", _record(0x009F, count) + items + _record(0x00A0))
        archive.writestr("xl/worksheets/sheet1.bin", _sheet(cells, date(1904, 1, 1) if date_1904 else EPOCH))
    return path


def _sheet(cells: Cells, epoch: date) -> bytes:
    size = struct.pack("<IIII", 0, len(cells) - 1, 0, max(map(len, cells)) - 1)
    parts = [_record(0x0081), _record(0x0094, size), _record(0x0091)]
    for place, row in enumerate(cells):
        parts.append(_record(0x0000, struct.pack("<IIHBBBI", place, 0, 300, 0, 0, 0, 0)))
        parts += [_cell(column, cell, epoch) for column, cell in enumerate(row) if cell not in ("", None)]
    return b"".join([*parts, _record(0x0092), _record(0x0082)])


def _cell(column: int, cell: object, epoch: date) -> bytes:
    if isinstance(cell, tuple):
        kind, value = cell
        if kind == "error":
            return _record(0x0003, struct.pack("<IIB", column, 0, value))
        if kind == "shared":
            return _record(0x0007, struct.pack("<III", column, 0, value))
        return _record(0x0005, struct.pack("<IId", column, 2, value))
    if isinstance(cell, bool):
        return _record(0x0004, struct.pack("<IIB", column, 0, cell))
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return _record(0x0005, struct.pack("<IId", column, 1, (day - epoch).days))
    if isinstance(cell, (int, float)):
        return _record(0x0005, struct.pack("<IId", column, 0, cell))
    return _record(0x0006, struct.pack("<II", column, 0) + _text(str(cell)))


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind: int, content: bytes = b"") -> bytes:
    """A record: its kind and its length in seven bits a byte, its content."""
    name = bytes([kind & 0x7F | 0x80, kind >> 7]) if kind > 0x7F else bytes([kind])
    size, length = len(content), b""
    while size > 0x7F:
        length, size = length + bytes([size & 0x7F | 0x80]), size >> 7
    return name + length + bytes([size]) + content


WRITERS: dict[str, Callable[[Path, str, Cells], Path]] = {"xlsx": xlsx, "xls": xls, "xlsb": xlsb, "ods": ods}


def fill(path: Path, feed: Feed, rows: int) -> None:
    """Type the example of each column into the sheet, as a person would."""
    book = openpyxl.load_workbook(path)
    page = book[feed.sheet]
    for row in range(2, 2 + rows):
        for column, field in enumerate((f for f in feed.fields if not f.folded), start=1):
            unique = field.name in feed.primary_key and field.type == "string" and not field.code_list
            text = f"{field.example}-{row}" if unique and not field.check else field.example
            page.cell(row, column).value = text or None
    book.save(path)
