"""Statistics of the latest monthly changes at every month of many series: pace, variance, weight."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class RecentSteps:
    """Statistics of the steps, the changes between neighbouring months; all arrays are series x months.

    ``count``: number of steps in the window. ``pace``: their weighted mean, in the measure's unit a month;
    ``variance``: weighted variance; NaN without steps. ``weight``: effective number of steps, (sum w)^2 / sum w^2.
    """

    count: Floats
    pace: Floats
    variance: Floats
    weight: Floats


def windows(values: Floats, length: int) -> Floats:
    """The last ``length`` values at each month, oldest first, NaN before the first: series x months x length."""
    padded = np.full((values.shape[0], values.shape[1] + length - 1), np.nan)
    padded[:, length - 1 :] = values
    # A contiguous copy: sums over a view differ in the last digit with the number of series.
    return np.array(np.lib.stride_tricks.sliding_window_view(padded, length, axis=1), order="C")


def weights_of(known: NDArray[np.bool_], half_life: float) -> Floats:
    """The weight of each step of a window, newest last: half of it every ``half_life`` months, 0 where unknown."""
    back = np.arange(known.shape[2] - 1, -1, -1)
    return np.asarray(known * 0.5 ** (back / half_life))


def recent(steps: Floats, half_life: float) -> RecentSteps:
    """Statistics of a window of steps (series x months x window, NaN where unknown)."""
    known = ~np.isnan(steps)
    taken, weights = np.where(known, steps, 0.0), weights_of(known, half_life)
    total = weights.sum(axis=2)
    with np.errstate(divide="ignore", invalid="ignore"):
        pace = (weights * taken).sum(axis=2) / total
        variance = (weights * (taken - pace[:, :, None]) ** 2).sum(axis=2) / total
        worth = total**2 / (weights**2).sum(axis=2)
    return RecentSteps(known.sum(axis=2).astype(np.float64), pace, variance, worth)
