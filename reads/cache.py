"""The one cache of answers: what was read of a release once is kept for every reader who asks the same again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from functools import wraps
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar, cast

from reads.open_releases import version_of
from reads.releases import Release

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")
MOST_ROWS = 200_000  # of all answers together; a row takes about 0.8 KB


class Cache:
    """Answers by question, release and arguments; the least recently used ones make room for new ones.

    A release never changes, so no answer expires; one whose files were replaced, after damage, is asked anew.
    """

    def __init__(self, most_rows: int = MOST_ROWS) -> None:
        self._most, self._rows = most_rows, 0
        self._answers: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], object]) -> object:
        """The answer of a key; ``make`` is called where there is none. Two threads may both make it."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        answer = make()
        with self._lock:
            if key not in self._answers:
                self._answers[key] = answer
                self._rows += _rows(answer)
            while self._rows > self._most and len(self._answers) > 1:
                self._rows -= _rows(self._answers.popitem(last=False)[1])
        return answer

    def clear(self) -> None:
        """Forget every answer."""
        with self._lock:
            self._answers.clear()
            self._rows = 0

    @property
    def answers(self) -> dict[Hashable, object]:
        """Every answer by its key."""
        with self._lock:
            return dict(self._answers)


CACHE = Cache()


def cached(
    question: Callable[Concatenate[Release, Parameters], Answer],
) -> Callable[Concatenate[Release, Parameters], Answer]:
    """Answer a question of a release from the cache. Its arguments are hashable.

    All readers share the rows of an answer: whoever needs others makes new ones, nobody changes these.
    """

    @wraps(question)
    def answer(release: Release, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
        key = (question, release, version_of(release), args, tuple(kwargs.items()))
        return cast("Answer", CACHE.get(key, lambda: question(release, *args, **kwargs)))

    return answer


def _rows(answer: object) -> int:
    """How many rows an answer holds; what is not made of rows counts as one."""
    if isinstance(answer, Mapping):
        return max(1, sum(map(_rows, answer.values())))
    return max(1, len(answer)) if isinstance(answer, list | tuple) else 1
