"""Runs one bound question against a release and remembers the answer under the release's id."""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from functools import lru_cache, update_wrapper
from math import isnan
from typing import Any, Concatenate, ParamSpec, cast

import duckdb
import pandas as pd

from reads.releases import OtherVersionError, Release, cursor

Parameters = ParamSpec("Parameters")
REMEMBERED = 512
# What is asked is read row by row by who writes it down, and Python's own texts are the faster for that.
pd.set_option("mode.string_storage", "python")


def ask(release: Release, sql: str, *values: object) -> pd.DataFrame:
    """Return the answer to ``sql`` with its ``?`` bound to ``values``; dates come as datetime64.

    Raises OtherVersionError where the release does not have what is asked for.
    """
    return _answer(release, sql, values).df()


def ask_rows(release: Release, sql: str, *values: object) -> list[dict[str, Any]]:
    """Return the answer to ``sql`` as one dictionary a row: plain values, days as datetime, None for none.

    For a few hundred rows: a frame of twenty columns takes longer to make than to find. Of thousands, ask for a frame.
    ``reads.query_cache`` remembers them. Raises OtherVersionError as ``ask`` does.
    """
    found = _answer(release, sql, values)
    names, kinds = [head[0] for head in found.description], [str(head[1]) for head in found.description]
    columns = [_plain(kind, column) for kind, column in zip(kinds, zip(*found.fetchall(), strict=True), strict=False)]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _answer(release: Release, sql: str, values: tuple[object, ...]) -> duckdb.DuckDBPyConnection:
    try:
        return cursor(release).execute(sql, list(values))
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise OtherVersionError(release.id) from error


def _plain(kind: str, column: tuple[Any, ...]) -> Sequence[Any]:
    """The values of a column as pages read them."""
    if kind == "DATE":
        return [None if day is None else datetime(day.year, day.month, day.day) for day in column]
    if kind == "DOUBLE":
        return [None if number is None or isnan(number) else number for number in column]
    return column


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
