"""How much text an XLSB holds once each cell has its own: many cells may name one shared text by its number."""

import struct
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipInfo

from etl.extract.limits import MB, TEXT_MB
from etl.extract.workbooks.text_size.held_text import HeldText, may_exceed
from etl.extract.workbooks.xlsb_marks import records
from etl.messages import FileProblem

STRINGS = "xl/sharedstrings.bin"
# The records that are read, by their names in [MS-XLSB].
SHARED_TEXT, SHARED_CELL, TEXTS = 19, 7, (6, 8)
SHORTEST_CELL = 14  # bytes of a cell that names a shared text


def refuse_too_much_text(path: Path, found: Mapping[str, ZipInfo]) -> None:
    """Raises FileProblem too_much_text where the text of all cells, or of one, exceeds the limit; damaged."""
    shared = next((part for name, part in found.items() if name.lower() == STRINGS), None)
    sheets = [part for name, part in found.items() if name.lower().endswith(".bin") and part is not shared]
    size = sum(part.file_size for part in sheets)
    try:
        lengths = [_length(content, 1) for kind, content in records(path, shared) if kind == SHARED_TEXT]
        if size <= TEXT_MB * MB and not may_exceed(max(lengths, default=0), size // SHORTEST_CELL):
            return
        held = HeldText()
        for part in sheets:
            for kind, content in records(path, part):
                if kind == SHARED_CELL:
                    (number,) = struct.unpack_from("<I", content, 8)
                    held.add(lengths[number] if number < len(lengths) else 0)
                elif kind in TEXTS:
                    held.add(_length(content, 8))
    except (struct.error, IndexError) as error:
        raise FileProblem("damaged") from error


def _length(content: bytes, at: int) -> int:
    length: int = struct.unpack_from("<I", content, at)[0]
    return min(length, len(content))
