"""How much text an XLS holds once each cell has its own: many cells may name one shared text by its number."""

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

from etl.extract.workbooks.compound_file import stream_of
from etl.extract.workbooks.text_size.held_text import HeldText, may_exceed
from etl.extract.workbooks.xls_marks import STREAMS, WIDE

# The records that are read, by their names in [MS-XLS].
SHARED_TEXTS, MORE, SHARED_CELL = 0xFC, 0x3C, 0xFD
SHORTEST_CELL = 14  # bytes of a cell that names a shared text
COUNTS = 8  # bytes before the first text
RICH, PHONETIC = 0x08, 0x04


def refuse_too_much_text(path: Path) -> None:
    """Raises FileProblem too_much_text where the text of all cells, or of one, exceeds the limit; damaged."""
    content = stream_of(path, STREAMS)
    texts: list[bytes] = []
    for kind, record in _records(content):
        if kind == SHARED_TEXTS and not texts:
            texts.append(record[COUNTS:])
        elif kind == MORE and texts:
            texts.append(record)
        elif texts:
            break
    lengths = list(_lengths(texts))
    if not may_exceed(max(lengths, default=0), len(content) // SHORTEST_CELL):
        return
    held = HeldText()
    for kind, record in _records(content):
        if kind == SHARED_CELL and len(record) >= SHORTEST_CELL - 4:
            (number,) = struct.unpack_from("<I", record, 6)
            held.add(lengths[number] if number < len(lengths) else 0)


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of every record, those of all sheets."""
    at = 0
    while at + 4 <= len(content):
        kind, size = struct.unpack_from("<HH", content, at)
        yield kind, content[at + 4 : at + 4 + size]
        at += 4 + size


def _lengths(records: Sequence[bytes]) -> Iterator[int]:
    """Characters of each shared text; one that goes on in the next record says there anew how wide its signs are."""
    rest = iter(records)
    record, at = next(rest, b""), 0
    while True:
        while at >= len(record):
            following = next(rest, None)
            if following is None:
                return
            record, at = following, 0
        try:
            length, flags = struct.unpack_from("<HB", record, at)
            at += 3
            extra = 0
            if flags & RICH:
                extra, at = 4 * struct.unpack_from("<H", record, at)[0], at + 2
            if flags & PHONETIC:
                extra, at = extra + struct.unpack_from("<I", record, at)[0], at + 4
        except struct.error:
            return  # cut off; the reader itself reports it
        yield length
        width, left = 1 + (flags & WIDE), length
        while True:
            here = min(left, (len(record) - at) // width)
            left, at = left - here, at + here * width
            if not left:
                break
            record, at = next(rest, b""), 1
            if not record:
                return
            width = 1 + (record[0] & WIDE)
        while extra > len(record) - at:
            extra -= len(record) - at
            record, at = next(rest, b""), 0
            if not record:
                return
        at += extra
