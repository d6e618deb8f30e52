"""The projection: a band of chance that keeps to what a measure can be, and honest chances of its target."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.distributions import gamma_at_least, gamma_quantile, normal_cdf
from kpi.measure_kind import MeasureKind, kind_of
from kpi.projection import Projection, project, project_over

COUNT, EURO = kind_of("count", "number", "cumulative"), kind_of("euro", "euro", "cumulative")
ROLLING = kind_of("distinct", "number", "rolling_12")
SHARE, MEAN = kind_of("share", "percent", "latest"), kind_of("mean", "score", "latest")
ALL = [COUNT, EURO, ROLLING, SHARE, MEAN]
series = st.lists(st.floats(0, 100), min_size=2, max_size=30)
few = settings(max_examples=60, deadline=None)
NAN = float("nan")


def draw(values: list[float], horizon: int, kind: MeasureKind, units: float | list[float] = NAN) -> Projection:
    """The projection from the last month of one series: low, mid and high by month ahead."""
    given_units = np.broadcast_to(np.asarray(units, dtype=float), (1, len(values)))
    ages = np.arange(1.0, len(values) + 1)
    found = project(np.array([values]), given_units, ages, horizon, recent=12, interval=0.8, kind=kind)
    return Projection(found.low[0, -1], found.mid[0, -1], found.high[0, -1], found.above, found.below)


def chance(values: list[float], target: float, kind: MeasureKind, *, rising: bool, ahead: int = 4) -> float:
    ages = np.arange(1.0, len(values) + 1)
    units = np.full((1, len(values)), NAN)
    found = project(np.array([values]), units, ages, ahead, recent=12, interval=0.8, kind=kind)
    return float(found.probability(np.array([[target]]), np.full((1, len(values)), ahead), rising)[0, -1])


@pytest.mark.parametrize("values", [[3.0], [NAN, 3.0], [1.0, 2.0, NAN], [1.0, NAN, 3.0], [NAN] * 4])
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
    values = [min(value, kind.highest) for value in values]
    found = draw(values, horizon, kind, units)
    assert found.low.shape == found.mid.shape == found.high.shape == (horizon,)
    assert (found.low >= kind.lowest).all() and (found.high <= kind.highest).all()
    assert (found.low <= found.mid).all() and (found.mid <= found.high).all()


@given(steps=st.lists(st.integers(0, 500), min_size=1, max_size=30), horizon=st.integers(1, 40),
       kind=st.sampled_from([COUNT, EURO]))  # fmt: skip
@few
def test_a_cumulative_count_never_falls(steps: list[int], horizon: int, kind: MeasureKind) -> None:
    values = np.cumsum([10, *steps]).astype(float).tolist()
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


def test_only_the_recent_months_count_and_no_step_crosses_a_gap() -> None:
    late = [60.0, 50.0, 55.0, 45.0] + [50.0 + place for place in range(13)]
    early = [50.0 + place for place in range(13)]
    assert draw(late, 6, SHARE).high.tolist() == draw(early, 6, SHARE).high.tolist()
    assert draw([0.0, 1.0, NAN, 50.0, 51.0, 52.0], 2, SHARE).mid.tolist() == [53, 54]


def test_noise_is_no_drift_and_a_clear_drift_goes_on() -> None:
    noisy = draw([50.0, 53.0, 49.0, 52.0, 48.0, 51.0, 52.0], 12, SHARE)
    assert (noisy.mid == 52).all()
    assert draw([10.0 + place for place in range(8)], 3, SHARE).mid.tolist() == [18, 19, 20]


def test_a_falling_measure_reaches_its_target_from_above() -> None:
    values = [40.0, 38.0, 36.0]
    near, far = chance(values, 34, SHARE, rising=False), chance(values, 10, SHARE, rising=False)
    assert near > 0.5 > far
    assert chance(values, 28, SHARE, rising=False) == pytest.approx(0.5)


@pytest.mark.parametrize("kind", ALL)
@given(values=series, target=st.floats(0, 100), further=st.floats(0, 50))
@few
def test_a_target_further_away_is_never_more_likely(
    kind: MeasureKind, values: list[float], target: float, further: float
) -> None:
    values = sorted(values) if kind.grows else [min(value, kind.highest) for value in values]
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
    values = sorted(values) if kind.grows else [min(value, kind.highest) for value in values]
    values = [float(round(value)) for value in values] if kind.whole else values
    shape, ahead = (1, len(values)), np.arange(0.0, 37.0)
    found = project_over(
        np.array([values]), np.full(shape, units), np.arange(1.0, len(values) + 1), ahead,
        recent=12, interval=0.8, kind=kind,
    )  # fmt: skip
    low, mid, high = (edge[0, -1] for edge in (found.low, found.mid, found.high))
    assert low[0] == pytest.approx(values[-1]) and high[0] == pytest.approx(values[-1])
    assert mid[0] == pytest.approx(values[-1])
    free = (low > kind.lowest) & (high < kind.highest)
    free[0] = True
    rounding = 1.0 if kind.whole else 1e-6 * (1 + high[0])  # each edge of a count is rounded by half at most
    assert (np.diff((high - low)[np.cumprod(free).astype(bool)]) >= -rounding).all()
