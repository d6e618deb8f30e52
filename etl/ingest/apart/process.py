"""One reading process, and the watch over it: it is killed where it takes more memory or time than it was allowed."""

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import BinaryIO, cast

from etl.extract import limits
from etl.ingest.apart.limited import MEMORY_GONE, Allowance
from etl.ingest.apart.memory import used_bytes
from etl.ingest.apart.wire import Answer, ReaderGoneError, receive
from etl.messages import FileProblem

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from etl.ingest.apart.serve import main; main()"
LOOK_EVERY = 0.1  # seconds
# Arrow's own pools keep what they were given; the system's gives it back, so that the limit means what is in use.
POOL = {"ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class ReadingProcess:
    """A process that reads files one after the other. ``asked``: how many it was given."""

    def __init__(self) -> None:
        command = [sys.executable, "-I", "-X", "utf8", "-c", PROGRAM, str(ROOT)]
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ | POOL,
            cwd=ROOT,
        )  # fmt: skip
        self.asked = 0
        self.busy = False  # with a file whose end was not told yet
        self.allowed = Allowance(0, 0)
        self.waiting_since: float | None = None
        self.waited = 0.0
        self.killed_for = ""
        self.knows: object = None  # the catalogue that it was sent last
        threading.Thread(target=self._watch, daemon=True, name="watch over the reading process").start()

    def ask(self, request: object, allowed: Allowance) -> None:
        """Send a request: pickled, for what is sent is ours; what comes back never is."""
        self.asked, self.busy, self.allowed, self.waited = self.asked + 1, True, allowed, 0.0
        try:
            pipe = cast("BinaryIO", self.process.stdin)
            pickle.dump(request, pipe)
            pipe.flush()
        except OSError as error:
            raise ReaderGoneError from error

    def answer(self) -> Answer:
        """Wait for the next answer. Raises ReaderGoneError where the process ends instead."""
        self.waiting_since = time.monotonic()
        try:
            return receive(cast("BinaryIO", self.process.stdout))
        finally:
            self.waited, self.waiting_since = self.waited + time.monotonic() - self.waiting_since, None

    def problem(self) -> FileProblem:
        """Why the process is gone, as the problem of the file that it was reading."""
        self.end()
        code = self.process.returncode
        aborted = os.name != "nt" and code in (-signal.SIGKILL, -signal.SIGABRT)  # by the system; by what is in Rust
        if self.killed_for == "time" or (os.name != "nt" and code == -signal.SIGXCPU):
            return FileProblem("took_too_long", {"limit": int(self.allowed.seconds)})
        if self.killed_for == "memory" or (not self.killed_for and (code == MEMORY_GONE or aborted)):
            return FileProblem("too_large_once_read", {"limit": self.allowed.mb})
        return FileProblem("reader_stopped")

    def end(self) -> None:
        """End the process, if it has not ended: give it the time to tell its exit code, then no more."""
        with contextlib.suppress(OSError):
            cast("BinaryIO", self.process.stdin).close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=limits.READER_GRACE)
        if self.process.poll() is None:
            self.killed_for = self.killed_for or "end"
            self.process.kill()
        self.process.wait()
        cast("BinaryIO", self.process.stdout).close()

    def kill(self, reason: str = "end") -> None:
        """End the process at once."""
        self.killed_for = self.killed_for or reason
        self.process.kill()

    def _watch(self) -> None:
        while self.process.poll() is None:
            time.sleep(LOOK_EVERY)
            since = self.waiting_since
            if since is None:
                continue
            if self.waited + time.monotonic() - since > self.allowed.seconds:
                self.kill("time")
            elif used_bytes(self.process.pid) > (limits.READER_ITSELF_MB + self.allowed.mb) * limits.MB:
                self.kill("memory")
