"""How much text an XLSX holds once each cell has its own: many cells may name one shared text by its number."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from zipfile import ZipInfo

import numpy as np

from etl.extract.limits import MB, TEXT_MB
from etl.extract.workbooks.text_size.held_text import HeldText, may_exceed, too_much_text
from etl.extract.workbooks.xlsx_cells import P, pieces
from etl.extract.workbooks.zip_parts import expand

STRINGS, SHORTEST_CELL = "xl/sharedstrings.xml", 20  # bytes of a cell that names a shared text: <c t="s"><v>1</v>
LONGEST_TEXT = 8 << 20  # bytes of the XML of one shared text, of which a cell shows 32,767 signs
END = re.compile(rb"</" + P + rb"si\s*>|<" + P + rb"si\s*/>")
TAG = re.compile(rb"<[^<>]*>")
SHARED = re.compile(
    rb"<" + P + rb"c\s[^<>]*?\bt\s*=\s*[\"']s[\"'][^<>]*>\s*<" + P + rb"v(?:\s[^<>]*)?>\s*(\d{1,9})\s*<"
)
NUMBER = re.compile(rb"<" + P + rb"v(?:\s[^<>]*)?>([^<]{1,24})<")  # or the number of a shared text: no text of its own


def refuse_too_much_text(path: Path, parts: Collection[ZipInfo]) -> None:
    """Raises FileProblem too_much_text where the text of all cells, or of one, exceeds the limit."""
    shared = next((part for part in parts if part.filename.lower() == STRINGS), None)
    sheets = [part for part in parts if part.filename.lower().endswith(".xml") and part is not shared]
    size = sum(part.file_size for part in sheets)
    longest = max(map(len, _texts(path, shared)), default=0) if shared else 0
    if size <= TEXT_MB * MB and not may_exceed(longest, size // SHORTEST_CELL):
        return
    lengths = np.array([len(TAG.sub(b"", text)) for text in _texts(path, shared)] if shared else [], np.int64)
    held = HeldText()
    for part in sheets:
        for text in pieces(path, part):
            held.add_texts(len(TAG.sub(b"", text)) - sum(map(len, NUMBER.findall(text))))
            found = [int(number) for number in SHARED.findall(text)]
            for length in lengths[[number for number in found if number < len(lengths)]].tolist():
                held.add(length)


def _texts(path: Path, part: ZipInfo) -> Iterator[bytes]:
    """The XML of each shared text, in their order."""
    rest = b""
    for piece in expand(path, part):
        *texts, rest = END.split(rest + piece)
        if len(rest) > LONGEST_TEXT:
            raise too_much_text()
        yield from texts
