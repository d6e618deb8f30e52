"""How much more or less of a growing count falls in each month of the year, as far as its own past shows it."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
YEAR, HALF = 12, 6
USUAL_SWING = 0.3  # standard deviation of a month's true share of the usual pace; weighs against what is noise
LEAST, MOST = 0.2, 2.5  # of the usual pace


def seasons(steps: Floats, calendar: NDArray[np.int64]) -> Floats:
    """For each series and month the factors of January to December, as they were known then: mean 1, all 1 at first.

    ``steps``: series x consecutive months, NaN where unknown. ``calendar``: month of the year of each, 0 to 11. A step
    is compared with the mean of the year around it, half of which comes later, so that it counts half a year on. The
    mean ratio of a month is drawn towards 1, the more so the fewer they are and the more all ratios scatter.
    """
    months = steps.shape[1]
    ratios = _ratios(steps)
    seen = np.full(steps.shape, np.nan)
    seen[:, HALF:] = ratios[:, : months - HALF] if months > HALF else seen[:, HALF:]
    known = ~np.isnan(seen)
    apart = np.where(known, seen - 1, 0.0)
    of_month = (calendar - HALF) % YEAR == np.arange(YEAR)[:, None]  # the month of the year that `seen` speaks of
    count = np.cumsum(known[:, None, :] * of_month, axis=2)
    total = np.cumsum(apart[:, None, :] * of_month, axis=2)
    scatter = np.cumsum(apart**2, axis=1) / np.maximum(np.cumsum(known, axis=1), 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        trust = count * USUAL_SWING**2 / (count * USUAL_SWING**2 + scatter[:, None, :])
        factors = 1 + np.nan_to_num(trust) * total / np.maximum(count, 1)
    factors = np.clip(factors, LEAST, MOST).transpose(0, 2, 1)
    return np.asarray(factors / factors.mean(axis=2, keepdims=True))


def _ratios(steps: Floats) -> Floats:
    """Each step over the mean of the twelve months around it (the outermost two by half); NaN without all of them."""
    months = steps.shape[1]
    ratios = np.full(steps.shape, np.nan)
    if months <= YEAR:
        return ratios
    around = np.lib.stride_tricks.sliding_window_view(steps, YEAR + 1, axis=1)
    level = (around.sum(axis=2) - (around[:, :, 0] + around[:, :, -1]) / 2) / YEAR
    middle = steps[:, HALF : months - HALF]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios[:, HALF : months - HALF] = np.where(level > 0, middle / level, np.nan)
    return ratios
