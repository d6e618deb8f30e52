"""Applies a function to several columns in parallel threads: Arrow releases Python's lock."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def each(make: Callable[[Given], Made], columns: Iterable[Given]) -> list[Made]:
    """The result of ``make`` for each column, in order. ``make`` may use no connection: one serves one thread only."""
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(make, columns))
