"""The two baseline methods of the backtest: the last value carried on, and a line through first and last value."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FEWEST = 3  # past errors of a span that a quantile needs; with fewer, those of a shorter span are scaled up


def baseline_bands(values: Floats, horizon: int, interval: float, *, line: bool) -> tuple[Floats, Floats]:
    """Bands of a baseline method: (low, high), each series x months x horizon.

    ``values``: series x months, NaN where missing. The middle is the last value, or with ``line`` the straight line
    through the first and the last value. The edges are quantiles of the method's earlier errors in the same series at
    the same number of months ahead; where there are fewer than FEWEST, errors of a shorter span in proportion to time.
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
    """Mean monthly change since the first value that is not missing; NaN up to and at that month."""
    known = ~np.isnan(values)
    first = known.argmax(axis=1)
    start = np.take_along_axis(values, first[:, None], axis=1)
    passed = np.arange(values.shape[1]) - first[:, None]
    return np.where(passed > 0, (values - start) / np.maximum(passed, 1), np.nan)


def _quantiles(errors: Floats, shares: Floats) -> Floats:
    """Quantiles of each row's errors, linearly interpolated: shares x rows; NaN for a row without any."""
    ordered = np.sort(errors, axis=1)  # NaN last
    top = (~np.isnan(ordered)).sum(axis=1) - 1
    at = shares[:, None] * np.maximum(top, 0)
    lower = np.floor(at).astype(np.int64)
    upper = np.minimum(lower + 1, np.maximum(top, 0))
    rows = np.arange(len(errors))
    return np.asarray(ordered[rows, lower] + (at - lower) * (ordered[rows, upper] - ordered[rows, lower]))
