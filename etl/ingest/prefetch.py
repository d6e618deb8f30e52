"""Makes the next item in another thread while the last one is worked on: one file, or one piece of a file, ahead."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")


def prefetched(items: Iterator[Item], thread: ThreadPoolExecutor) -> Iterator[Item]:
    """The same items in their order, each made in ``thread`` while the consumer has the one before.

    Never more than one item waits in memory; the first is begun at once.
    """
    end = object()
    coming = [thread.submit(next, items, end)]

    def each() -> Iterator[Item]:
        while (item := coming.pop().result()) is not end:
            coming.append(thread.submit(next, items, end))
            yield item  # type: ignore[misc]

    return each()
