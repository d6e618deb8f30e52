"""Runs one bound question against a release and remembers the answer under the release's id."""

from collections.abc import Callable, Hashable
from functools import lru_cache, update_wrapper
from typing import Concatenate, ParamSpec, cast

import pandas as pd

from reads.releases import Release, cursor

Parameters = ParamSpec("Parameters")
REMEMBERED = 512


def ask(release: Release, sql: str, *values: object) -> pd.DataFrame:
    """Return the answer to ``sql`` with its ``?`` bound to ``values``; dates come as datetime64."""
    return cursor(release).execute(sql, list(values)).df()


def remembered(
    question: Callable[Concatenate[Release, Parameters], pd.DataFrame],
) -> Callable[Concatenate[Release, Parameters], pd.DataFrame]:
    """Cache a question by release and arguments. A release never changes, so nothing ever expires.

    Each caller gets its own shallow copy: pandas copies on write, so nobody changes what others read.
    """
    kept = lru_cache(maxsize=REMEMBERED)(question)

    def answer(release: Release, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> pd.DataFrame:
        return kept(release, *args, **cast("dict[str, Hashable]", kwargs)).copy(deep=False)

    return update_wrapper(answer, question)
