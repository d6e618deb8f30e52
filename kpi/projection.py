"""Where measures are heading: recent monthly increments, resampled many times, give a band and a probability."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# What a kind of measure can be: a share stays within 0 and 100, a maturity score within 0 and 4.
LIMITS = {"percent": (0.0, 100.0), "per100": (0.0, 100.0), "score": (0.0, 4.0)}


@dataclass(frozen=True)
class Projection:
    """For each series (rows) a band of ``interval`` probability in each month ahead (columns), and its final draws.

    ``low``, ``mid``, ``high``: series x horizon; ``final``: series x draws. NaN where nothing can be projected.
    """

    low: Floats
    mid: Floats
    high: Floats
    final: Floats

    def probability(self, targets: Floats, rising: bool) -> Floats:
        """Per series, the share of draws that end at its target or beyond it, in the measure's good direction."""
        reached = self.final >= targets[:, None] if rising else self.final <= targets[:, None]
        return np.where(np.isnan(self.final[:, 0]), np.nan, reached.mean(axis=1))


def limits_of(unit: str, kind: str) -> tuple[float, float]:
    """The values a measure of this unit can take. A mean change of score can be negative; a count cannot."""
    if kind == "gain":
        return -4.0, 4.0
    return LIMITS.get(unit, (0.0, np.inf))


def project(
    values: Floats, horizon: int, *, recent: int, draws: int, interval: float, limits: tuple[float, float], seed: int
) -> Projection:
    """Project monthly ``values`` (series x months, oldest first) ``horizon`` months beyond the last month.

    Each path adds increments drawn with replacement from the series' known ones of the last ``recent`` months, and
    never leaves ``limits``. A series without a last value or a known increment gives NaN. At horizon 0 the final
    draws are the last value itself.
    """
    last = values[:, -1]
    increments = np.diff(values[:, -(recent + 1) :], axis=1)
    known = ~np.isnan(increments)
    # Known increments first, so that a draw is an index below their number: the same draws serve every series.
    packed = np.take_along_axis(increments, np.argsort(~known, axis=1, kind="stable"), axis=1)
    count = known.sum(axis=1)
    possible = (count > 0) & ~np.isnan(last)
    share = np.random.default_rng(seed).random((draws, horizon))
    place = np.floor(share[None, :, :] * np.maximum(count, 1)[:, None, None]).astype(np.int64)
    drawn = np.take_along_axis(packed[:, None, :], place, axis=2) if packed.shape[1] else np.zeros(place.shape)
    paths = np.clip(last[:, None, None] + np.cumsum(drawn, axis=2), *limits)
    paths[~possible] = np.nan
    tail = (1 - interval) / 2
    low, mid, high = np.quantile(paths, [tail, 0.5, 1 - tail], axis=1)
    final = paths[:, :, -1] if horizon else np.where(possible, last, np.nan)[:, None].repeat(draws, axis=1)
    return Projection(low, mid, high, final)
