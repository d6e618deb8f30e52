"""Runs one bound query against a release: its rows as typed records of Python's own values, or as one Arrow table."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from math import isnan
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from engine.release import problem_of
from reads.releases import Release, cursor
from texts.translator import Bilingual

Record = TypeVar("Record")
LANGUAGE_PAIR = ("_it", "_en")
JOINED = ("feeds", "breakdowns", "pages")  # columns of several codes joined by '|'


def query(record: type[Record], release: Release, sql: str, *values: object) -> tuple[Record, ...]:
    """Return the rows of ``sql``, its parameters bound to ``values``, as records of a TypedDict with the same columns.

    Dates come as datetime, lists as tuples, NULL and NaN as None; a pair of columns x_it and x_en as one Bilingual x;
    codes joined by '|' as a tuple. Raises OtherVersionError where the release lacks a table or column,
    DamagedReleaseError where it cannot be read, TypeError where the columns are not those of the record.
    """
    try:
        answer = cursor(release).execute(sql, list(values))
        rows = answer.fetchall()
    except duckdb.Error as error:
        raise problem_of(release, error) from error
    names = [head[0] for head in answer.description]
    readers = [_reader(name, str(head[1])) for name, head in zip(names, answer.description, strict=True)]
    if not rows:
        return ()
    columns = {
        name: reader(column) if reader else column
        for name, reader, column in zip(names, readers, zip(*rows, strict=True), strict=True)
    }
    columns = _in_both_languages(columns)
    expected: frozenset[str] = record.__required_keys__  # type: ignore[attr-defined]
    if columns.keys() != expected:
        raise TypeError(f"{record.__name__}: {sorted(columns.keys() ^ expected)}")
    return tuple(record(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))  # type: ignore[call-arg]


def arrow_query(release: Release, sql: str, *values: object) -> pa.Table:
    """The same question for a file of very many rows, which are never Python's. Raises as ``query`` does."""
    try:
        return cursor(release).sql(sql, params=list(values)).to_arrow_table()
    except duckdb.Error as error:
        raise problem_of(release, error) from error


Column = Sequence[Any]


def _reader(name: str, kind: str) -> Callable[[Column], Column] | None:
    """What turns the values of a column into those of a record; None where they are so already."""
    if name in JOINED:
        return lambda column: [tuple(filter(None, text.split("|"))) for text in column]
    if kind == "DATE":
        return _days
    if kind == "DATE[]":
        return lambda column: [tuple(_days(days or ())) for days in column]
    if kind.endswith("[]"):
        return lambda column: [tuple(items or ()) for items in column]
    if kind == "DOUBLE":
        return lambda column: [None if number is None or isnan(number) else number for number in column]
    return None


def _days(column: Sequence[date | None]) -> list[datetime | None]:
    days = {day: None if day is None else datetime(day.year, day.month, day.day) for day in set(column)}
    return [days[day] for day in column]


def _in_both_languages(columns: dict[str, Column]) -> dict[str, Column]:
    """The columns with each pair x_it and x_en made one: x."""
    italian, english = LANGUAGE_PAIR
    merged: dict[str, Column] = {}
    for name, column in columns.items():
        stem = name.removesuffix(italian)
        if stem != name and stem + english in columns:
            merged[stem] = [Bilingual(*pair) for pair in zip(column, columns[stem + english], strict=True)]
        elif not (name.endswith(english) and name.removesuffix(english) + italian in columns):
            merged[name] = column
    return merged
