"""The range of a published figure holds every true one that is published so."""

from math import floor

import pytest

from reads.known_range import known
from reads.records import NO_FIGURE, Figure


def figure(value: float, **parts: object) -> Figure:
    return {**NO_FIGURE, "value": value, **parts}  # type: ignore[typeddict-item]


def rounded(count: int) -> int:
    return floor(count / 10 + 0.5) * 10


@pytest.mark.parametrize("true", [5, 14, 15, 24, 137])
def test_a_count_lies_within_its_rounding(true: int) -> None:
    found = known(figure(rounded(true), precision="rounded"), "number", "count", 10)
    assert found.low <= true <= found.high
    other = known(figure(rounded(true) + 10, precision="rounded"), "number", "count", 10)
    assert found.high < other.low  # another multiple of ten is surely higher


@pytest.mark.parametrize("base_exact", [True, False])
def test_a_share_of_rounded_counts_holds_the_true_one(base_exact: bool) -> None:
    for whole in range(61, 400, 7):
        for part in range(5, whole - 5, 11):
            near, bottom = rounded(part), whole if base_exact else rounded(whole)
            shown = round(100 * near / bottom, 1)
            row = figure(shown, precision="rounded", numerator=near, denominator=bottom)
            found = known(row, "percent", "share", 10)
            assert found.low - 1e-9 <= 100 * part / whole <= found.high + 1e-9


def test_a_rate_is_as_sure_as_its_count() -> None:
    row = figure(1000 * 70 / 924, precision="rounded", numerator=70, denominator=924)
    found = known(row, "per1000", "rate", 10)
    assert (found.low, found.high) == pytest.approx((1000 * 65 / 924, 1000 * 74 / 924))


def test_exact_figures_are_told_apart_as_they_are_written() -> None:
    first, second, third = (known(figure(value), "percent", "share", 10) for value in (12.41, 12.39, 12.46))
    assert first == second and first.high < third.low
    whole = known(figure(23.0, decimals=0), "percent", "share", 10)
    assert whole.low < known(figure(22.6), "percent", "share", 10).low < whole.high
