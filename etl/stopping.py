"""Ends a command on Ctrl-C or a request to terminate: everything is undone on the way out, and nothing twice."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM") if hasattr(signal, name))


class StoppedError(KeyboardInterrupt):
    """The command was told to end. No handler of ordinary errors may take it for a fault of a file."""


@dataclass
class Stop:
    """Which signal asked the running command to end; 0 while none did."""

    signal: int = 0


_stop = Stop()


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Inside, the first signal raises StoppedError; later ones are ignored: they would disturb the clearing up.

    Only the main thread may set handlers; in another one nothing changes.
    """
    _stop.signal = 0
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


def _asked(number: int, _: object) -> None:
    if not _stop.signal:
        _stop.signal = number
        raise StoppedError(number)
