"""One pass over the bytes of a text file: its encoding, and what a reader of tables would fail on or misread."""

import codecs
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from etl.extract.delimited.old_encodings import encoding_of
from etl.extract.limits import LINE_MB, MB
from etl.messages import FileProblem

CHUNK = (
    1 << 17
)  # larger buffers are returned to the system each time, and allocating them anew costs more than all else
BOM, LOST = codecs.BOM_UTF8, "\ufffd".encode()
EMPTY_LINES = (b"\n\r\n", b"\r\r")  # beside two LF
LF, QUOTE = b"\n", b'"'


@dataclass(frozen=True)
class Scanned:
    """What a text file is like.

    ``marks``: byte-order marks after the first; ``mixed``: line ends of several kinds; ``gaps``: lines without a byte.
    ``longest``: bytes that no line exceeds. ``quoted``: whether a cell may hold separators and line ends in quotes.
    ``lost``: signs that another program put in the place of letters it could not read.
    """

    encoding: str
    marks: int
    mixed: bool
    gaps: bool
    longest: int
    quoted: bool
    lost: int = 0

    @property
    def plain(self) -> bool:
        """Whether the bytes can be read as they are."""
        return self.encoding == "utf-8-sig" and not self.marks and not self.mixed


def scan(path: Path) -> Scanned:
    """UTF-8 when every byte agrees, UTF-16 when its mark says so, otherwise what old_encodings finds.

    Raises FileProblem: long_line beyond what a line may hold, nul_bytes, and those of old_encodings.
    """
    lines = _Lines()
    with path.open("rb") as file:
        head = file.read(2)
        file.seek(0)
        wide = head in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        utf8, marks, lost, rest, quoted = not wide, 0, 0, b"", wide
        while chunk := file.read(CHUNK):
            lines.see(chunk)
            if wide:
                continue
            if b"\0" in chunk:
                raise FileProblem("nul_bytes", {"row": lines.row_of(chunk, b"\0")})
            quoted = quoted or QUOTE in chunk
            rest += chunk
            end = max(rest.rfind(b"\n"), rest.rfind(b"\r")) + 1  # no letter spans a line end
            marks, lost = marks + _count(rest[:end], BOM), lost + _count(rest[:end], LOST)
            utf8 = utf8 and _is_utf8(rest[:end])
            rest = rest[end:]
        marks, lost = marks + _count(rest, BOM), lost + _count(rest, LOST)
        utf8 = utf8 and _is_utf8(rest)
    if wide:
        return Scanned("utf-16", 0, mixed=False, gaps=True, longest=2 * lines.longest, quoted=True)
    with path.open("rb") as file:
        marks -= file.read(3) == BOM
    encoding, mixed = "utf-8-sig" if utf8 else encoding_of(path), lines.kinds > 1
    return Scanned(encoding, marks, mixed, lines.gaps or mixed, 3 * lines.longest, quoted, lost if utf8 else 0)


def _count(text: bytes, sign: bytes) -> int:
    """How often a sign occurs; its first byte is searched first, for most files have none."""
    return text.count(sign) if sign[:1] in text else 0


def _is_utf8(text: bytes) -> bool:
    """Whether the bytes are UTF-8: Arrow checks many at once, in place, where Python would decode them all."""
    ends = pa.py_buffer(np.array([0, len(text)], dtype=np.int32))
    try:
        pa.Array.from_buffers(pa.binary(), 1, [None, ends, pa.py_buffer(text)]).cast(pa.string())
    except pa.ArrowInvalid:
        return False
    return True


class _Lines:
    """Counts line ends of each kind, and refuses a line without end."""

    def __init__(self) -> None:
        self.both = self.feeds = self.returns = self.open = self.before = 0
        self.tail, self.gaps, self.longest = b"", False, CHUNK

    @property
    def kinds(self) -> int:
        """How many kinds of line end were seen: CR LF, LF alone, CR alone."""
        return sum(count > 0 for count in (self.both, self.feeds - self.both, self.returns - self.both))

    def see(self, chunk: bytes) -> None:
        seen = self.tail + chunk
        self.before = self.feeds + self.returns - self.both
        feeds = np.frombuffer(seen, np.uint8) == LF[0]
        self.feeds += int(np.count_nonzero(feeds[len(self.tail) :]))
        if b"\r" in seen:  # most files have none, and each search is a pass over the chunk
            self.both += chunk.count(b"\r\n") + (self.tail[-1:] == b"\r" and chunk[:1] == b"\n")
            self.returns += chunk.count(b"\r")
            self.gaps = self.gaps or any(mark in seen for mark in EMPTY_LINES)
        self.gaps = self.gaps or bool((feeds[1:] & feeds[:-1]).any())
        self.tail = seen[-2:]
        end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        self.longest = max(self.longest, self.open + len(chunk))
        self.open = len(chunk) - end - 1 if end >= 0 else self.open + len(chunk)
        if self.open > LINE_MB * MB:
            raise FileProblem("long_line", {"row": self.before + 1, "limit": LINE_MB})

    def row_of(self, chunk: bytes, mark: bytes) -> int:
        """The line of the chunk that was just seen in which the mark stands."""
        part = chunk[: chunk.index(mark)]
        return self.before + 1 + part.count(b"\n") + part.count(b"\r") - part.count(b"\r\n")
