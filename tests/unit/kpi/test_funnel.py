"""The funnel's limits: quantiles counted out one by one, wide for few units, narrow for many."""

from itertools import accumulate
from math import comb, exp, factorial

import pytest

from kpi.funnel import FAR, INSIDE, OUTSIDE, binomial, limits, poisson


@pytest.mark.parametrize("wanted", ["low", "high", "far_low", "far_high"])
@pytest.mark.parametrize(("base", "share"), [(20, 0.3), (50, 0.1), (120, 0.55)])
def test_binomial_limits_are_the_quantiles_counted_out(base: int, share: float, wanted: str) -> None:
    chances = [comb(base, k) * share**k * (1 - share) ** (base - k) for k in range(base + 1)]
    _between_whole_quantiles(getattr(limits(base, share, binomial), wanted) * base, chances, wanted)


@pytest.mark.parametrize("wanted", ["low", "high", "far_low", "far_high"])
@pytest.mark.parametrize(("base", "share"), [(30, 0.2), (40, 1.5)])
def test_poisson_limits_are_the_quantiles_counted_out(base: int, share: float, wanted: str) -> None:
    mean = base * share
    chances = [exp(-mean) * mean**k / factorial(k) for k in range(150)]
    _between_whole_quantiles(getattr(limits(base, share, poisson), wanted) * base, chances, wanted)


def _between_whole_quantiles(found: float, chances: list[float], wanted: str) -> None:
    """The interpolated quantile lies at most one below the least count that the wanted part of all cases reaches."""
    part = {"far_low": 0.001, "low": 0.025, "high": 0.975, "far_high": 0.999}[wanted]
    whole = next(k for k, below in enumerate(accumulate(chances)) if below >= part)
    assert max(0, whole - 1) - 1e-9 <= found <= whole + 1e-9


def test_a_funnel_narrows_and_encloses_the_whole() -> None:
    found = [limits(base, 0.2, binomial) for base in (25, 100, 400, 1600, 6400)]
    for one in found:
        assert one.far_low <= one.low < 0.2 < one.high <= one.far_high
    widths = [one.high - one.low for one in found]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] == pytest.approx(2 * 1.96 * (0.2 * 0.8 / 6400) ** 0.5, rel=0.03)


def test_a_small_place_far_off_stands_inside_and_a_large_one_outside() -> None:
    assert limits(10, 0.2, binomial).place(0.4) == INSIDE
    assert limits(100, 0.2, binomial).place(0.29) == OUTSIDE
    assert limits(1000, 0.2, binomial).place(0.4) == FAR
    assert limits(1000, 0.2, poisson).place(0.0) == FAR


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_nothing_varies_around_none_or_all(share: float) -> None:
    found = limits(40, share, binomial)
    assert (found.far_low, found.far_high) == (share, share)
    assert found.place(share) == INSIDE


def test_large_bases_are_counted_without_overflow() -> None:
    found = limits(200_000, 0.37, binomial)
    assert 0.36 < found.low < 0.37 < found.high < 0.38
