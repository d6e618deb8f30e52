"""Errors, percent formats, formulas without a value, merged and hidden cells of an ODS, from its content.xml."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from zipfile import ZipInfo

from etl.extract.workbooks.sheet_marks import NOT_CALCULATED, OTHER_ERROR, SheetMarks
from etl.extract.workbooks.zip_parts import expand
from etl.messages import FileProblem

CONTENT = "content.xml"
ROWS, COLUMNS = 1_048_576, 16_384  # beyond them nothing is a cell; the last rows of a sheet are often repeated so far
TAG = re.compile(
    rb"<(/?)table:(table-row|table-column|covered-table-cell|table-cell|table)((?:\s[^<>]*?)?)(/?)>", re.DOTALL
)
ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
TEXT = re.compile(rb"<text:p(?:\s[^<>]*)?>(.*?)</text:p>", re.DOTALL)
INNER = re.compile(rb"<[^<>]*>")
LOOKED_FOR = (b"percentage", b"error", b"Err:", b"-spanned", b"visibility", b"table:formula")
VALUE_TYPE, SHOWN_TYPE = b"office:value-type", b"calcext:value-type"
LONGEST_CELL = 1 << 20  # bytes that a cell may hold before its piece ends
HIDDEN = ("collapse", "filter")
ERROR = re.compile(r"#[A-Z/0]+[!?]?|Err:\d+")


def marks_of(path: Path, part: ZipInfo) -> Mapping[str, SheetMarks]:
    """The marks of each sheet by its name. Raises FileProblem damaged, and what expanding raises."""
    if not any(sign in text for text in pieces_of(path, part, b"<") for sign in LOOKED_FOR):
        return {}
    found: dict[str, SheetMarks] = {}
    depth, sheet = 0, _Sheet()
    try:
        for text in pieces_of(path, part, b"<table:"):
            for tag in TAG.finditer(text):
                if tag[2] != b"table":
                    if depth == 1 and not tag[1]:  # a table inside a cell is none of the sheet's
                        sheet.take(tag, text)
                elif tag[1]:
                    depth -= 1
                elif not tag[4]:
                    depth += 1
                    if depth == 1:
                        sheet = _Sheet()
                        found[_attributes(tag).get(b"table:name", "")] = sheet.marks
    except ValueError as error:  # a count that is no number
        raise FileProblem("damaged") from error
    return found


def pieces_of(path: Path, part: ZipInfo, start: bytes) -> Iterator[bytes]:
    """The content in pieces that each end where a tag begins as ``start`` says."""
    tail = b""
    for piece in expand(path, part):
        text = tail + piece
        cut = text.rfind(start)
        cut = cut if cut > 0 else 0 if len(text) < LONGEST_CELL else len(text)
        tail = text[cut:]
        if cut:
            yield text[:cut]
    yield tail


class _Sheet:
    """Follows the tags of one table, and knows at which row and column each cell lies."""

    def __init__(self) -> None:
        self.marks = SheetMarks(merged=[])
        self.row = self.next_row = self.column = self.next_column = 0
        self.hidden = False

    def take(self, tag: "re.Match[bytes]", text: bytes) -> None:
        """Follow the start of a row, a column or a cell."""
        kind, attributes = tag[2], _attributes(tag)
        if kind == b"table-row":
            self.row, self.column = self.next_row, 0
            self.next_row += int(attributes.get(b"table:number-rows-repeated", 1))
            self.hidden = attributes.get(b"table:visibility") in HIDDEN
        elif kind == b"table-column":
            first, self.next_column = self.next_column, self.next_column + _columns(attributes)
            if attributes.get(b"table:visibility") in HIDDEN:
                self.marks.hidden_columns.append((first, self.next_column - 1))
        else:
            if kind == b"table-cell":
                self._cell(attributes, b"" if tag[4] else _body(tag, text))
            self.column += _columns(attributes)

    def _cell(self, attributes: Mapping[bytes, str], body: bytes) -> None:
        shown = unescape(INNER.sub(b"", b"\n".join(TEXT.findall(body))).decode("utf-8", "replace")).strip()
        kind = attributes.get(VALUE_TYPE, "")
        formula = bool(attributes.get(b"table:formula"))
        wrong = attributes.get(SHOWN_TYPE) == "error" or (formula and bool(ERROR.fullmatch(shown)))
        if self.hidden and (wrong or kind or formula):
            self.marks.hidden_rows += min(self.next_row, ROWS) - self.row
            self.hidden = False  # the row is counted
        for row in range(self.row, min(self.next_row, ROWS)) if wrong or formula or kind == "percentage" else ():
            for column in range(self.column, min(self.column + _columns(attributes), COLUMNS)):
                if wrong:
                    self.marks.error(row, column, shown or OTHER_ERROR)
                elif formula and not kind and not shown:
                    self.marks.error(row, column, NOT_CALCULATED)
                elif kind == "percentage":
                    self.marks.percent(row, column)
        down = int(attributes.get(b"table:number-rows-spanned", 1))
        right = int(attributes.get(b"table:number-columns-spanned", 1))
        if (down > 1 or right > 1) and self.marks.merged is not None:
            self.marks.merged.append(((self.row, self.column), (self.row + down - 1, self.column + right - 1)))


def _attributes(tag: "re.Match[bytes]") -> dict[bytes, str]:
    return {key: unescape((one or other).decode("utf-8", "replace")) for key, one, other in ATTRIBUTE.findall(tag[3])}


def _columns(attributes: Mapping[bytes, str]) -> int:
    return int(attributes.get(b"table:number-columns-repeated", 1))


def _body(tag: "re.Match[bytes]", text: bytes) -> bytes:
    end = text.find(b"</table:table-cell", tag.end())
    return text[tag.end() : end if end >= 0 else None]
