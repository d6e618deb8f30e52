"""What no one foresaw while one file was read: the file is refused with a reference, and the others go on."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import duckdb

from etl.ingest.error_log import note_error
from etl.ingest.file_states import Refused, Sent
from etl.messages import FileProblem
from etl.stopping import end_if_asked

Made = TypeVar("Made")
# Too little memory, or a disk that fails, is no fault of the file: the next one would meet it as well.
NOT_THE_FILES = (MemoryError, duckdb.OutOfMemoryException, OSError)


def refused_for(error: Exception, file: Sent, log: Path | None) -> Refused:
    """The file refused for an error that nothing nearer to it has caught. ``log``: the folder of the error log.

    Raises the error again where it is not the file's, and StoppedError where the command was told to end: the
    database reports that as an error of the query.
    """
    end_if_asked()
    if isinstance(error, NOT_THE_FILES):
        raise error
    return Refused(file, FileProblem("unforeseen", {"reference": note_error(log, error, file.name)}))


def or_refused(make: Callable[[], Made], file: Sent, log: Path | None) -> Made | Refused:
    """What ``make`` returns, or the file refused for what it raises."""
    try:
        return make()
    except Exception as error:
        return refused_for(error, file, log)


def with_refusal(pieces: Iterator[Made], file: Sent, log: Path | None) -> Iterator[Made | Refused]:
    """The pieces of a file; where making one raises, the file refused is the last of them."""
    try:
        yield from pieces
    except Exception as error:
        yield refused_for(error, file, log)
