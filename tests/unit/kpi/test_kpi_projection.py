"""The projection: a band of chance that keeps to what a measure can be, and honest chances of its target."""

import math
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.measure_kind import MeasureKind, kind_of
from kpi.projection.distributions import gamma_at_least, gamma_quantile, normal_cdf
from kpi.projection.project import project
from kpi.projection.series import Floats, Series

COUNT, EURO = kind_of("count", "number", "cumulative"), kind_of("euro", "euro", "cumulative")
ROLLING = kind_of("distinct", "number", "rolling_12")
SHARE, MEAN = kind_of("share", "percent", "latest"), kind_of("mean", "score", "latest")
ALL = [COUNT, EURO, ROLLING, SHARE, MEAN]
series = st.lists(st.floats(0, 100), min_size=2, max_size=30)
few = settings(max_examples=60, deadline=None)
NAN = float("nan")


def series_from(values: list[float], units: float | list[float] = NAN, parts: tuple[list[float], ...] = ()) -> Series:
    """One series that begins in the agreement's first month, a July. ``parts``: numerators and denominators."""
    row = np.array([values], dtype=float)
    unknown = np.full(row.shape, NAN)
    numerators, denominators = (np.array([part], dtype=float) for part in parts) if parts else (unknown, unknown)
    months = np.arange(len(values))
    given_units = np.broadcast_to(np.asarray(units, dtype=float), row.shape)
    return Series(row, given_units, numerators, denominators, months + 1.0, (months + 6) % 12)


class Band(NamedTuple):
    """The band from the last month of one series, by month ahead."""

    low: Floats
    mid: Floats
    high: Floats


def draw(
    values: list[float], horizon: int, kind: MeasureKind, units: float | list[float] = NAN,
    parts: tuple[list[float], ...] = (),
) -> Band:  # fmt: skip
    found = project(series_from(values, units, parts), horizon, recent=12, interval=0.8, kind=kind)
    return Band(found.low[0, -1], found.mid[0, -1], found.high[0, -1])


def chance(values: list[float], target: float, kind: MeasureKind, *, rising: bool, ahead: float = 4) -> float:
    found = project(series_from(values), math.ceil(ahead), recent=12, interval=0.8, kind=kind)
    return float(found.probability(np.array([[target]]), np.full((1, len(values)), float(ahead)), rising)[0, -1])


@pytest.mark.parametrize("values", [[3.0], [NAN, 3.0], [1.0, 2.0, NAN], [1.0, *[NAN] * 3, 3.0], [NAN] * 4])
@pytest.mark.parametrize("kind", ALL)
def test_without_a_known_step_or_a_last_value_nothing_is_projected(values: list[float], kind: MeasureKind) -> None:
    found = draw(values, 6, kind)
    assert np.isnan(np.concatenate([found.low, found.mid, found.high])).all()
    assert np.isnan(chance(values, 1, kind, rising=True))


@given(values=series, horizon=st.integers(1, 40), kind=st.sampled_from(ALL), units=st.floats(1, 1e4))
@few
def test_the_band_is_in_order_and_within_what_the_measure_can_be(
    values: list[float], horizon: int, kind: MeasureKind, units: float
) -> None:
    values = sorted(values) if kind.grows else [min(value, kind.highest) for value in values]
    values = [*values, values[-1] + 1] if kind.grows else values
    found = draw(values, horizon, kind, units)
    assert found.low.shape == found.mid.shape == found.high.shape == (horizon,)
    assert (found.low >= kind.lowest).all() and (found.high <= kind.highest).all()
    assert (found.low <= found.mid).all() and (found.mid <= found.high).all()


@given(steps=st.lists(st.integers(0, 500), min_size=1, max_size=30), horizon=st.integers(1, 40),
       kind=st.sampled_from([COUNT, EURO]))  # fmt: skip
@few
def test_a_cumulative_count_never_falls(steps: list[int], horizon: int, kind: MeasureKind) -> None:
    values = np.cumsum([10, 1, *steps]).astype(float).tolist()  # of a sum that never rose no case is known
    found = draw(values, horizon, kind)
    for edge in (found.low, found.mid, found.high):
        assert edge[0] >= values[-1] and (np.diff(edge) >= 0).all()
        assert kind is EURO or (edge == np.round(edge)).all()
    assert chance(values, values[-1], kind, rising=True) == 1


