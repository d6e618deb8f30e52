"""Reads files by a process of its own, one for many files; where a file ends it, the next file has a new one."""

import atexit
import os
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

import pyarrow as pa

from catalogue.load import Catalogue
from etl.extract import limits
from etl.ingest.apart.answers import understood
from etl.ingest.apart.limited import allowance
from etl.ingest.apart.process import ReadingProcess
from etl.ingest.apart.requests import Request, Rows
from etl.ingest.apart.wire import ReaderGoneError
from etl.ingest.file_states import Probed, Read, Recognised, Refused, Stale
from etl.messages import FileProblem

Item: TypeAlias = Recognised | pa.Table | Read | Refused | Stale
_idle: list[ReadingProcess] = []  # kept for the next reader: to start one takes longer than to read a small file


class Reader:
    """Reads files for one build or check. ``work``: folder for the copies that reading needs, None for the system's."""

    def __init__(self, catalogue: Catalogue, work: Path | None, *, for_sender: bool = False) -> None:
        self.catalogue, self.work, self.for_sender = catalogue, work, for_sender
        self.process: ReadingProcess | None = None

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        process, self.process = self.process, None
        if process and not process.busy:
            _idle.append(process)
        elif process:
            process.kill()  # it is in the middle of a file that nobody waits for any more
            process.end()

    def read(self, file: Probed) -> Iterator[Item]:
        """What the file is recognised as, its rows in pieces, and what became of it.

        The state alone where it is refused at once. Raises OSError where the disk of the work folder fails.
        """
        found: Recognised | None = None
        given = False
        while True:
            try:
                process, request = self._asked(file)
            except OSError:
                yield Refused(file.sent, FileProblem("unreadable"))
                return
            alone = process.asked == 0
            try:
                process.ask(request, request.allowed)
                for item in self._items(process, file, found):
                    if isinstance(item, Recognised):
                        if found is None:
                            found = item
                            yield item
                        continue
                    given = given or isinstance(item, pa.Table)
                    yield item
                return
            except ReaderGoneError:
                self.process = None
                problem = process.problem()
                if given or alone:
                    yield Refused(file.sent, problem, found.feed if found else None, found.remarks if found else ())
                    return
                # What other files left in its memory is not this one's fault: once more, in a new process.
            except GeneratorExit:
                self.process = None
                process.kill()
                process.end()
                raise

    def read_whole(self, file: Probed) -> tuple[pa.Table, Read] | Refused | Stale:
        """All rows of the file in one table, with the state that its end is."""
        *tables, end = (item for item in self.read(file) if not isinstance(item, Recognised))
        if not isinstance(end, Read):
            return end
        return (tables[0] if len(tables) == 1 else pa.concat_tables(tables, promote_options="default")), end

    def _items(self, process: ReadingProcess, file: Probed, found: Recognised | None) -> Iterator[Item]:
        """What the process answers, to the end of the file."""
        rows = partial(self._rows, file)
        while True:
            answer = process.answer()
            if isinstance(answer, pa.Table):
                yield answer
                continue
            if answer.get("state") == "os_error":
                process.busy = False
                raise _os_error(answer)
            state = understood(answer, file, found, self.catalogue, rows, process.answer)
            if isinstance(state, Recognised):
                found = state
                yield state
            else:
                process.busy = False
                yield state
                return

    def _rows(
        self, file: Probed, header: int, columns: dict[str, int], decimals: dict[str, str], coded: Collection[str] = (),
        grouped: Collection[str] = (),
    ) -> pa.Table:  # fmt: skip
        """The columns of a sheet that was recognised before, read again. Raises FileProblem."""
        process, request = self._asked(file)
        try:
            process.ask(Rows(**vars(request), columns=columns, decimals=decimals), request.allowed)
            answer = process.answer()
        except ReaderGoneError as error:
            self.process = None
            raise process.problem() from error
        process.busy = False
        if isinstance(answer, pa.Table):
            return answer
        if answer.get("state") == "os_error":
            raise _os_error(answer)
        raise FileProblem("unreadable")  # it was read a moment ago

    def _asked(self, file: Probed) -> tuple[ReadingProcess, Request]:
        """A process that is ready, and what it is asked. Raises OSError where the file is gone."""
        allowed = allowance(file)
        process = self.process or (_idle.pop() if _idle else None)
        if process and (process.process.poll() is not None or (process.asked and _is_large(file))):
            process.end()  # what it has read before leaves less of the memory that a large file may need
            process = None
        self.process = process = process or ReadingProcess()
        sent = replace(file.sent, path=file.sent.path.absolute(), archive=None)
        catalogue = None if process.knows is self.catalogue else self.catalogue
        process.knows = self.catalogue
        work = str(self.work.absolute()) if self.work else ""
        return process, Request(replace(file, sent=sent), allowed, catalogue, work, self.for_sender)


def _is_large(file: Probed) -> bool:
    return file.sent.path.stat().st_size > limits.READER_FRESH_MB * limits.MB


def _os_error(said: dict[str, object]) -> OSError:
    error = said.get("error")
    return OSError(*error) if isinstance(error, list) else OSError()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_idle.clear)  # two processes that ask one would get each other's answers


@atexit.register
def _end_idle() -> None:
    for process in _idle:
        process.kill()
