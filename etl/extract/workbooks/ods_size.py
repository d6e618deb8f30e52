"""How much text an ODS holds once its repeated rows and cells are written out: a few bytes may stand for gigabytes."""

import re
from pathlib import Path
from zipfile import ZipInfo

from etl.extract import limits
from etl.extract.workbooks.ods_marks import TEXT, pieces_of
from etl.messages import FileProblem

ROW = re.compile(rb"<table:table-row((?:\s[^<>]*)?)>")
ROWS = re.compile(rb"number-rows-repeated\s*=\s*[\"'](\d{1,9})")
CELL = re.compile(
    rb"<table:table-cell\s[^<>]*?number-columns-repeated\s*=\s*[\"'](\d{1,9})[^<>]*(?<!/)>(.*?)</table:table-cell",
    re.DOTALL,
)


def refuse_repeated_text(path: Path, part: ZipInfo) -> None:
    """Raises FileProblem too_many_cells where the repeated text exceeds the limit."""
    repeated, expanded = 1, 0
    for text in pieces_of(path, part, b"<table:"):
        start = 0
        for row in ROW.finditer(text):
            expanded += repeated * _length(text[start : row.start()], rows=repeated)
            times, start = ROWS.search(row[1]), row.end()
            repeated = int(times[1]) if times else 1
        expanded += repeated * _length(text[start:], rows=repeated)
        if expanded > limits.REPEATED_MB * limits.MB:
            raise FileProblem("too_many_cells", {"limit": limits.CELLS})


def _length(text: bytes, *, rows: int) -> int:
    """The text of a piece of a row that is repeated, or of the cells that are."""
    once = sum(map(len, TEXT.findall(text))) if rows > 1 else 0
    if b"columns-repeated" not in text:
        return once
    return once + sum(int(times) * sum(map(len, TEXT.findall(body))) for times, body in CELL.findall(text))
