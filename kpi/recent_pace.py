"""Statistics of the latest monthly changes at every month of many series: pace, variance, growth of the units."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class RecentSteps:
    """Statistics of the steps, the changes between neighbouring months; all arrays are series x months.

    ``last``: the value of the month. ``steps``: number of steps in the window; a missing month leaves out both of its
    steps. ``pace``: their weighted mean, in the measure's unit a month; ``variance``, ``square``: weighted variance and
    mean square; NaN without steps. ``weight``: effective number of steps, (sum w)^2 / sum w^2. ``units``: number of
    units behind the value, NaN where unknown; ``joining``: units that came to it a month.
    """

    last: Floats
    steps: Floats
    pace: Floats
    variance: Floats
    square: Floats
    weight: Floats
    units: Floats
    joining: Floats


def windows(values: Floats, length: int) -> Floats:
    """The last ``length`` values at each month, oldest first, NaN before the first: series x months x length."""
    padded = np.full((values.shape[0], values.shape[1] + length - 1), np.nan)
    padded[:, length - 1 :] = values
    # A contiguous copy: sums over a view differ in the last digit with the number of series.
    return np.array(np.lib.stride_tricks.sliding_window_view(padded, length, axis=1), order="C")


def recent_steps(values: Floats, units: Floats, months: int, half_life: float = np.inf) -> RecentSteps:
    """Statistics of the steps of the last ``months`` months; a step ``half_life`` months old weighs half.

    ``values``, ``units``: series x consecutive months, oldest first, NaN where missing or unknown.
    """
    steps = np.diff(windows(values, months + 1), axis=2)
    known = ~np.isnan(steps)
    taken = np.where(known, steps, 0.0)
    weights = known * 0.5 ** (np.arange(months - 1, -1, -1) / half_life)
    total = weights.sum(axis=2)
    with np.errstate(divide="ignore", invalid="ignore"):
        pace = (weights * taken).sum(axis=2) / total
        variance = (weights * (taken - pace[:, :, None]) ** 2).sum(axis=2) / total
        square = (weights * taken**2).sum(axis=2) / total
        worth = total**2 / (weights**2).sum(axis=2)
    return RecentSteps(values, known.sum(axis=2), pace, variance, square, worth, units, _joining(units, months))


def _joining(units: Floats, months: int) -> Floats:
    """Units gained a month since the earliest known number of the window; 0 where it fell or none is known."""
    recent = windows(units, months + 1)
    earliest = (~np.isnan(recent)).argmax(axis=2)
    before = np.take_along_axis(recent, earliest[:, :, None], axis=2)[:, :, 0]
    gained = (units - before) / np.maximum(months - earliest, 1)
    return np.asarray(np.nan_to_num(np.maximum(gained, 0.0)))
