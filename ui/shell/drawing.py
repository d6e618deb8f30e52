"""Few pages are drawn at once, in the order in which they were asked for; readers who left lose their place.

Python draws one page at a time whatever is asked. A hundred at once would hold up each other and everything else that
the server answers; in a queue each takes what it takes alone.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition

from ui.shell.guard.limits import Limits

LOOK = 0.5  # seconds between two looks at whether a reader is still there
SHOWN_AFTER = 1.0  # seconds of waiting after which a reader is told of it


class TooManyWaitingError(Exception):
    """The queue is full."""


class Turns:
    """A queue before a number of places. Safe for all threads of a server."""

    def __init__(self, at_once: int, most_waiting: int) -> None:
        self._free, self._most = at_once, most_waiting
        self._queue: deque[object] = deque()
        self._moved = Condition()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._queue)

    @contextmanager
    def turn(self, told: Callable[[int], None], left: Callable[[], bool]) -> Iterator[None]:
        """Wait for a turn and have it.

        ``told`` is called with how many are before, after a while and when that changes; ``left`` says whether the
        reader is gone. Raises ReaderLeftError, TooManyWaitingError, and what ``told`` raises.
        """
        self._enter(told, left)
        try:
            yield
        finally:
            with self._moved:
                self._free += 1
                self._moved.notify_all()

    def _enter(self, told: Callable[[int], None], left: Callable[[], bool]) -> None:
        ticket, start, said = object(), time.monotonic(), -1
        with self._moved:
            if self._free and not self._queue:
                self._free -= 1
                return
            if len(self._queue) >= self._most:
                raise TooManyWaitingError
            self._queue.append(ticket)
        try:
            while True:
                with self._moved:
                    self._moved.wait_for(lambda: self._is_next(ticket), LOOK)
                    if self._is_next(ticket):
                        self._free -= 1
                        return
                    before = self._queue.index(ticket)
                if left():
                    raise ReaderLeftError
                if before != said and time.monotonic() - start >= SHOWN_AFTER:
                    told(before)
                    said = before
        finally:
            with self._moved:
                self._queue.remove(ticket)
                self._moved.notify_all()

    def _is_next(self, ticket: object) -> bool:
        return self._free > 0 and self._queue[0] is ticket


class ReaderLeftError(Exception):
    """The reader closed the page before its turn."""


TURNS = Turns(Limits().pages, Limits().waiting)
