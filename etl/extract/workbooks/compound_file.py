"""Reads one stream of an OLE compound file, the container of XLS; bounded by the file's own size."""

import struct
from collections.abc import Sequence
from pathlib import Path

from etl.messages import FileProblem

HEAD, ENTRY = 512, 128
SECTORS = (9, 12)  # their sizes: 512 and 4,096 bytes, as powers of 2
FREE = 0xFFFFFFFA  # this and the numbers above it are no sector
STREAM = 2  # of the kinds of a directory's entries


def stream_of(path: Path, names: Sequence[str]) -> bytes:
    """The content of the first stream called as one of ``names``, empty without one. Raises FileProblem damaged."""
    content = path.read_bytes()
    try:
        file = _CompoundFile(content)
        for name in names:
            found = file.stream(name)
            if found is not None:
                return found
    except (struct.error, IndexError, ValueError) as error:
        raise FileProblem("damaged") from error
    return b""


class _CompoundFile:
    def __init__(self, content: bytes) -> None:
        self.content = content
        whole, part = struct.unpack_from("<HH", content, 30)
        if whole not in SECTORS or part > whole:
            raise ValueError("a size of sectors that no program writes")
        self.size, small = 1 << whole, 1 << part
        directory, self.least, small_table = struct.unpack_from("<I4xII", content, 48)
        places = list(struct.unpack_from("<109I", content, 76))
        more = struct.unpack_from("<I", content, 68)[0]
        for _ in range(len(content) // self.size):
            if more >= FREE:
                break
            *further, more = self._numbers(self._sector(more))
            places += further
        self.sectors = len(content) // self.size
        used = [place for place in places if place < FREE]
        if len(set(used)) < len(used) or len(used) > self.sectors:
            raise ValueError("a table that names its sectors more than once would grow without measure")
        self.table = [number for place in used for number in self._numbers(self._sector(place))]
        self.entries = self._chain(directory)
        root = self._start_and_size(self.entries[:ENTRY])
        self.small, self.small_size = self._chain(root[0]), small
        self.small_table = self._numbers(self._chain(small_table)) if small_table < FREE else []

    def stream(self, name: str) -> bytes | None:
        """The content of a stream, None where there is none of the name."""
        for at in range(0, len(self.entries), ENTRY):
            entry = self.entries[at : at + ENTRY]
            length = struct.unpack_from("<H", entry, 64)[0]
            if entry[66] == STREAM and entry[: max(0, length - 2)].decode("utf-16-le", "replace") == name:
                start, size = self._start_and_size(entry)
                return (self._chain(start) if size >= self.least else self._small_chain(start))[:size]
        return None

    def _start_and_size(self, entry: bytes) -> tuple[int, int]:
        start, size = struct.unpack_from("<II", entry, 116)
        return start, size

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self.size
        return self.content[at : at + self.size]

    def _numbers(self, content: bytes) -> list[int]:
        return list(struct.unpack_from(f"<{len(content) // 4}I", content))

    def _chain(self, start: int) -> bytes:
        parts, seen = [], 0
        while start < FREE:
            if seen > self.sectors:
                raise ValueError("a chain of sectors that never ends")
            parts.append(self._sector(start))
            start, seen = self.table[start], seen + 1
        return b"".join(parts)

    def _small_chain(self, start: int) -> bytes:
        parts, seen = [], 0
        while start < FREE and seen <= len(self.small_table):
            parts.append(self.small[start * self.small_size : (start + 1) * self.small_size])
            start, seen = self.small_table[start], seen + 1
        return b"".join(parts)
