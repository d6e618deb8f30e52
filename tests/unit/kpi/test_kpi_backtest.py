"""The backtest's arithmetic: cases, coverage, width and score by hand, and a projection that knows no later month."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from kpi.backtest import METHODS, cases, quality
from kpi.baseline_methods import baseline_bands
from kpi.measure_kind import kind_of
from kpi.progress import Measure, ProjectionRules

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
    assert told["last_equal"] == pytest.approx(1)


def test_a_peer_that_covers_less_is_stretched_until_it_covers_as_much() -> None:
    found = bands((5, 4, 6), (7, 4, 6), (4, 4, 6)).assign(projection_low=0, projection_high=10)
    told = quality(found, 0.8)
    assert told["projection_coverage"] == 1 and told["last_coverage"] == pytest.approx(2 / 3)
    assert told["last_equal"] == pytest.approx(2)  # 7 lies twice the half width from the middle


def test_peers_by_hand() -> None:
    steady = np.array([[10.0, 12.0, 14.0, 16.0, 18.0]])
    low, high = baseline_bands(steady, 2, 0.8, line=True)
    assert low[0, 4].tolist() == high[0, 4].tolist() == [20, 22]
    low, high = baseline_bands(steady, 2, 0.8, line=False)
    assert low[0, 4].tolist() == high[0, 4].tolist() == [20, 22]  # its own past errors are 2 and 4
    jumpy = np.array([[0.0, 1.0, 0.0, 1.0, 0.0, 1.0]])
    low, high = baseline_bands(jumpy, 1, 0.8, line=False)
    assert (low[0, 5, 0], high[0, 5, 0]) == (0, 2)


def test_nothing_to_look_back_on_gives_no_case() -> None:
    assert cases(history_of([1.0]), MEASURES, DRAWING, 6).empty
    assert cases(history_of([]), MEASURES, DRAWING, 6).empty
