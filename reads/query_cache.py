"""The answers of a release as rows, kept for everybody who asks the same again."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from reads.records import Rows, records


@lru_cache(maxsize=64)
def asked(question: Callable[..., Rows], *given: Any) -> list[dict[str, Any]]:
    """The rows of a question of ``reads`` put to a release: ``asked(plans, release, territory, day)``.

    Everybody who asks the same reads the same rows: whoever needs others makes new ones, nobody changes these.
    """
    return records(question(*given))
