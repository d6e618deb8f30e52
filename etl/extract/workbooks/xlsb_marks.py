"""Errors, percent formats, merged and hidden cells of an XLSB, from the records of its parts."""

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import join, normpath
from xml.etree import ElementTree
from zipfile import ZipInfo

from etl.extract.workbooks.sheet_marks import ERRORS, OTHER_ERROR, PERCENT_FORMATS, SheetMarks, is_percent
from etl.extract.workbooks.xlsx_marks import small_tree
from etl.extract.workbooks.zip_parts import expand
from etl.messages import FileProblem

BOOK, RELATIONS, STYLES = "xl/workbook.bin", "xl/_rels/workbook.bin.rels", "xl/styles.bin"
# The records that are read, by their names in [MS-XLSB].
ROW, CELL_ERROR, FORMULA_ERROR, COLUMN, MERGED, SHEET = 0, 3, 11, 60, 176, 156
NUMBERS = {2, 5, 9}  # a number in four or in eight bytes, or as a formula's value
CELLS = range(1, 12)
FORMAT, STYLE, STYLES_START, STYLES_END = 44, 47, 617, 618
HIDDEN_ROW = 0x10
LONGEST_RECORD = 1 << 24  # bytes; the longest that is read is a text of 64 KB


def marks_of(path: Path, found: Mapping[str, ZipInfo]) -> Mapping[str, SheetMarks]:
    """The marks of each sheet by its name. Raises FileProblem damaged, and what expanding raises."""
    try:
        percents = _percent_styles(records(path, found.get(STYLES)))
        return {
            name: _scan(records(path, found[part]), percents)
            for name, part in _sheets(path, found).items()
            if part in found
        }
    except (struct.error, IndexError, ElementTree.ParseError) as error:
        raise FileProblem("damaged") from error


def _sheets(path: Path, found: Mapping[str, ZipInfo]) -> dict[str, str]:
    """The part of each sheet by the sheet's name."""
    tree = small_tree(path, found[RELATIONS]) if RELATIONS in found else ElementTree.Element("none")
    targets = {item.get("Id", ""): item.get("Target", "") for item in tree}
    sheets = {}
    for kind, content in records(path, found.get(BOOK)):
        if kind == SHEET:
            key, at = _text(content, 8)
            target = targets.get(key, "")
            sheets[_text(content, at)[0]] = target[1:] if target.startswith("/") else normpath(join("xl", target))
    return sheets


def _percent_styles(records: Iterator[tuple[int, bytes]]) -> frozenset[int]:
    """The numbers of the cell styles that show percentages."""
    percents, cells, place, found = set(PERCENT_FORMATS), False, 0, set()
    for kind, content in records:
        if kind == FORMAT:
            (number,) = struct.unpack_from("<H", content)
            (percents.add if is_percent(_text(content, 2)[0]) else percents.discard)(number)
        elif kind in (STYLES_START, STYLES_END):
            cells = kind == STYLES_START
        elif kind == STYLE and cells:
            if struct.unpack_from("<H", content, 2)[0] in percents:
                found.add(place)
            place += 1
    return frozenset(found)


def _scan(records: Iterator[tuple[int, bytes]], percents: frozenset[int]) -> SheetMarks:
    marks, row, hidden = SheetMarks(merged=[]), 0, False
    for kind, content in records:
        if kind == ROW:
            (row,) = struct.unpack_from("<I", content)
            hidden = bool(content[11] & HIDDEN_ROW)
        elif kind in CELLS:
            column, style = struct.unpack_from("<II", content)
            if kind in (CELL_ERROR, FORMULA_ERROR):
                marks.error(row, column, ERRORS.get(content[8], OTHER_ERROR))
            elif percents and kind in NUMBERS and style & 0xFFFFFF in percents:
                marks.percent(row, column)
            if hidden and kind > 1:
                marks.hidden_rows, hidden = marks.hidden_rows + 1, False
        elif kind == COLUMN:
            first, last = struct.unpack_from("<II", content)
            if content[16] & 1:
                marks.hidden_columns.append((first, last))
        elif kind == MERGED and marks.merged is not None:
            top, bottom, left, right = struct.unpack_from("<IIII", content)
            marks.merged.append(((top, left), (bottom, right)))
    return marks


def _text(content: bytes, at: int) -> tuple[str, int]:
    """A text with its length before it, and where it ends."""
    (length,) = struct.unpack_from("<I", content, at)
    end = at + 4 + 2 * length
    return content[at + 4 : end].decode("utf-16-le", "replace"), end


def records(path: Path, part: ZipInfo | None) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record: both, and the length between them, in seven bits a byte."""
    rest = b""
    for piece in expand(path, part) if part else ():
        text, at = rest + piece, 0
        while at + 6 <= len(text):
            kind, start = text[at], at + 1
            if kind & 0x80:
                kind, start = kind & 0x7F | (text[start] & 0x7F) << 7, start + 1
            size = shift = 0
            while True:
                byte = text[start]
                size, shift, start = size | (byte & 0x7F) << shift, shift + 7, start + 1
                if not byte & 0x80 or shift > 21:
                    break
            if size > LONGEST_RECORD:
                raise FileProblem("damaged")
            if start + size > len(text):
                break
            yield kind, text[start : start + size]
            at = start + size
        rest = text[at:]
    # The last records are shorter than any that is read.
