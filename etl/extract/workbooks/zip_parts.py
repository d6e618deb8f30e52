"""Reads untrusted ZIP files: the directory, and the parts, expanded in bounded memory and time."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from etl.extract import limits
from etl.messages import FileProblem

CHUNK = 1 << 18
END, END64, LOCATOR64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
END_SIZE, LOCATOR64_SIZE, END64_SIZE = 22, 20, 56
TAIL = END_SIZE + 0xFFFF  # the end record and the longest comment
HEAD_SIZE = 30  # of a part's own head, without its name
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others need much memory, or are hardly ever used
ENCRYPTED = 0x1


def parts(path: Path) -> list[zipfile.ZipInfo]:
    """The entries of a ZIP whose directory is sound and small, folders included.

    Raises FileProblem: archive_damaged (also where parts overlap), archive_many, archive_password, archive_method,
    archive_bomb where the directory itself declares more than is taken.
    """
    try:
        _bounded_directory(path)
        with zipfile.ZipFile(path) as archive:
            found = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, EOFError) as error:
        raise FileProblem("archive_damaged") from error
    if len(found) > limits.PARTS:
        raise FileProblem("archive_many", {"limit": limits.MEMBERS})
    if any(part.header_offset < 0 for part in found):
        raise FileProblem("archive_damaged")  # the directory says that it begins later than it does
    if any(part.flag_bits & ENCRYPTED for part in found):
        raise FileProblem("archive_password")
    if any(part.compress_type not in METHODS for part in found):
        raise FileProblem("archive_method")
    size = path.stat().st_size
    starts = [*sorted(part.header_offset for part in found), size]
    by_start = sorted((part.header_offset, part.header_offset + HEAD_SIZE + part.compress_size) for part in found)
    if any(end > start for (_, end), start in zip(by_start, starts[1:], strict=True)):
        raise FileProblem("archive_damaged")  # two entries share their bytes, or one goes on after the end
    refuse_bomb(sum(part.file_size for part in found), size, limits.EXPANDED_MB)
    return found


def refuse_bomb(expanded: int, compressed: int, expanded_mb: int) -> None:
    """Raises FileProblem archive_bomb where ``expanded`` exceeds the limit, or RATIO times ``compressed``."""
    dense = expanded > limits.RATIO_FROM_MB * limits.MB and expanded > limits.RATIO * compressed
    if dense or expanded > expanded_mb * limits.MB:
        raise FileProblem("archive_bomb", {"limit": expanded_mb, "ratio": limits.RATIO})


def expand(path: Path, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part's content in pieces of a few hundred kilobytes; never more of it than the directory declares.

    The directory is checked against the content: another reader of the same bytes must find no other size.
    Raises FileProblem archive_damaged.
    """
    left, check = part.file_size, 0
    with path.open("rb") as file:
        file.seek(part.header_offset)
        head = file.read(HEAD_SIZE)
        if len(head) < HEAD_SIZE or head[:4] != b"PK\x03\x04":
            raise FileProblem("archive_damaged")
        name, extra = struct.unpack_from("<HH", head, 26)
        file.seek(name + extra, 1)
        for piece in _inflated(file.read, part) if part.compress_type else _stored(file.read, part):
            left -= len(piece)
            if left < 0:
                raise FileProblem("archive_damaged")
            check = zlib.crc32(piece, check)
            yield piece
    if left or check != part.CRC:
        raise FileProblem("archive_damaged")


def _stored(read: Callable[[int], bytes], part: zipfile.ZipInfo) -> Iterator[bytes]:
    left = part.compress_size
    while left > 0 and (piece := read(min(left, CHUNK))):
        left -= len(piece)
        yield piece


def _inflated(read: Callable[[int], bytes], part: zipfile.ZipInfo) -> Iterator[bytes]:
    stream, pending = zlib.decompressobj(-zlib.MAX_WBITS), b""
    pieces = _stored(read, part)
    try:
        while not stream.eof:
            pending = pending or next(pieces, b"")
            piece = stream.decompress(pending, CHUNK)
            if not piece and not pending:
                break  # cut off: the sizes will not agree
            pending = stream.unconsumed_tail
            if piece:
                yield piece
    except zlib.error as error:
        raise FileProblem("archive_damaged") from error


def _bounded_directory(path: Path) -> None:
    """Refuse a list of names that would fill the memory before anybody counts them, and two ends of one file."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - TAIL - LOCATOR64_SIZE - END64_SIZE))
        tail = file.read()
    place = tail.rfind(END)
    if place < 0 or tail.count(END) > 1 or len(tail) - place < END_SIZE:
        raise FileProblem("archive_damaged")
    listed = struct.unpack_from("<I", tail, place + 12)[0]
    if tail[max(0, place - LOCATOR64_SIZE) : place].startswith(LOCATOR64):
        record = tail[max(0, place - LOCATOR64_SIZE - END64_SIZE) : place]
        if not record.startswith(END64):
            raise FileProblem("archive_damaged")
        listed = struct.unpack_from("<Q", record, 40)[0]
    if listed > limits.DIRECTORY_MB * limits.MB:
        raise FileProblem("archive_many", {"limit": limits.MEMBERS})
