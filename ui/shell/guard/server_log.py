"""The server's log within bounds: the same line a few times a minute, then a count; files that rotate."""

import logging
import os
import sys
import time
from functools import cache
from logging.handlers import RotatingFileHandler
from threading import Lock

VARIABLE = "OSSERVATORIO_LOG"  # path of a log file; without it the log goes to standard error
SIZE, FILES = 5_000_000, 4  # of the file in service and of each former one
SAME, ALL, PERIOD = 10, 200, 60.0  # records of one place in the code and of all, in so many seconds
LONGEST = 4_000  # signs of one record's traceback
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Bounded(logging.Filter):
    """Lets a few records through in each period and says afterwards how many there were besides."""

    def __init__(self, same: int = SAME, every: int = ALL, period: float = PERIOD) -> None:
        super().__init__()
        self._same, self._every, self._period = same, every, period
        self._lock = Lock()
        self._since, self._seen, self._left_out = time.monotonic(), dict[tuple[str, int], int](), 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is written; the first one of a period tells what the last period left out."""
        key = (record.pathname, record.lineno)
        with self._lock:
            if time.monotonic() - self._since >= self._period:
                left_out, self._left_out = self._left_out, 0
                self._since, self._seen = time.monotonic(), {}
            else:
                left_out = 0
            self._seen[key] = self._seen.get(key, 0) + 1
            if self._seen[key] > self._same or len(self._seen) * self._same > self._every + self._same:
                self._left_out += 1
                return False
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)[-LONGEST:]
        if left_out:
            record.msg = f"{record.msg} [and {left_out} more records of the last minute, left out]"
        return True


@cache
def _handler() -> logging.Handler:
    path = os.environ.get(VARIABLE, "")
    handler: logging.Handler = (
        RotatingFileHandler(path, maxBytes=SIZE, backupCount=FILES, encoding="utf-8", delay=True)
        if path
        else logging.StreamHandler(sys.stderr)
    )
    handler.setFormatter(logging.Formatter(FORMAT))
    handler.addFilter(Bounded())
    return handler


def bound_log() -> None:
    """Put every logger of the process behind one bound, and into the file of OSSERVATORIO_LOG where it is set."""
    handler = _handler()
    known = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    for logger in known:
        if logger.handlers:
            logger.handlers = [handler]
            logger.propagate = False
    logging.root.handlers = [handler]
