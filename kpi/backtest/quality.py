"""How well bands held: coverage, width and interval score of the projection and its peers over many cases."""

import numpy as np
import pandas as pd

from kpi.backtest.cases import METHODS, OWN

ROUNDING = 1e-9


def quality(tested: pd.DataFrame, interval: float) -> dict[str, float]:
    """``cases`` and the projection's ``coverage`` over the rows of ``cases``, and all methods over those they share.

    ``shared``: number of cases in which every method has a band; <method>_coverage, <method>_width, <method>_score over
    these, NaN where there are none. Widths and scores are divided by the series' size, so that measures are
    comparable. Interval score (Gneiting and Raftery 2007): width + 2 / (1 - interval) x the distance outside the band.
    """
    shared = tested.dropna(subset=[f"{name}_low" for name in METHODS])
    found: dict[str, float] = {"cases": len(tested), "shared": len(shared), "coverage": _held(tested, OWN, interval)[0]}
    for name in METHODS:
        numbers = zip(("coverage", "width", "score"), _held(shared, name, interval), strict=True)
        found |= {f"{name}_{title}": number for title, number in numbers}
    return found


def _held(tested: pd.DataFrame, name: str, interval: float) -> tuple[float, float, float]:
    """Share of the figures within the band, mean width and mean interval score."""
    if tested.empty:
        return float("nan"), float("nan"), float("nan")
    actual, size, low, high = (
        tested[column].to_numpy(dtype=float) for column in ("actual", "size", f"{name}_low", f"{name}_high")
    )
    outside = np.maximum(low - actual, 0) + np.maximum(actual - high, 0)
    width = (high - low) / size
    inside = outside <= ROUNDING * np.maximum(np.abs(actual), 1)
    return float(inside.mean()), float(width.mean()), float((width + 2 / (1 - interval) * outside / size).mean())
