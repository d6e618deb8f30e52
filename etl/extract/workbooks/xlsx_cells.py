"""Follows the rows and cells of a sheet of an XLSX, in pieces of its XML, for what its marks are."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import ZipInfo

from etl.extract.workbooks.sheet_marks import NOT_CALCULATED, OTHER_ERROR, SheetMarks
from etl.extract.workbooks.zip_parts import expand

P = rb"(?:[\w.-]+:)?"  # a namespace, which few programs write
TAG = re.compile(rb"<" + P + rb"(row|col|c)((?:\s[^<>]*?)?)(/?)>")
ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
CELL_END = re.compile(rb"</" + P + rb"c\s*>")
FORMULA = re.compile(rb"<" + P + rb"f[\s/>]")
VALUE = re.compile(rb"<" + P + rb"v(?:\s[^<>]*)?(?:/>|>([^<]*)<)")
# A formula that nothing, or an empty value, follows: where no piece has one, no cell need be looked at for it.
WITHOUT_VALUE = re.compile(
    rb"(?:</" + P + rb"f\s*>|<" + P + rb"f(?:\s[^<>]*)?/>)\s*(?:</|<" + P + rb"v(?:\s[^<>]*)?(?:/>|>\s*</))"
)
STARTS = ((b"<c ", b"<row"), (b":c ", b":row"))  # of cells and rows: as most programs write them, and with a namespace
LONGEST_CELL = 1 << 20  # bytes that a cell may hold before its piece ends
TRUE = (b"1", b"true")
REFERENCE = re.compile(rb"([A-Za-z]{1,3})(\d{1,7})")
LOOKED_FOR = (b'"e"', b"'e'", b"hidden", b"<f", b":f")  # one of them stands in each sheet with a mark but percents


def scan(path: Path, part: ZipInfo, percents: frozenset[bytes]) -> SheetMarks:
    """The marks of one sheet. Each tag is followed only where a piece may hold a mark that no single cell tells."""
    styles = rb"|s\s*=\s*[\"'](?:" + b"|".join(sorted(percents)) + rb")[\"']" if percents else b""
    marked = re.compile(rb"<" + P + rb"(c)(\s(?:[^<>]*?\s)?(?:t\s*=\s*[\"']e[\"']" + styles + rb")[^<>]*?)(/?)>")
    try:
        sheet = _Sheet(percents, counted=False)
        for text in pieces(path, part):
            sheet.take(text, TAG if sheet.hidden or _needs_each_tag(text) else marked)
    except _UnnumberedError:
        sheet = _Sheet(percents, counted=True)
        for text in pieces(path, part):
            sheet.take(text, TAG)
    return sheet.marks


class _UnnumberedError(Exception):
    """A cell does not name its place, so that all cells before it have to be counted."""


class _Sheet:
    """Follows the rows and cells of a sheet; ``counted``: from its first one on, so that it knows where each lies."""

    def __init__(self, percents: frozenset[bytes], *, counted: bool) -> None:
        self.marks, self.percents, self.counted = SheetMarks(), percents, counted
        self.row, self.column, self.hidden = -1, -1, False

    def take(self, text: bytes, tags: "re.Pattern[bytes]") -> None:
        """Follow the tags of a piece that the pattern finds."""
        for tag in tags.finditer(text):
            attributes = {key: one or other for key, one, other in ATTRIBUTE.findall(tag[2])}
            if tag[1] == b"c":
                self._cell(tag, attributes, text)
            elif tag[1] == b"row":
                self.row = int(attributes[b"r"]) - 1 if b"r" in attributes else self.row + 1
                self.column, self.hidden = -1, attributes.get(b"hidden") in TRUE
            elif attributes.get(b"hidden") in TRUE:
                first, last = (int(attributes.get(name, b"0")) for name in (b"min", b"max"))
                self.marks.hidden_columns.append((first - 1, last - 1))

    def _cell(self, tag: "re.Match[bytes]", attributes: Mapping[bytes, bytes], text: bytes) -> None:
        place = REFERENCE.fullmatch(attributes.get(b"r", b""))
        if place:
            self.row, self.column = int(place[2]) - 1, _column(place[1])
        elif self.counted:
            self.column += 1
        else:
            raise _UnnumberedError
        if tag[3]:
            return  # nothing is in it
        end, kind = CELL_END.search(text, tag.end()), attributes.get(b"t", b"n")
        body = text[tag.end() : end.start() if end else None]
        error = _error(kind, body)
        if error:
            self.marks.error(self.row, self.column, error)
        elif kind == b"n" and attributes.get(b"s") in self.percents:
            self.marks.percent(self.row, self.column)
        if self.hidden and body:
            self.marks.hidden_rows, self.hidden = self.marks.hidden_rows + 1, False  # a row is counted once


def _needs_each_tag(text: bytes) -> bool:
    """Whether rows or columns may be hidden in a piece of a sheet, or a formula may be without a value."""
    return b"hidden" in text or ((b"<f" in text or b":f" in text) and WITHOUT_VALUE.search(text) is not None)


def _error(kind: bytes, body: bytes) -> str:
    """The text of an error, or of a formula without a value; '' for any other cell."""
    value = VALUE.search(body)
    text = (value[1] or b"").strip() if value else b""
    if kind == b"e":
        return text.decode("utf-8", "replace") if text.startswith(b"#") else OTHER_ERROR
    if text or not FORMULA.search(body):
        return ""
    return "" if kind == b"str" and value else NOT_CALCULATED  # an empty text may be what a formula gives


def pieces(path: Path, part: ZipInfo) -> Iterator[bytes]:
    """The sheet in pieces that each end where a row or a cell begins."""
    tail = b""
    for piece in expand(path, part):
        text = tail + piece
        last = next((at for signs in STARTS if (at := max(map(text.rfind, signs))) >= 0), -1)
        cut = text.rfind(b"<", 0, last + 1) if last >= 0 else 0 if len(text) < LONGEST_CELL else len(text)
        tail = text[cut:]
        if cut:
            yield text[:cut]
    yield tail


def _column(letters: bytes) -> int:
    """A column's place from its letters: A is 0, AA is 26."""
    number = 0
    for code in letters.upper():
        number = number * 26 + code - 64
    return number - 1
