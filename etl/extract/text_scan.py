"""One pass over the bytes of a text file: its encoding, and what would make a reader of tables stumble or lie."""

import codecs
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from etl.extract.limits import LINE_MB, MB
from etl.problem import FileProblem

CHUNK = 1 << 20
BOM = codecs.BOM_UTF8
EMPTY_LINES = (b"\n\r\n", b"\r\r")  # beside two LF


@dataclass(frozen=True)
class Scanned:
    """What a text file is like.

    ``marks``: byte-order marks after the first; ``mixed``: line ends of several kinds; ``gaps``: lines without a byte.
    ``longest``: bytes that no line exceeds.
    """

    encoding: str
    marks: int
    mixed: bool
    gaps: bool
    longest: int

    @property
    def plain(self) -> bool:
        """Whether the bytes can be read as they are."""
        return self.encoding == "utf-8-sig" and not self.marks and not self.mixed


def scan(path: Path) -> Scanned:
    """UTF-8 when every byte agrees, UTF-16 when its mark says so, otherwise Windows-1252.

    Raises FileProblem: long_line beyond what a line may hold, nul_bytes.
    """
    lines = _Lines()
    with path.open("rb") as file:
        head = file.read(2)
        file.seek(0)
        wide = head in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        utf8, marks, rest = not wide, 0, b""
        while chunk := file.read(CHUNK):
            lines.see(chunk)
            if wide:
                continue
            if b"\0" in chunk:
                raise FileProblem("nul_bytes", {"row": lines.row_of(chunk, b"\0")})
            rest += chunk
            end = max(rest.rfind(b"\n"), rest.rfind(b"\r")) + 1  # no letter spans a line end
            marks += rest.count(BOM, 0, end)
            utf8 = utf8 and _is_utf8(rest[:end])
            rest = rest[end:]
        marks += rest.count(BOM)
        utf8 = utf8 and _is_utf8(rest)
    if wide:
        return Scanned("utf-16", 0, mixed=False, gaps=True, longest=2 * lines.longest)
    with path.open("rb") as file:
        marks -= file.read(3) == BOM
    return Scanned(
        "utf-8-sig" if utf8 else "cp1252", marks, lines.kinds > 1, lines.gaps or lines.kinds > 1, 3 * lines.longest
    )


def _is_utf8(text: bytes) -> bool:
    """Arrow looks at many bytes at once, where Python would decode them all."""
    try:
        pa.array([text], pa.binary()).cast(pa.string())
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
        self.feeds += chunk.count(b"\n")
        if b"\r" in seen:  # most files have none, and each search is a pass over the chunk
            self.both += chunk.count(b"\r\n") + (self.tail[-1:] == b"\r" and chunk[:1] == b"\n")
            self.returns += chunk.count(b"\r")
            self.gaps = self.gaps or any(mark in seen for mark in EMPTY_LINES)
        self.gaps = self.gaps or b"\n\n" in seen
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
