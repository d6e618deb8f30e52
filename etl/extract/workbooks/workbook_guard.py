"""Checks a workbook before it is opened: one that would fill the memory, or that hides entities, is refused."""

import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from etl.extract import limits
from etl.extract.workbooks import ods_marks, xlsb_marks
from etl.extract.workbooks.text_size import ods_text, xls_text, xlsb_text, xlsx_text
from etl.extract.workbooks.text_size.held_text import too_much_text
from etl.extract.workbooks.xlsx_cells import LOOKED_FOR
from etl.extract.workbooks.zip_parts import expand, parts, refuse_bomb
from etl.messages import FileProblem

CONFINED = False  # whether this process is itself one that may crash, in bounded memory and time (etl.ingest.apart)
ZIP, XLSX = b"PK\x03\x04", "xl/workbook.xml"
ENTITY = b"<!ENTITY"
NEAR_COLUMNS, NEAR_ROWS = 26, 99_999  # of cells that NOT_NEAR passes over: one letter, up to five digits
# A cell that is not near: its column and row where it begins with its reference, as every usual program writes it, and
# nothing where it does not, so that where it lies is not seen at once. One search, which begins with fixed letters: a
# choice at its start, or a search of its own for each kind, takes many times as long.
NOT_NEAR = re.compile(rb'<c(?! r="[A-Za-z]\d{1,5}")[\s>/](?:r="([A-Za-z]+)(\d+)")?')
PREFIXED = re.compile(rb":c[\s>/]")
LONGEST_COLUMN = 4
TAG_BYTES = 1_024  # of what may go on in the next piece; cells and entities are recognised by fewer
PROBE = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
except ImportError:
    pass  # this system limits the time alone
from python_calamine import CalamineError, CalamineWorkbook
cells = 0
try:
    with open(sys.argv[1], "rb") as file:
        book = CalamineWorkbook.from_filelike(file)
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            cells += sheet.total_height * sheet.total_width
            del sheet
except (CalamineError, OSError, ValueError):
    pass  # the reader itself reports it
print(cells)
"""


@dataclass(frozen=True)
class Looked:
    """What was seen of a ZIP on the way: its parts, and those in which a sheet's mark may stand (xlsx_cells)."""

    parts: tuple[zipfile.ZipInfo, ...]
    notable: frozenset[str]
    near: bool  # an XLSX whose cells lie in a rectangle that is small for sure


def guard(path: Path) -> Looked | None:
    """What is seen of a workbook before it is opened, None of an XLS, which is no ZIP.

    Raises FileProblem: archive_bomb, archive_damaged, workbook_entities, too_many_cells, too_much_text.
    """
    with path.open("rb") as file:
        looked = look(path) if file.read(len(ZIP)) == ZIP else None
    _refuse_too_much_text(path, looked)
    if not CONFINED and not (looked and looked.near):
        _probe(path)
    return looked


def _refuse_too_much_text(path: Path, looked: Looked | None) -> None:
    parts = {part.filename: part for part in looked.parts} if looked else {}
    if looked is None:
        xls_text.refuse_too_much_text(path)
    elif ods_marks.CONTENT in parts:
        ods_text.refuse_too_much_text(path, parts[ods_marks.CONTENT])
    elif xlsb_marks.BOOK in parts:
        xlsb_text.refuse_too_much_text(path, parts)
    else:
        xlsx_text.refuse_too_much_text(path, looked.parts)


def look(path: Path) -> Looked:
    """Read every part of a ZIP once, in pieces. Raises as ``guard`` does."""
    found = parts(path)
    refuse_bomb(sum(part.file_size for part in found), path.stat().st_size, limits.WORKBOOK_MB)
    near = any(part.filename == XLSX for part in found)
    columns, rows = NEAR_COLUMNS, NEAR_ROWS
    notable = set()
    for part in found:
        tail, seen, without_tag = b"", False, 0
        for piece in chain(expand(path, part), [b"<"]):  # that sign ends what the last piece left
            without_tag = 0 if b"<" in piece else without_tag + len(piece)
            if without_tag > limits.CELL_MB * limits.MB and part.filename.endswith(".xml"):
                raise too_much_text()
            text = tail + piece
            cut = text.rfind(b"<")
            tail, text = (text[cut:], text[:cut]) if cut >= max(0, len(text) - TAG_BYTES) else (b"", text)
            if b"!" in text and ENTITY in text.replace(b"\0", b""):
                raise FileProblem("workbook_entities")
            seen = seen or any(sign in text for sign in LOOKED_FOR)
            near = near and not (b":" in text and PREFIXED.search(text))
            for letters, number in NOT_NEAR.findall(text) if near else ():
                near = near and bool(letters)
                columns, rows = max(columns, _column(letters)), max(rows, int(number[:10] or b"0"))
            if columns > ods_marks.COLUMNS or rows > ods_marks.ROWS:
                raise FileProblem("too_many_cells", {"limit": limits.CELLS})  # beyond every sheet
        if seen:
            notable.add(part.filename)
    return Looked(tuple(found), frozenset(notable), near and columns * rows <= limits.CELLS)


def _column(letters: bytes) -> int:
    """A column's number from its letters: A is 1, AA is 27."""
    number = 0
    for code in letters[:LONGEST_COLUMN].upper():
        number = number * 26 + code - 64
    return number


def _probe(path: Path) -> None:
    """Open the workbook in a process of its own, in bounded memory and time; a crash there does not end this one."""
    command = [sys.executable, "-I", "-c", PROBE, str(path), str(limits.PROBE_MB * limits.MB)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the file's name is an argument, never a command
            command, capture_output=True, timeout=limits.PROBE_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise FileProblem("too_many_cells", {"limit": limits.CELLS}) from error
    cells = done.stdout.strip()
    if done.returncode or not cells.isdigit():
        # A panic of the library is a broken file; a process that was killed ran out of memory.
        raise FileProblem("damaged") if done.returncode == 1 else FileProblem("too_many_cells", {"limit": limits.CELLS})
    if int(cells) > limits.CELLS:
        raise FileProblem("too_many_cells", {"limit": limits.CELLS})