def test_a_count_may_stand_still_and_may_start_again() -> None:
    found = draw([5.0] * 14, 12, COUNT)
    assert found.low[-1] == 5 and found.high[-1] > 5
    assert 0 < chance([5.0] * 14, 6, COUNT, rising=True, ahead=12) < 1


@pytest.mark.parametrize("kind", [SHARE, MEAN])
def test_few_units_widen_a_share_and_a_mean(kind: MeasureKind) -> None:
    values = [2.0, 2.0, 2.01, 2.0, 2.0, 2.01, 2.0]
    grown = np.linspace(0.5, 1, len(values))
    widths = [np.diff([found.low[5], found.high[5]])[0] for found in
              (draw(values, 6, kind, (units * grown).tolist()) for units in (10, 100, 1000))]  # fmt: skip
    assert widths[0] > 1.2 * widths[1] > widths[2] > 0


def test_a_source_that_reports_every_second_month_has_a_pace_and_a_yearly_one_has_none() -> None:
    every = [10.0 * month for month in range(1, 14)]
    second = [value if place % 2 == 0 else NAN for place, value in enumerate(every)]
    whole, half = draw(every, 6, COUNT), draw(second, 6, COUNT)
    assert half.mid == pytest.approx(whole.mid, rel=0.02) and half.low[-1] > every[-1]
    yearly = [value if place % 12 == 0 else NAN for place, value in enumerate(every)]
    assert np.isnan(draw(yearly, 6, COUNT).mid).all()


def test_a_correction_downwards_is_no_pace_and_leaves_no_band_without_width() -> None:
    rising = [100.0 * month for month in range(1, 13)]
    corrected = [*rising, 900.0]
    for kind in (COUNT, EURO):
        found = draw(corrected, 6, kind)
        assert found.low[0] >= 900 and found.mid[5] > 900 + 4 * 100, "the pace goes on from where it was corrected to"
        assert found.high[5] > found.low[5] + 50


def test_a_flat_share_on_few_units_is_not_certain() -> None:
    for units, least in ((NAN, 0.1), (8.0, 5.0)):
        found = draw([25.0] * 12, 6, SHARE, units)
        assert found.high[5] > found.low[5] + least
    few, many = (draw([25.0] * 12, 6, SHARE, units) for units in (8.0, 8000.0))
    assert few.high[5] - few.low[5] > 5 * (many.high[5] - many.low[5])


@pytest.mark.parametrize("kind", [COUNT, EURO])
def test_one_jump_does_not_double_the_pace(kind: MeasureKind) -> None:
    even = [100.0 * month for month in range(1, 15)]
    jump = [value + 1200.0 * (place >= 10) for place, value in enumerate(even)]  # thirteen months in one
    usual, jumped = draw(even, 6, kind), draw(jump, 6, kind)
    assert jumped.mid[5] - jump[-1] < 1.5 * (usual.mid[5] - even[-1])
    assert jumped.high[5] - jumped.low[5] > usual.high[5] - usual.low[5]


def test_two_points_of_a_share_are_no_trend() -> None:
    assert draw([40.0, 60.0], 24, SHARE, 50.0).mid[-1] < 95
    assert draw([20.0, 40.0], 4, SHARE, 50.0).mid[-1] < 40 + 4 * 20 / 2


def test_a_quiet_august_comes_back() -> None:
    """Three years of which each August brings a fifth of other months: the next one is foreseen so."""
    steps = [20.0 if (place + 6) % 12 == 7 else 100.0 for place in range(36)]
    values = np.cumsum(steps).tolist()
    found = np.diff(draw(values, 6, COUNT).mid, prepend=values[-1])
    july, august, september = found[0], found[1], found[2]
    assert august < 0.6 * july and september > 0.8 * july
    even = np.diff(draw(np.cumsum([100.0] * 36).tolist(), 6, COUNT).mid)
    assert even.max() - even.min() < 0.15 * even.mean(), "without a season none is seen"


