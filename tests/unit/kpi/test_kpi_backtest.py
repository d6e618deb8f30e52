"""The backtest's arithmetic: cases, coverage, width and score by hand, and a projection that knows no later month."""

import itertools
from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
import pytest

from kpi.backtest.cases import METHODS, cases
from kpi.backtest.peers import PEERS, damped_trend, seasonal_naive, step_trend
from kpi.backtest.quality import quality
from kpi.measure_kind import kind_of
from kpi.until_due import Measure, ProjectionRules

Peer = Callable[[np.ndarray, int, float], tuple[np.ndarray, np.ndarray]]
DRAWING = ProjectionRules(interval=0.8, recent=12, start=date(2018, 6, 14))
MEASURES = {"one": Measure(kind_of("share", "percent", "latest"), rising=True)}


def history_of(values: list[float]) -> pd.DataFrame:
    days = pd.date_range("2018-07-31", periods=len(values), freq="ME").date
    return pd.DataFrame({"kpi": "one", "territory": "IT", "as_of": days, "value": values})


def bands(*rows: tuple[float, float, float]) -> pd.DataFrame:
    """Cases of (actual, low, high), the same for every method."""
    frame = pd.DataFrame({"actual": [row[0] for row in rows], "size": 2.0})
    return frame.assign(**{f"{name}_{side}": [row[1 + (side == "high")] for row in rows]
                           for name in METHODS for side in ("low", "high")})  # fmt: skip


def test_a_case_stands_for_every_later_month_that_is_known() -> None:
    values = [50.0, 51.0, 53.0, 52.0, 55.0, 54.0, 57.0, float("nan"), 58.0]
    found = cases(history_of(values), MEASURES, DRAWING, minimum_points=6)
    pairs = list(zip(found["as_of"], found["ahead"], found["actual"], strict=True))
    june, july = date(2018, 12, 31), date(2019, 1, 31)
    assert pairs == [(june, 1, 57.0), (june, 3, 58.0), (july, 2, 58.0)]
    assert found["size"].tolist() == pytest.approx([np.nanmean(values)] * 3)


def test_no_band_knows_a_later_month() -> None:
    values = [50.0, 51.0, 53.0, 52.0, 55.0, 54.0, 57.0, 56.0]
    one = cases(history_of(values), MEASURES, DRAWING, 6)
    two = cases(history_of([*values[:-1], 99.0]), MEASURES, DRAWING, 6)
    columns = [f"{name}_{side}" for name in METHODS for side in ("low", "high")]
    pd.testing.assert_frame_equal(one[columns], two[columns])


def test_coverage_width_and_score_by_hand() -> None:
    told = quality(bands((5, 4, 6), (6, 4, 6), (9, 4, 6)), 0.8)
    assert told["projection_coverage"] == pytest.approx(2 / 3)
    assert told["projection_width"] == 1  # 2 wide in a series of size 2
    assert told["projection_score"] == pytest.approx((1 + 1 + 1 + 10 * 3 / 2) / 3)
    assert told["step_score"] == told["projection_score"] and told["shared"] == told["cases"] == 3


def test_peers_are_compared_where_each_has_a_band_and_the_projection_is_judged_everywhere() -> None:
    found = bands((5, 4, 6), (9, 4, 6), (6, 4, 6))
    found.loc[0, ["seasonal_low", "seasonal_high"]] = np.nan
    told = quality(found, 0.8)
    assert (told["cases"], told["shared"]) == (3, 2)
    assert told["coverage"] == pytest.approx(2 / 3) and told["projection_coverage"] == told["step_coverage"] == 0.5


def test_peers_by_hand() -> None:
    steady = np.array([[10.0, 12.0, 14.0, 16.0, 18.0]])
    for peer in (step_trend, damped_trend):
        low, high = peer(steady, 2, 1.0)
        assert low[0, 4] == pytest.approx([20, 22], abs=0.3) and high[0, 4] == pytest.approx([20, 22], abs=0.3)
    uneven = np.array([[0.0, 1.0, 4.0, 5.0]])  # steps 1, 3, 1: mean 5/3, variance 4/3
    low, high = step_trend(uneven, 2, 1.0)
    middle, spread = 5 + 2 * 5 / 3, np.sqrt(4 / 3 * 2 * (1 + 2 / 3))
    assert (low[0, 3, 1], high[0, 3, 1]) == pytest.approx((middle - spread, middle + spread))
    year = np.cumsum([0.0, *([1.0] * 6 + [5.0] * 6) * 2])[None, :]
    low, high = seasonal_naive(year, 8, 1.0)
    assert (low[0, -1] == high[0, -1]).all(), "two equal years: no error of the past"
    assert np.diff(low[0, -1], prepend=year[0, -1]).tolist() == [1] * 6 + [5, 5]


def test_a_damped_trend_is_that_of_its_recursion() -> None:
    """ETS(A,Ad,N) by a loop over each gain of the grid, for one series."""
    values = [3.0, 5.0, 4.0, 8.0, 9.0, 13.0, 12.0]
    best = None
    for gain, of_trend, damping in itertools.product((0.3, 0.6, 0.9, 0.99), (0.05, 0.2, 0.5, 0.9), (0.8, 0.9, 0.98)):
        level, trend, total = values[1], values[1] - values[0], 0.0
        for value in values[2:]:
            foreseen, trend = level + damping * trend, damping * trend
            error = value - foreseen
            level, trend, total = foreseen + gain * error, trend + gain * of_trend * error, total + error**2
        if best is None or total < best[0]:
            best = total, level, trend, gain, of_trend, damping
    assert best
    total, level, trend, gain, of_trend, damping = best
    damped = [sum(damping**step for step in range(1, ahead + 1)) for ahead in range(1, 4)]
    variance = total / 4 * (1 + sum((gain * (1 + of_trend * one)) ** 2 for one in damped[:2]))
    low, high = damped_trend(np.array([values]), 3, 1.0)
    middle = level + trend * damped[2]
    assert (low[0, -1, 2], high[0, -1, 2]) == pytest.approx((middle - variance**0.5, middle + variance**0.5))


@pytest.mark.parametrize("peer", PEERS.values(), ids=PEERS.keys())
def test_no_peer_knows_a_later_month_or_another_series(peer: Peer) -> None:
    random = np.random.default_rng(2)
    values = np.cumsum(random.normal(3, 2, (3, 30)), axis=1)
    values[1, 7:9] = np.nan
    whole, part, alone = peer(values, 4, 1.28), peer(values[:, :20], 4, 1.28), peer(values[1:2], 4, 1.28)
    for one, two, three in zip(whole, part, alone, strict=True):
        np.testing.assert_allclose(one[:, :20], two)
        np.testing.assert_allclose(one[1:2], three)


def test_nothing_to_look_back_on_gives_no_case() -> None:
    assert cases(history_of([1.0]), MEASURES, DRAWING, 6).empty
    assert cases(history_of([]), MEASURES, DRAWING, 6).empty
