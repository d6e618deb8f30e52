"""How much text an ODS holds once its repeats and counted blanks are written out."""

import re
from itertools import pairwise
from pathlib import Path
from zipfile import ZipInfo

from etl.extract.limits import MB
from etl.extract.workbooks.ods_marks import INNER, pieces_of
from etl.extract.workbooks.text_size.held_text import HeldText

ROW = re.compile(rb"<table:table-row(?:\s[^<>]*)?>")
CELL = re.compile(rb"<table:(?:covered-)?table-cell(?:\s[^<>]*)?>")
ROWS = re.compile(rb"number-rows-repeated\s*=\s*[\"']\s*\+?(\d{1,18})")
COLUMNS = re.compile(rb"number-columns-repeated\s*=\s*[\"']\s*\+?(\d{1,18})")
BLANKS = re.compile(rb"<text:s\s[^<>]*?text:c\s*=\s*[\"']\s*\+?(\d{1,18})")
REPEATING = (b"columns-repeated", b"text:c")
VALUE = re.compile(rb"office:string-value\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def refuse_too_much_text(path: Path, part: ZipInfo) -> None:
    """Raises FileProblem too_much_text where the text of all cells, or of one, exceeds the limit."""
    held, rows = HeldText(), 1
    for text in pieces_of(path, part, b"<table:"):
        places = [found.start() for found in ROW.finditer(text)]
        _cells(text[: places[0] if places else None], rows, held)  # the end of the row that the last piece began
        for start, end in pairwise([*places, len(text)]):
            rows = _times(ROWS, text[start : text.index(b">", start)])
            _cells(text[start:end], rows, held)


def _cells(text: bytes, rows: int, held: HeldText) -> None:
    """Count the cells of a row, or of a part of one, that stands ``rows`` times."""
    if rows == 1 and len(text) < MB and not any(sign in text for sign in REPEATING):
        held.add_texts(_length(text))
        return
    places = [found.start() for found in CELL.finditer(text)]
    for start, end in pairwise([0, *places, len(text)]):
        cell = text[start:end]
        length = _length(cell)
        if length:
            held.add(length, rows * _times(COLUMNS, cell[: cell.find(b">")]))


def _times(attribute: "re.Pattern[bytes]", tag: bytes) -> int:
    found = attribute.search(tag)
    return int(found[1]) if found else 1


def _length(text: bytes) -> int:
    """The bytes of a text between its tags, with the blanks that it counts and the values that attributes hold."""
    blanks = sum(map(int, BLANKS.findall(text))) if b"text:c" in text else 0
    values = sum(len(one or other) for one, other in VALUE.findall(text)) if b"string-value" in text else 0
    return len(INNER.sub(b"", text).strip()) + blanks + values