def test_the_cooperatives_of_a_share_are_those_of_the_count() -> None:
    """Reached cooperatives never become fewer: neither does their share where the stock stays as it is."""
    reached, stock = [50.0 * month for month in range(1, 21)], [5000.0] * 20
    share = [100 * one / all_of_them for one, all_of_them in zip(reached, stock, strict=True)]
    kind = kind_of("share", "percent", "cumulative", leaving=True)
    found, count = draw(share, 6, kind, 5000.0, (reached, stock)), draw(reached, 6, COUNT)
    for edge, own in zip(found, count, strict=True):
        assert edge == pytest.approx(own / 50, abs=0.02)
    assert found.low[-1] >= share[-1]


def test_a_share_of_cases_moves_by_the_share_among_the_new_ones() -> None:
    """Of 1,000 cases 10 in 100 had it, of the last 500 30: with as many again it goes to a quarter, not back to 10."""
    cases = [100.0 * month for month in range(1, 16)]
    part = [10.0 * month for month in range(1, 11)] + [100.0 + 30 * month for month in range(1, 6)]
    share = [100 * one / of for one, of in zip(part, cases, strict=True)]
    found = draw(share, 15, kind_of("share", "percent", "cumulative"), cases, (part, cases))
    assert share[-1] < found.mid[0] < found.mid[-1] < 30
    assert found.low[0] > share[-1] - 2 and found.high[0] < share[-1] + 2, "what is counted stays"


