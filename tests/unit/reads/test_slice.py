"""A slice names territory, part and date, and gives the same of another territory or of the whole."""

from dataclasses import FrozenInstanceError
from datetime import date, datetime

import pytest

from reads.slice import Slice

PART = Slice("ITH5", "association", "legacoop", date(2020, 12, 31))


def test_a_slice_of_another_territory_or_of_the_whole_keeps_the_rest() -> None:
    assert PART.at("IT") == Slice("IT", "association", "legacoop", date(2020, 12, 31))
    assert PART.whole == Slice.of_whole("ITH5", date(2020, 12, 31)) and PART.whole.is_whole and not PART.is_whole
    assert PART.moment == datetime(2020, 12, 31)


def test_a_slice_never_changes_so_that_it_can_be_a_key() -> None:
    assert {PART: 1}[PART.at("ITH5")] == 1
    with pytest.raises(FrozenInstanceError):
        PART.territory = "IT"  # type: ignore[misc]
