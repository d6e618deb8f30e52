"""What the last months of many series say, at every month of each: pace, spread of the steps, growth of the units."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Recent:
    """One number per series and month (series x months), from the steps between neighbouring months up to that month.

    ``last``: the value itself. ``steps``: how many steps are known; none is taken across a gap. ``pace``: their
    weighted mean, in the measure's unit a month; ``variance`` and ``square``: their weighted variance, and their mean
    square. ``weight``: how many equal steps the weights are worth. NaN where no step is known.
    ``units``: what the value rests on, NaN where unknown; ``joining``: how many units a month came to it lately.
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
    """For each month the ``length`` values up to it, oldest first, NaN before the first: series x months x length."""
    padded = np.full((values.shape[0], values.shape[1] + length - 1), np.nan)
    padded[:, length - 1 :] = values
    # A copy: sums over rows in memory of their own do not depend on which other series stand beside them.
    return np.array(np.lib.stride_tricks.sliding_window_view(padded, length, axis=1), order="C")


def recent_of(values: Floats, units: Floats, months: int, half_life: float = np.inf) -> Recent:
    """Look back over the steps of the last ``months`` months; a step ``half_life`` months old weighs half.

    ``values``, ``units``: series x consecutive months, oldest first, NaN where nothing is known.
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
    return Recent(values, known.sum(axis=2), pace, variance, square, worth, units, _joining(units, months))


def _joining(units: Floats, months: int) -> Floats:
    """Units gained a month since the earliest known of the last months; none where they fell or nothing is known."""
    seen = windows(units, months + 1)
    earliest = (~np.isnan(seen)).argmax(axis=2)
    before = np.take_along_axis(seen, earliest[:, :, None], axis=2)[:, :, 0]
    gained = (units - before) / np.maximum(months - earliest, 1)
    return np.asarray(np.nan_to_num(np.maximum(gained, 0.0)))
