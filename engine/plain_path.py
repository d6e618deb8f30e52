"""Databases in folders whose names DuckDB misreads: ``?`` begins options where it writes, a backslash is a slash."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def readable_path(file: Path) -> Iterator[Path]:
    """``file``, or a copy of it while it is opened; a database that is open stays readable without its name."""
    if not _holds(file, "\\"):
        yield file
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(shutil.copy(file, folder))


@contextmanager
def writable_path(file: Path) -> Iterator[Path]:
    """``file``, or one in the system's temporary folder that becomes it in the end. Raises OSError."""
    if not _holds(file, "?\\"):
        yield file
        return
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / file.name
        yield made
        shutil.move(made, file)


def _holds(file: Path, signs: str) -> bool:
    """Whether the path holds one of the signs; where a backslash divides folders, no name does."""
    return os.sep == "/" and any(sign in str(file.absolute()) for sign in signs)
