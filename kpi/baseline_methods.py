"""Two simple ways to project, to measure the method against: the last value, and a line through first and last."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FEWEST = 3  # past errors below which those of the longest span that has so many are stretched


def peer_bands(values: Floats, horizon: int, interval: float, *, line: bool) -> tuple[Floats, Floats]:
    """Bands of a peer: (low, high), each series x months x horizon, for series x months with NaN where missing.

    The middle is the last value, or with ``line`` the straight line through the first known and the last value. Around
    it the peer puts the quantiles of its own errors at as many months ahead, made at earlier months of that series.
    Where fewer than FEWEST months have passed since, the errors of a shorter span grow in proportion to the time.
    """
    series, months = values.shape
    slopes = _slopes(values) if line else np.zeros(values.shape)
    errors = {h: values[:, h:] - values[:, :-h] - h * slopes[:, :-h] for h in range(1, months)}
    low = np.full((series, months, horizon), np.nan)
    high = low.copy()
    tails = np.asarray([(1 - interval) / 2, (1 + interval) / 2])
    for month in range(FEWEST, months):
        for ahead in range(1, horizon + 1):
            span = min(ahead, month + 1 - FEWEST)
            edges = _quantiles(errors[span][:, : month + 1 - span], tails) * (ahead / span)
            middle = values[:, month] + ahead * slopes[:, month]
            low[:, month, ahead - 1], high[:, month, ahead - 1] = middle + edges[0], middle + edges[1]
    return low, high


def _slopes(values: Floats) -> Floats:
    """Mean change a month since the first known value; NaN up to it."""
    known = ~np.isnan(values)
    first = known.argmax(axis=1)
    start = np.take_along_axis(values, first[:, None], axis=1)
    passed = np.arange(values.shape[1]) - first[:, None]
    return np.where(passed > 0, (values - start) / np.maximum(passed, 1), np.nan)


def _quantiles(errors: Floats, shares: Floats) -> Floats:
    """Quantiles of each row's known errors, straight between them: shares x rows, NaN where there is none."""
    ordered = np.sort(errors, axis=1)  # unknown ones last
    top = (~np.isnan(ordered)).sum(axis=1) - 1
    at = shares[:, None] * np.maximum(top, 0)
    lower = np.floor(at).astype(np.int64)
    upper = np.minimum(lower + 1, np.maximum(top, 0))
    rows = np.arange(len(errors))
    return np.asarray(ordered[rows, lower] + (at - lower) * (ordered[rows, upper] - ordered[rows, lower]))
