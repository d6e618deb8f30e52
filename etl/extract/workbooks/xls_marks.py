"""Errors, percent formats and hidden rows of an XLS, from the records of its workbook stream."""

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

from etl.extract.workbooks.compound_file import stream_of
from etl.extract.workbooks.sheet_marks import ERRORS, OTHER_ERROR, PERCENT_FORMATS, SheetMarks, is_percent
from etl.messages import FileProblem

STREAMS = ("Workbook", "Book")
# The records that are read, by their names in [MS-XLS].
FORMULA, EOF, COLUMN, SHEET, MULRK, STYLE, BOOLERR, NUMBER, ROW, RK, FORMAT, START, PASSWORD = (
    0x06, 0x0A, 0x7D, 0x85, 0xBD, 0xE0, 0x205, 0x203, 0x208, 0x27E, 0x41E, 0x809, 0x2F,
)  # fmt: skip
CELLS = {FORMULA, MULRK, BOOLERR, NUMBER, RK, 0xFD, 0x204, 0xD6}  # these and texts
HIDDEN_ROW = 0x20
WIDE, BIFF8 = 1, b"\x00\x06"


def marks_of(path: Path) -> Mapping[str, SheetMarks]:
    """The marks of each sheet by its name. Raises FileProblem damaged."""
    content = stream_of(path, STREAMS)
    if content[4:6] != BIFF8:
        return {}  # of Excel 5 and 95, whose records are others
    try:
        sheets, percents = _globals(content)
        return {name: _scan(content, start, percents) for name, start in sheets.items()}
    except (struct.error, IndexError) as error:
        raise FileProblem("damaged") from error


def _globals(content: bytes) -> tuple[dict[str, int], frozenset[int]]:
    """Where each sheet begins by its name, and the numbers of the cell styles that show percentages."""
    sheets: dict[str, int] = {}
    percents, styles = set(PERCENT_FORMATS), []
    for kind, record in _records(content, 0):
        if kind == PASSWORD:
            return {}, frozenset()  # the reader of values says so
        if kind == SHEET:
            sheets[_text(record, 8, record[6], record[7])] = struct.unpack_from("<I", record)[0]
        elif kind == FORMAT:
            number, length = struct.unpack_from("<HH", record)
            code = _text(record, 5, length, record[4])
            (percents.add if is_percent(code) else percents.discard)(number)
        elif kind == STYLE:
            styles.append(struct.unpack_from("<H", record, 2)[0])
    return sheets, frozenset(place for place, number in enumerate(styles) if number in percents)


def _scan(content: bytes, start: int, percents: frozenset[int]) -> SheetMarks:
    marks, hidden, counted = SheetMarks(), set(), set()
    for kind, record in _records(content, start):
        if kind == ROW:
            if record[12] & HIDDEN_ROW:
                hidden.add(struct.unpack_from("<H", record)[0])
        elif kind == COLUMN:
            first, last, _, _, flags = struct.unpack_from("<HHHHH", record)
            if flags & 1:
                marks.hidden_columns.append((first, last))
        elif kind in CELLS:
            row, column, style = struct.unpack_from("<HHH", record)
            error = _error(kind, record)
            if error:
                marks.error(row, column, error)
            elif kind == MULRK:
                for place in range((len(record) - 6) // 6):
                    if struct.unpack_from("<H", record, 4 + 6 * place)[0] in percents:
                        marks.percent(row, column + place)
            elif style in percents and (kind in (NUMBER, RK) or (kind == FORMULA and record[12:14] != b"\xff\xff")):
                marks.percent(row, column)
            if row in hidden:
                counted.add(row)
    marks.hidden_rows = len(counted)
    return marks


def _error(kind: int, record: bytes) -> str:
    """The text of an error, typed or given by a formula; '' for any other cell."""
    if kind == BOOLERR and record[7]:
        return ERRORS.get(record[6], OTHER_ERROR)
    if kind == FORMULA and record[12:14] == b"\xff\xff" and record[6] == 2:
        return ERRORS.get(record[8], OTHER_ERROR)
    return ""


def _text(record: bytes, at: int, length: int, flags: int) -> str:
    if flags & WIDE:
        return record[at : at + 2 * length].decode("utf-16-le", "replace")
    return record[at : at + length].decode("latin-1")


def _records(content: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and content of the records from a place on until the end of its part."""
    depth = 0
    while at + 4 <= len(content):
        kind, size = struct.unpack_from("<HH", content, at)
        depth += (kind == START) - (kind == EOF)  # a chart is a part inside its sheet
        if depth == 0:
            return
        yield kind, content[at + 4 : at + 4 + size]
        at += 4 + size
