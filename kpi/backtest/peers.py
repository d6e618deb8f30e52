"""Three simple methods beside which the projection is held: step trend, damped trend, seasonal naive."""

from collections.abc import Callable, Mapping
from itertools import product

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
YEAR = 12
FEWEST = 2  # past errors of one month ahead that a variance needs
LEVEL_GAINS, TREND_GAINS, DAMPINGS = (0.3, 0.6, 0.9, 0.99), (0.05, 0.2, 0.5, 0.9), (0.8, 0.9, 0.98)
Band = tuple[Floats, Floats]


def step_trend(values: Floats, horizon: int, score: float) -> Band:
    """The last value and the mean monthly step since the first: a random walk with drift.

    As the others: ``values`` series x consecutive months, NaN where missing; low and high, each series x months x
    ``horizon`` months ahead, at the normal ``score``. The formulas are those of Hyndman and Athanasopoulos,
    Forecasting: Principles and Practice, 3rd edition, 5.5 and 8.7.
    """
    steps = _steps(values)
    count, mean, square = _so_far(steps)
    variance = np.maximum(square - mean**2, 0) * count / np.maximum(count - 1, 1)
    ahead = np.arange(1, horizon + 1)
    spread = variance[:, :, None] * ahead * (1 + ahead / np.maximum(count, 1)[:, :, None])
    centre = np.where(count >= FEWEST, values, np.nan)[:, :, None] + mean[:, :, None] * ahead
    return _band(centre, spread, score)


def seasonal_naive(values: Floats, horizon: int, score: float) -> Band:
    """The last value and the steps of the same months a year before."""
    steps, months = _steps(values), values.shape[1]
    off = np.full(values.shape, np.nan)
    off[:, YEAR:] = steps[:, YEAR:] - steps[:, :-YEAR] if months > YEAR else off[:, YEAR:]
    count, _, square = _so_far(off)
    ahead = np.arange(1, horizon + 1)
    year_before = np.arange(months)[:, None] + (ahead - 1) % YEAR + 1 - YEAR
    taken = np.where(year_before >= 0, steps[:, np.maximum(year_before, 0)], np.nan)
    centre = np.where(count >= FEWEST, values, np.nan)[:, :, None] + np.cumsum(taken, axis=2)
    return _band(centre, square[:, :, None] * ahead * (1 + (ahead - 1) // YEAR), score)


def damped_trend(values: Floats, horizon: int, score: float) -> Band:
    """Exponential smoothing with a damped trend, ETS(A,Ad,N): of a grid of gains those with the least past errors."""
    shape = values.shape
    level, trend, gains = np.full(shape, np.nan), np.zeros(shape), np.full((*shape, 3), 0.5)
    least, variance = np.full(shape, np.inf), np.full(shape, np.nan)
    for gain in product(LEVEL_GAINS, TREND_GAINS, DAMPINGS):
        levels, trends, errors = _smoothed(values, *gain)
        count = np.cumsum(~np.isnan(errors), axis=1)
        total = np.cumsum(np.nan_to_num(errors) ** 2, axis=1)
        better = (count >= FEWEST) & (total < least)
        least = np.where(better, total, least)
        level, trend = np.where(better, levels, level), np.where(better, trends, trend)
        variance = np.where(better, total / np.maximum(count - 1, 1), variance)
        gains[better] = gain
    of_level, of_trend, damping = (gains[:, :, [place]] for place in range(3))
    ahead = np.arange(1, horizon + 1)
    damped = damping * (1 - damping**ahead) / (1 - damping)
    weight = (of_level * (1 + of_trend * damped)) ** 2
    before = np.cumsum(weight, axis=2) - weight
    return _band(level[:, :, None] + trend[:, :, None] * damped, variance[:, :, None] * (1 + before), score)


PEERS: Mapping[str, Callable[[Floats, int, float], Band]] = {
    "step": step_trend, "damped": damped_trend, "seasonal": seasonal_naive,
}  # fmt: skip


def _smoothed(values: Floats, of_level: float, of_trend: float, damping: float) -> tuple[Floats, Floats, Floats]:
    """Level and trend after each month, and the error of the month as it was foreseen the month before.

    The level starts at the first value, the trend at the first step; a missing month goes on as foreseen.
    """
    level, trend = values[:, 0].copy(), np.zeros(len(values))
    begun = np.zeros(len(values), dtype=bool)
    levels, trends, errors = (np.full(values.shape, np.nan) for _ in range(3))
    for month in range(values.shape[1]):
        value, foreseen = values[:, month], level + damping * trend
        error = value - foreseen if month else np.full(len(values), np.nan)
        known = ~np.isnan(error)
        errors[:, month] = np.where(begun, error, np.nan)
        trend = np.where(known, np.where(begun, damping * trend + of_level * of_trend * error, error), damping * trend)
        level = np.where(known, np.where(begun, foreseen + of_level * error, value), foreseen)
        begun |= known
        level = np.where(np.isnan(level), value, level)
        levels[:, month], trends[:, month] = level, trend
    return np.where(np.isnan(values), np.nan, levels), trends, errors


def _steps(values: Floats) -> Floats:
    return np.diff(values, axis=1, prepend=np.nan)


def _so_far(numbers: Floats) -> tuple[Floats, Floats, Floats]:
    """Count, mean and mean square of the known numbers up to each month; 0 where there is none."""
    known = ~np.isnan(numbers)
    count = np.cumsum(known, axis=1)
    total, square = (np.cumsum(np.nan_to_num(one), axis=1) for one in (numbers, numbers**2))
    return count.astype(np.float64), total / np.maximum(count, 1), square / np.maximum(count, 1)


def _band(centre: Floats, spread: Floats, score: float) -> Band:
    half = score * np.sqrt(spread)
    return centre - half, centre + half
