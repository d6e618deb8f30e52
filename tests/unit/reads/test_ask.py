"""Answers as plain rows: the same values as a frame's own rows, and missing ones told apart from every number."""

from datetime import datetime
from typing import Any, cast

import duckdb
import pytest

import reads.ask
from reads.ask import ask, ask_rows
from reads.records import records
from reads.releases import OtherVersionError, Release

SQL = """
    SELECT * FROM (VALUES
        ('a', DATE '2020-12-31', 1.5::DOUBLE, 3::BIGINT, 1::TINYINT, true),
        (NULL, NULL, 'nan'::DOUBLE, NULL, NULL, NULL)
    ) AS t (code, day, value, units, decimals, known) WHERE units IS NULL OR units < ?
"""


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch) -> Release:
    """Any release: what is asked of it is answered by an empty database."""
    monkeypatch.setattr(reads.ask, "cursor", lambda _: duckdb.connect())

    class Named:
        id = "none"

    return cast("Release", Named())


def test_rows_are_those_of_the_frame(release: Release) -> None:
    rows = ask_rows(release, SQL, 10)
    empty: dict[str, Any] = dict.fromkeys(("code", "day", "value", "units", "decimals", "known"))
    assert rows == [
        {"code": "a", "day": datetime(2020, 12, 31), "value": 1.5, "units": 3, "decimals": 1, "known": True}, empty,
    ]  # fmt: skip
    assert records(ask(release, SQL, 10)) == rows
    assert ask_rows(release, f"SELECT * FROM ({SQL}) WHERE code = 'b'", 10) == []


def test_what_another_version_lacks_is_said(release: Release) -> None:
    with pytest.raises(OtherVersionError):
        ask_rows(release, "SELECT nothing FROM nowhere")
