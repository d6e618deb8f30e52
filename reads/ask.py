"""Runs one bound question against a release and remembers the answer under the release's id."""

from collections.abc import Callable, Hashable
from functools import lru_cache, update_wrapper
from typing import Concatenate, ParamSpec, cast

import duckdb
import pandas as pd

from reads.releases import Release, cursor

Parameters = ParamSpec("Parameters")
REMEMBERED = 512
# What is asked is read row by row by who writes it down, and Python's own texts are the faster for that.
pd.set_option("mode.string_storage", "python")


class OtherVersionError(Exception):
    """A release that another version of the product built lacks a table or column that this one reads."""


def ask(release: Release, sql: str, *values: object) -> pd.DataFrame:
    """Return the answer to ``sql`` with its ``?`` bound to ``values``; dates come as datetime64.

    Raises OtherVersionError where the release does not have what is asked for.
    """
    try:
        return cursor(release).execute(sql, list(values)).df()
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise OtherVersionError(release.id) from error


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
