"""The two distributions of the projection: normal, and gamma for counts and sums that never fall."""

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_erf = np.frompyfunc(math.erf, 1, 1)


def normal_cdf(score: Floats) -> Floats:
    """The standard normal distribution function: the probability of a score at or below each of these."""
    return 0.5 * (1 + np.asarray(_erf(score / math.sqrt(2)), dtype=np.float64))


def gamma_quantile(mean: Floats, variance: Floats, score: float) -> Floats:
    """The gamma quantile at the standard normal ``score``; never negative, the mean where there is no variance.

    Source: the cube-root approximation of Wilson and Hilferty (1931).
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        shape = mean**2 / variance
        quantile = mean * np.maximum(1 - 1 / (9 * shape) + score / (3 * np.sqrt(shape)), 0.0) ** 3
    return np.where((variance > 0) & (mean > 0), quantile, mean)


def gamma_at_least(mean: Floats, variance: Floats, value: Floats) -> Floats:
    """The gamma probability of ``value`` or more, by the same approximation."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        shape = mean**2 / variance
        score = (np.cbrt(value / mean) - 1 + 1 / (9 * shape)) * 3 * np.sqrt(shape)
        chance = 1 - normal_cdf(np.where(np.isfinite(score), score, 0.0))
    sure = np.where(mean >= value, 1.0, 0.0)
    return np.where(value <= 0, 1.0, np.where((variance > 0) & (mean > 0), chance, sure))