def test_a_series_that_was_foreseen_well_has_a_narrower_band_than_one_that_was_not() -> None:
    random = np.random.default_rng(5)
    calm = np.cumsum(100 + random.normal(0, 2, 30)).round().tolist()
    wild = np.cumsum(np.where(np.arange(30) // 5 % 2, 160, 40) + random.normal(0, 2, 30)).round().tolist()
    widths = [found.high[5] - found.low[5] for found in (draw(calm, 6, COUNT), draw(wild, 6, COUNT))]
    assert widths[0] * 2 < widths[1]


def test_noise_is_nearly_no_drift_and_a_clear_drift_goes_on() -> None:
    noisy = draw([50.0, 53.0, 49.0, 52.0, 48.0, 51.0, 52.0], 12, SHARE)
    assert noisy.mid[-1] == pytest.approx(52, abs=2)
    assert draw([10.0 + place for place in range(8)], 3, SHARE, 1e6).mid == pytest.approx([18, 19, 20], abs=0.3)


def test_a_falling_measure_reaches_its_target_from_above() -> None:
    values = [40.0, 38.0, 36.0, 34.0, 32.0]
    near, far = chance(values, 30, SHARE, rising=False), chance(values, 10, SHARE, rising=False)
    assert near > 0.5 > far


@pytest.mark.parametrize("kind", ALL)
@given(values=series, target=st.floats(0, 100), further=st.floats(0, 50))
@few
def test_a_target_further_away_is_never_more_likely(
    kind: MeasureKind, values: list[float], target: float, further: float
) -> None:
    values = [*sorted(values), 101.0] if kind.grows else [min(value, kind.highest) for value in values]
    assert chance(values, target + further, kind, rising=True) <= chance(values, target, kind, rising=True) + 1e-12
    assert chance(values, target - further, kind, rising=False) <= chance(values, target, kind, rising=False) + 1e-12


@pytest.mark.parametrize("kind", ALL)
def test_the_band_and_the_chance_tell_the_same(kind: MeasureKind) -> None:
    random = np.random.default_rng(8)
    values = (np.cumsum(random.poisson(40, 14)) if kind.grows else 2 + random.normal(0, 0.1, 14)).astype(float)
    found = draw(values.tolist(), 4, kind)
    assert chance(values.tolist(), found.high[3], kind, rising=True) == pytest.approx(0.1, abs=0.01)
    assert chance(values.tolist(), found.low[3], kind, rising=True) == pytest.approx(0.9, abs=0.01)


def test_the_band_widens_with_the_months_ahead() -> None:
    random = np.random.default_rng(1)
    for kind in (EURO, ROLLING, SHARE):
        found = draw((30 + np.cumsum(random.random(18))).tolist(), 24, kind, 100.0)
        assert (np.diff((found.high - found.low)[[0, 2, 5, 11, 23]]) > 0).all()


def test_the_curves_agree_with_draws() -> None:
    """A peer of another kind: a million draws of the gamma and the normal curve."""
    random = np.random.default_rng(3)
    mean, variance = np.array([20.0]), np.array([60.0])
    drawn = random.gamma(20**2 / 60, 60 / 20, 1_000_000)
    for score, share in ((-1.2815515655446004, 0.1), (0.0, 0.5), (1.2815515655446004, 0.9)):
        assert gamma_quantile(mean, variance, score)[0] == pytest.approx(np.quantile(drawn, share), rel=0.01)
    assert gamma_at_least(mean, variance, np.array([25.0]))[0] == pytest.approx((drawn >= 25).mean(), abs=0.005)
    assert normal_cdf(np.array([0.5]))[0] == pytest.approx((random.normal(size=1_000_000) <= 0.5).mean(), abs=0.002)


@pytest.mark.parametrize(
    ("kind", "unit", "window", "change", "expected"),
    [
        ("share", "percent", "latest", False, (False, 0, 100)),
        ("share", "per100", "cumulative", False, (False, 0, 100)),
        ("mean", "score", "latest", False, (False, 0, 4)),
        ("mean", "score", "latest", True, (False, -4, 4)),
        ("count", "number", "cumulative", False, (True, 0, np.inf)),
        ("distinct", "number", "rolling_12", False, (False, 0, np.inf)),
        ("euro", "euro", "cumulative", False, (True, 0, np.inf)),
    ],
)
def test_what_a_measure_can_be(
    kind: str, unit: str, window: str, change: bool, expected: tuple[bool, float, float]
) -> None:
    found = kind_of(kind, unit, window, change)
    assert (found.grows, found.lowest, found.highest) == expected


@given(values=series, kind=st.sampled_from(ALL), units=st.floats(1, 1e4))
@few
def test_the_band_starts_at_the_last_value_and_widens_month_by_month(
    values: list[float], kind: MeasureKind, units: float
) -> None:
    """Nothing ahead, the band is the value; it then widens wherever the measure's own limits do not cut it."""
    values = [*sorted(values), 101.0] if kind.grows else [min(value, kind.highest) for value in values]
    values = [float(round(value)) for value in values] if kind.whole else values
    found = project(series_from(values, units), 36, recent=12, interval=0.8, kind=kind)
    low, mid, high = (found.course.quantile(score)[0, -1] for score in (-found.score, 0.0, found.score))
    assert (low[0], mid[0], high[0]) == pytest.approx([values[-1]] * 3)
    free = (low > kind.lowest) & (high < kind.highest)
    free[0] = True
    rounding = 1.0 if kind.whole else 1e-6 * (1 + high[0])  # each edge of a count is rounded by half at most
    # The lower edge of what seldom grows stays until half a usual increase is likely.
    rounding += np.diff(values).max() / 2 if kind.grows else 0
    assert (np.diff((high - low)[np.cumprod(free).astype(bool)]) >= -rounding).all()


@given(values=series, kind=st.sampled_from(ALL), ahead=st.floats(0.1, 11.9))
@few
def test_between_two_month_ends_the_band_lies_between_theirs(
    values: list[float], kind: MeasureKind, ahead: float
) -> None:
    values = sorted(values) if kind.grows else [min(value, kind.highest) for value in values]
    values = [float(round(value)) for value in values] if kind.whole else values
    found = project(series_from(values, 100.0), 12, recent=12, interval=0.8, kind=kind)
    at = found.at(np.full((1, len(values)), ahead))
    for score, told in zip((-found.score, 0.0, found.score), at, strict=True):
        near = found.course.quantile(score)[0, -1][[math.floor(ahead), math.ceil(ahead)]]
        assert np.isnan(near).any() == np.isnan(told[0, -1])
        if not np.isnan(near).any():
            assert near.min() - 1e-9 <= told[0, -1] <= near.max() + 1e-9
    assert np.isnan(found.at(np.full((1, len(values)), 12.5))[1]).all(), "nothing is told beyond the horizon"
