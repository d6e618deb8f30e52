"""Rows of a frame as plain dictionaries, whatever the columns are made of."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from reads.records import grouped, records

DAY = datetime(2020, 6, 30)
COLUMNS = {
    "float": (pd.Series([1.5, np.nan]), 1.5),
    "float32": (pd.Series([1.5, np.nan], dtype="float32"), 1.5),
    "Float64": (pd.Series([1.5, None], dtype="Float64"), 1.5),
    "Int64": (pd.Series([2, None], dtype="Int64"), 2),
    "boolean": (pd.Series([True, None], dtype="boolean"), True),
    "str": (pd.Series(["a", None], dtype="str"), "a"),
    "string python": (pd.Series(["a", None], dtype=pd.StringDtype("python")), "a"),
    "category": (pd.Series(["a", None], dtype="category"), "a"),
    "datetime s": (pd.Series([DAY, None], dtype="datetime64[s]"), DAY),
    "datetime ns": (pd.Series([DAY, None], dtype="datetime64[ns]"), DAY),
    "zoned": (pd.Series([DAY, None]).dt.tz_localize("Europe/Rome"), pd.Timestamp(DAY, tz="Europe/Rome")),
    "timedelta": (pd.Series([timedelta(days=2), None], dtype="timedelta64[ns]"), timedelta(days=2)),
    "object": (pd.Series(["a", pd.NA], dtype=object), "a"),
    "object nan": (pd.Series([date(2020, 1, 1), np.nan], dtype=object), date(2020, 1, 1)),
    "object nat": (pd.Series([Decimal("1.5"), pd.NaT], dtype=object), Decimal("1.5")),
    "object list": (pd.Series([["a", "b"], None], dtype=object), ["a", "b"]),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_every_kind_of_column_gives_plain_values_and_none(name: str) -> None:
    column, value = COLUMNS[name]
    first, second = records(pd.DataFrame({"x": column}))
    assert first["x"] == value and type(first["x"]) is type(value)
    assert second["x"] is None


@pytest.mark.parametrize(("dtype", "kind"), [("int64", int), ("uint8", int), ("bool", bool)])
def test_columns_that_miss_nothing_give_plain_values(dtype: str, kind: type) -> None:
    assert [type(row["x"]) for row in records(pd.DataFrame({"x": pd.Series([0, 1], dtype=dtype)}))] == [kind, kind]


def test_rows_keep_their_order_and_their_columns() -> None:
    frame = pd.DataFrame({"b": [1, 2], "a": ["x", "y"]}, index=[7, 3])
    assert records(frame) == [{"b": 1, "a": "x"}, {"b": 2, "a": "y"}]
    assert [list(row) for row in records(frame)] == [["b", "a"]] * 2


def test_an_empty_frame_has_no_rows() -> None:
    assert records(pd.DataFrame({"a": []})) == records(pd.DataFrame()) == []


def test_rows_are_given_back_as_they_are() -> None:
    rows = [{"a": 1}]
    assert records(rows) is rows
    assert records(({"a": 1},)) == rows


def test_groups_keep_the_order_of_their_rows() -> None:
    rows = [{"k": "b", "m": 1}, {"k": "a", "m": 1}, {"k": "b", "m": 2}]
    assert grouped(rows, "k") == {"b": [rows[0], rows[2]], "a": [rows[1]]}
    assert list(grouped(rows, "k", "m")) == [("b", 1), ("a", 1), ("b", 2)]
