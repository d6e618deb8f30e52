"""The reading process: takes requests on its input, reads the files, and says what is in them on its output."""

import contextlib
import os
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from catalogue.load import Catalogue
from etl.extract.workbooks import workbook_guard
from etl.ingest.apart.answers import said_of
from etl.ingest.apart.limited import MEMORY_GONE, data_bytes, limit
from etl.ingest.apart.requests import Request, Rows
from etl.ingest.apart.wire import Answer, send
from etl.ingest.file_states import Read, Recognised, Refused
from etl.ingest.read_rows import read_pieces, recognise_file
from output.exit_codes import ExitCode


def main() -> None:
    """Serve until the input ends. Out of memory, or at an error of ours, the process ends, and its code says why."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    workbook_guard.CONFINED = True
    _give_way()
    baseline = data_bytes()
    catalogue: Catalogue | None = None
    try:
        while True:
            request: Request = pickle.load(requests)  # noqa: S301 - from the process that started this one
            catalogue = request.catalogue or catalogue
            limit(request.allowed, baseline)
            _serve(request, catalogue, answers)
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        os._exit(ExitCode.DONE)
    except MemoryError:
        os._exit(MEMORY_GONE)


def _serve(request: Request, catalogue: Catalogue | None, answers: BinaryIO) -> None:
    if catalogue is None:
        raise EOFError
    try:
        for answer in _answers(request, catalogue):
            send(answers, answer)
    except BrokenPipeError:
        raise
    except OSError as error:  # of the folder for copies: the build fails by it, and not the file
        filename = str(error.filename) if error.filename else None
        send(answers, {"state": "os_error", "error": [error.errno, error.strerror, filename]})


def _answers(request: Request, catalogue: Catalogue) -> Iterator[Answer]:
    work = Path(request.work) if request.work else None
    found = recognise_file(request.file, catalogue, work, for_sender=request.for_sender)
    if isinstance(request, Rows):
        if isinstance(found, Refused):
            yield said_of(found)
        else:
            yield found.match.sheet.rows(found.match.header, request.columns, request.decimals)
        return
    yield said_of(found)
    if isinstance(found, Recognised):
        for piece in read_pieces(found):
            yield piece if isinstance(piece, pa.Table) else said_of(piece)
            if isinstance(piece, Read):
                yield piece.corrected


def _give_way() -> None:
    """Where the whole machine runs out of memory, this process is the first to go."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
