"""Writes content into the store and takes its hash on the way: what is hashed is what was written, and nothing else."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

CHUNK = 1 << 18
# A pipe in place of a file would otherwise wait for a writer for ever. Windows has neither flag nor pipe.
NOT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class ChangingFileError(Exception):
    """A file that was written to while it was copied: the copy may be half of one content and half of another."""


class SpecialFileError(Exception):
    """What lies there is a pipe, a socket or a device, which has no content of its own."""


def write_hashed(pieces: Iterable[bytes], path: Path) -> str:
    """Write the pieces to ``path`` and return their SHA-256 in hexadecimal.

    Raises OSError with ``path`` as its file name where the disk does not take them, so that nobody blames the source.
    """
    digest = hashlib.sha256()
    with path.open("wb", buffering=0) as file:
        for piece in pieces:
            digest.update(piece)
            try:
                left = memoryview(piece)
                while left:
                    left = left[file.write(left) :]
            except OSError as error:  # a full disk names no path
                raise OSError(error.errno, error.strerror, str(path)) from error
    return digest.hexdigest()


def copy_hashed(source: Path, target: Path) -> str:
    """Copy a file and return the SHA-256 of the copy.

    Raises ChangingFileError, SpecialFileError, and OSError as the source or, naming ``target``, the disk gives it.
    """
    return write_hashed(_unchanging(source), target)


def _unchanging(source: Path) -> Iterator[bytes]:
    """The content of a file that nobody writes to from its first to its last byte."""
    handle = os.open(source, os.O_RDONLY | NOT_WAITING)
    with os.fdopen(handle, "rb", buffering=0) as file:
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode):
            raise SpecialFileError(source)
        size = 0
        while piece := file.read(CHUNK):
            size += len(piece)
            yield piece
        if _state(before) != _state(os.fstat(handle)) or size != before.st_size:
            raise ChangingFileError(source)


def _state(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns
