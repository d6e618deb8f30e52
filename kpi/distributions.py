"""The two curves that bands are read from: the normal one, and the gamma one for what can only grow."""

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_erf = np.frompyfunc(math.erf, 1, 1)


def below(score: Floats) -> Floats:
    """The normal chance of lying below each standard score."""
    return 0.5 * (1 + np.asarray(_erf(score / math.sqrt(2)), dtype=np.float64))


def gamma_at(mean: Floats, variance: Floats, score: float) -> Floats:
    """The gamma quantile whose normal score is ``score``, by Wilson and Hilferty's cube root; never negative.

    Without variance it is the mean itself.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        shape = mean**2 / variance
        found = mean * np.maximum(1 - 1 / (9 * shape) + score / (3 * np.sqrt(shape)), 0.0) ** 3
    return np.where((variance > 0) & (mean > 0), found, mean)


def gamma_above(mean: Floats, variance: Floats, value: Floats) -> Floats:
    """The gamma chance of reaching ``value`` or more, by the same cube root."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        shape = mean**2 / variance
        score = (np.cbrt(value / mean) - 1 + 1 / (9 * shape)) * 3 * np.sqrt(shape)
        chance = 1 - below(np.where(np.isfinite(score), score, 0.0))
    sure = np.where(mean >= value, 1.0, 0.0)
    return np.where(value <= 0, 1.0, np.where((variance > 0) & (mean > 0), chance, sure))
