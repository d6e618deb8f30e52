"""A course: where many series may be in the coming months, as a distribution for each month ahead."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kpi.projection.distributions import gamma_at_least, gamma_quantile, normal_cdf

Floats = NDArray[np.float64]
EXACT = 1e-9  # of the size of a number: as good as equal


@dataclass(frozen=True)
class Upward:
    """A count or sum that never falls, or its share of a stock: (base + increase) x scale.

    ``base``: series x months. ``least``: an increase below it is none, as the gamma distribution knows no chance of
    nothing at all. ``mean``, ``variance``: of the gamma-distributed increase, and ``scale``: series x months x months
    ahead, from 0. ``whole``: the value is a whole number. ``highest``: limit of the value.
    """

    base: Floats
    least: Floats
    mean: Floats
    variance: Floats
    scale: Floats
    whole: bool
    highest: float = np.inf

    @property
    def centre(self) -> Floats:
        """The expected value."""
        return np.asarray((self.base[:, :, None] + self.mean) * self.scale)

    @property
    def spread(self) -> Floats:
        """The variance of the value."""
        return np.asarray(self.variance * self.scale**2)

    def widened(self, factor: Floats) -> "Upward":
        """The same with the variance times a factor (series x months)."""
        return replace(self, variance=self.variance * factor[:, :, None])

    def at(self, ahead: Floats) -> "Upward":
        """The course at one point of time for each series and month, ``ahead`` months on, between whole ones too."""
        mean, variance, scale = (between(grid, ahead) for grid in (self.mean, self.variance, self.scale))
        return replace(self, mean=mean, variance=variance, scale=scale)

    def quantile(self, score: float) -> Floats:
        """The value at a standard normal score; it falls in no later month where the scale stays as it is."""
        increase = gamma_quantile(self.mean, self.variance, score)
        increase = np.maximum.accumulate(np.where(increase < self.least[:, :, None], 0.0, increase), axis=2)
        value = (self.base[:, :, None] + increase) * self.scale
        return np.minimum(np.floor(value + 0.5) if self.whole else value, self.highest)

    def at_least(self, target: Floats) -> Floats:
        """The probability of the target or more; ``target``: series x months x 1."""
        chance = np.where(target <= self.base[:, :, None] * self.scale, 1.0, self._beyond(target, -0.5))
        return np.where(target > self.highest, 0.0, chance)

    def at_most(self, target: Floats) -> Floats:
        """The probability of the target or less."""
        exact = (self.variance <= 0) & (self.centre <= target * (1 + EXACT))
        below = np.where(target < self.base[:, :, None] * self.scale, 0.0, 1 - self._beyond(target, 0.5))
        return np.where(exact | (target >= self.highest), 1.0, below)

    def _beyond(self, target: Floats, nudge: float) -> Floats:
        """The probability that the increase exceeds what is left to the target, and is one at all."""
        with np.errstate(divide="ignore", invalid="ignore"):
            increase = (target + (nudge if self.whole else 0.0)) / self.scale - self.base[:, :, None]
        return gamma_at_least(self.mean, self.variance, np.maximum(increase, self.least[:, :, None]))


@dataclass(frozen=True)
class BothWays:
    """A measure that moves both ways within its limits, normally distributed about ``centre`` with variance ``spread``.

    Both: series x months x months ahead, from 0.
    """

    centre: Floats
    spread: Floats
    lowest: float
    highest: float

    def widened(self, factor: Floats) -> "BothWays":
        """The same with the variance times a factor (series x months)."""
        return replace(self, spread=self.spread * factor[:, :, None])

    def at(self, ahead: Floats) -> "BothWays":
        """The course at one point of time for each series and month, ``ahead`` months on, between whole ones too."""
        return replace(self, centre=between(self.centre, ahead), spread=between(self.spread, ahead))

    def quantile(self, score: float) -> Floats:
        """The value at a standard normal score."""
        return np.clip(self.centre + score * np.sqrt(self.spread), self.lowest, self.highest)

    def at_least(self, target: Floats) -> Floats:
        """The probability of the target or more; ``target``: series x months x 1."""
        chance = _chance(self.centre - target, np.sqrt(self.spread))
        return np.where(target <= self.lowest, 1.0, np.where(target > self.highest, 0.0, chance))

    def at_most(self, target: Floats) -> Floats:
        """The probability of the target or less."""
        chance = _chance(target - self.centre, np.sqrt(self.spread))
        return np.where(target >= self.highest, 1.0, np.where(target < self.lowest, 0.0, chance))


Course = Upward | BothWays


def between(grid: Floats, ahead: Floats) -> Floats:
    """A grid of months ahead (from 0) at given months ahead, on the straight line between whole ones: ... x 1.

    ``ahead``: series x months, cut at the grid's end; NaN gives NaN.
    """
    inside = np.clip(np.nan_to_num(ahead), 0, grid.shape[2] - 1)[:, :, None]
    left = np.floor(inside).astype(np.int64)
    right = np.minimum(left + 1, grid.shape[2] - 1)
    first, second = (np.take_along_axis(grid, place, axis=2) for place in (left, right))
    return np.where(np.isnan(ahead)[:, :, None], np.nan, first + (second - first) * (inside - left))


def _chance(margin: Floats, spread: Floats) -> Floats:
    """The probability that margin + a normal error is 0 or more; 0 or 1 where there is no spread."""
    score = np.divide(margin, spread, out=np.zeros(np.broadcast_shapes(margin.shape, spread.shape)), where=spread > 0)
    return np.where(spread > 0, normal_cdf(score), np.where(margin >= -EXACT, 1.0, 0.0))
