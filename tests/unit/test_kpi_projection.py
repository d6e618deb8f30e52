"""The projection: a band of resampled increments that keeps to what a measure can be."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kpi.projection import Projection, limits_of, project

NO_LIMIT = (-np.inf, np.inf)
COUNT = limits_of("number", "count")
values_within = st.floats(0, 100)
series = st.lists(values_within, min_size=2, max_size=30)
few_examples = settings(max_examples=60, deadline=None)


def draw(
    values: list[float], horizon: int, limits: tuple[float, float] = NO_LIMIT, seed: int = 7, draws: int = 200
) -> Projection:
    """The projection of one series, its rows taken off: low, mid and high by month."""
    found = project(np.array([values]), horizon, recent=12, draws=draws, interval=0.8, limits=limits, seed=seed)
    return Projection(found.low[0], found.mid[0], found.high[0], found.final)


def chance(found: Projection, target: float, *, rising: bool) -> float:
    return float(found.probability(np.array([target]), rising)[0])


def test_a_steady_series_goes_on_steadily() -> None:
    found = draw([0.0, 5.0, 10.0, 15.0], horizon=3)
    assert found.low.tolist() == found.mid.tolist() == found.high.tolist() == [20, 25, 30]
    assert (chance(found, 30, rising=True), chance(found, 31, rising=True)) == (1, 0)


def test_a_falling_measure_reaches_its_target_from_above() -> None:
    found = draw([40.0, 38.0, 36.0], horizon=4)
    assert (chance(found, 28, rising=False), chance(found, 27, rising=False)) == (1, 0)


@pytest.mark.parametrize("values", [[3.0], [np.nan, 3.0], [1.0, 2.0, np.nan], [1.0, np.nan, 3.0], [np.nan] * 4])
@pytest.mark.parametrize("horizon", [0, 6])
def test_without_a_known_increment_or_a_last_value_nothing_is_projected(values: list[float], horizon: int) -> None:
    found = draw(values, horizon)
    assert np.isnan(np.concatenate([found.low, found.mid, found.high, found.final[0]])).all()
    assert np.isnan(chance(found, 0, rising=True))


def test_a_gap_takes_out_the_increments_beside_it_and_no_other() -> None:
    found = draw([0.0, 1.0, np.nan, 50.0, 51.0, 52.0], horizon=2)
    assert found.mid.tolist() == [53, 54]


def test_only_the_recent_months_count() -> None:
    assert draw([0.0, 1000.0] + [1000.0 + i for i in range(1, 13)], horizon=1).high.tolist() == [1013]


def test_a_series_is_projected_alike_alone_and_among_others() -> None:
    rows = np.array([[1.0, 4.0, 6.0], [np.nan, 2.0, 9.0], [5.0, np.nan, np.nan]])
    together = project(rows, 4, recent=12, draws=50, interval=0.8, limits=NO_LIMIT, seed=3)
    for place, row in enumerate(rows):
        alone = project(row[None, :], 4, recent=12, draws=50, interval=0.8, limits=NO_LIMIT, seed=3)
        assert np.array_equal(together.mid[place], alone.mid[0], equal_nan=True)
        assert np.array_equal(together.final[place], alone.final[0], equal_nan=True)


@pytest.mark.parametrize(
    ("unit", "kind", "expected"),
    [
        ("percent", "share", (0, 100)),
        ("per100", "share", (0, 100)),
        ("score", "mean", (0, 4)),
        ("score", "gain", (-4, 4)),
        ("number", "count", (0, np.inf)),
        ("euro", "euro", (0, np.inf)),
    ],
)
def test_what_a_measure_can_be(unit: str, kind: str, expected: tuple[float, float]) -> None:
    assert limits_of(unit, kind) == expected


@given(values=series, seed=st.integers(0, 2**32))
@few_examples
def test_no_month_ahead_means_the_last_value_itself(values: list[float], seed: int) -> None:
    found = draw(values, horizon=0, seed=seed)
    assert set(found.final[0]) == {values[-1]}
    assert len(found.low) == len(found.mid) == len(found.high) == 0
    assert chance(found, values[-1], rising=True) == chance(found, values[-1], rising=False) == 1


@given(values=series, horizon=st.integers(1, 40), seed=st.integers(0, 2**32))
@few_examples
def test_the_band_is_in_order_and_within_the_limits(values: list[float], horizon: int, seed: int) -> None:
    found = draw(values, horizon, (0, 100), seed)
    assert found.low.shape == found.mid.shape == found.high.shape == (horizon,)
    assert (found.low >= 0).all() and (found.high <= 100).all()
    assert (found.low <= found.mid).all() and (found.mid <= found.high).all()


@given(steps=st.lists(st.integers(0, 500), min_size=1, max_size=30), horizon=st.integers(1, 40))
@few_examples
def test_a_cumulative_count_never_goes_back(steps: list[int], horizon: int) -> None:
    values = np.cumsum([10, *steps]).astype(float).tolist()
    found = draw(values, horizon, COUNT)
    assert (found.low >= values[-1]).all()
    for edge in (found.low, found.mid, found.high):
        assert (np.diff(edge) >= 0).all()


@given(values=series, horizon=st.integers(1, 20), seed=st.integers(0, 2**32))
@few_examples
def test_the_same_seed_draws_the_same_band(values: list[float], horizon: int, seed: int) -> None:
    one, two = draw(values, horizon, seed=seed), draw(values, horizon, seed=seed)
    assert all((getattr(one, name) == getattr(two, name)).all() for name in ("low", "mid", "high", "final"))


@given(values=series, target=values_within, further=st.floats(0, 50))
@few_examples
def test_a_target_further_away_is_never_more_likely(values: list[float], target: float, further: float) -> None:
    found = draw(values, horizon=6)
    assert chance(found, target + further, rising=True) <= chance(found, target, rising=True)
    assert chance(found, target - further, rising=False) <= chance(found, target, rising=False)


@given(values=st.lists(st.integers(0, 100).map(float), min_size=3, max_size=20), shift=st.integers(-50, 50))
@few_examples
def test_the_band_moves_with_the_series(values: list[float], shift: int) -> None:
    assume(len(set(values)) > 1)
    here, there = draw(values, horizon=5), draw([value + shift for value in values], horizon=5)
    assert np.allclose(here.high + shift, there.high)


def test_the_band_widens_with_the_horizon() -> None:
    random = np.random.default_rng(1)
    widths = []
    for seed in range(60):
        found = draw(np.cumsum(random.normal(3, 2, 18)).tolist(), horizon=24, seed=seed, draws=300)
        widths.append(found.high - found.low)
    median = np.median(widths, axis=0)
    assert (np.diff(median[[0, 2, 5, 11, 23]]) > 0).all()
    assert 3 < median[23] / median[0] < 7  # a random walk's width grows with the square root of time: about 4.9
