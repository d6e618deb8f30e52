"""Answers as typed records: Python's own values, None for whatever is missing, both languages of a text together."""

from datetime import datetime
from typing import TypedDict, cast

import duckdb
import pytest

import reads.query
from reads.query import query
from reads.releases import OtherVersionError, Release
from texts.translator import Bilingual

SQL = """
    SELECT * FROM (VALUES
        ('a', DATE '2020-12-31', 1.5::DOUBLE, 3::BIGINT, true, 'sì', 'yes', 'x|y', [DATE '2020-01-31'], ['p', 'q']),
        (NULL, NULL, 'nan'::DOUBLE, NULL, NULL, '', '', '', NULL, [])
    ) AS t (code, day, value, units, known, said_it, said_en, feeds, months, places) WHERE units IS NULL OR units < ?
"""


class Row(TypedDict):
    code: str | None
    day: datetime | None
    value: float | None
    units: int | None
    known: bool | None
    said: Bilingual
    feeds: tuple[str, ...]
    months: tuple[datetime, ...]
    places: tuple[str, ...]


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch) -> Release:
    """Any release: what is asked of it is answered by an empty database."""
    monkeypatch.setattr(reads.query, "cursor", lambda _: duckdb.connect())

    class Named:
        id = "none"

    return cast("Release", Named())


def test_rows_are_records_of_plain_values(release: Release) -> None:
    first, second = query(Row, release, SQL, 10)
    assert first == {
        "code": "a", "day": datetime(2020, 12, 31), "value": 1.5, "units": 3, "known": True,
        "said": Bilingual("sì", "yes"), "feeds": ("x", "y"), "months": (datetime(2020, 1, 31),), "places": ("p", "q"),
    }  # fmt: skip
    assert second == {
        "code": None, "day": None, "value": None, "units": None, "known": None, "said": Bilingual("", ""), "feeds": (),
        "months": (), "places": (),
    }  # fmt: skip
    assert query(Row, release, f"SELECT * FROM ({SQL}) WHERE code = 'b'", 10) == ()


@pytest.mark.parametrize("columns", ["* EXCLUDE (units)", "*, 1 AS more"])
def test_columns_that_are_not_those_of_the_record_are_an_error(release: Release, columns: str) -> None:
    with pytest.raises(TypeError, match=r"units|more"):
        query(Row, release, f"SELECT {columns} FROM ({SQL})", 10)


def test_what_another_version_lacks_is_said(release: Release) -> None:
    with pytest.raises(OtherVersionError):
        query(Row, release, "SELECT nothing FROM nowhere")
