"""Ends a command on Ctrl-C or a request to terminate: everything is undone on the way out, and nothing twice."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM") if hasattr(signal, name))


class StoppedError(KeyboardInterrupt):
    """The command was told to end. No handler of ordinary errors may take it for a fault of a file."""


@dataclass
class Stop:
    """Which signal asked the running command to end, 0 while none did, and whether it came ``late``: all was done."""

    signal: int = 0
    late: bool = False


_stop = Stop()


def hear_early() -> None:
    """From here on a signal ends the process with one word: nothing has begun yet, and nothing is to be undone."""
    for number in SIGNALS:
        signal.signal(number, _early)


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Inside, the first signal raises StoppedError; later ones are ignored: they would disturb the clearing up.

    Only the main thread may set handlers; in another one nothing changes.
    """
    _stop.signal, _stop.late = 0, False
    if threading.current_thread() is not threading.main_thread():
        yield _stop
        return
    before = {number: signal.signal(number, _asked) for number in SIGNALS}
    try:
        yield _stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def end_if_asked() -> None:
    """Raise StoppedError where a signal came whose exception a library swallowed or turned into one of its own."""
    if _stop.signal:
        raise StoppedError(_stop.signal)


def too_late() -> None:
    """Ignore signals from here on: what is done now cannot be undone, and the exit code must say that it was done."""
    end_if_asked()
    _stop.late = True


def deaf() -> None:
    """Let the system ignore signals while the interpreter closes, which gives Python's handlers back to the system."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _asked(number: int, _: FrameType | None) -> None:
    if not _stop.signal and not _stop.late:
        _stop.signal = number
        raise StoppedError(number)


def _early(number: int, _: FrameType | None) -> None:
    if not _stop.late:
        print("Interrotto. / Interrupted.", file=sys.stderr, flush=True)
        os._exit(128 + number)
