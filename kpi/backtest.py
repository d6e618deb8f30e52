"""Backtest of the projection: its band at every past month beside the later figure, and beside two baseline methods."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from kpi.baseline_methods import baseline_bands
from kpi.panel import Panel, months_between, panel_of
from kpi.progress import Measure, ProjectionRules
from kpi.projection import project
from kpi.recent_pace import Floats

METHODS, SIDES = ("projection", "last", "line"), ("low", "high")
ROUNDING = 1e-9


def cases(
    history: pd.DataFrame, measures: Mapping[str, Measure], projection_rules: ProjectionRules, minimum_points: int
) -> pd.DataFrame:
    """One row per measure, territory, as-of month and month ahead whose later figure is in ``history``.

    ``history`` as in ``kpi.progress``. A case starts at a month with a value and ``minimum_points`` values so far, and
    is left out unless all METHODS have a band. Columns: kpi, territory, as_of, ahead (months), actual, size (mean
    absolute value of the series, by which widths are divided; 1 where that is 0), and <method>_low, <method>_high.
    """
    frames = [
        _cases_of(panel_of(rows), measures[str(kpi)], projection_rules, minimum_points).assign(kpi=kpi)
        for kpi, rows in history.groupby("kpi", sort=True)
    ]
    return pd.concat([frame for frame in frames if len(frame)], ignore_index=True) if any(map(len, frames)) else _none()


def _cases_of(panel: Panel, measure: Measure, projection_rules: ProjectionRules, minimum_points: int) -> pd.DataFrame:
    values, months = panel.values, len(panel.days)
    if months < 2:
        return _none()
    horizon = months - 1
    ages = np.asarray([months_between(projection_rules.start, day) for day in panel.days], dtype=np.float64)
    projected = project(
        values,
        panel.units,
        ages,
        horizon,
        recent=projection_rules.recent,
        interval=projection_rules.interval,
        kind=measure.kind,
    )
    bands = {
        "projection": (projected.low, projected.high),
        "last": baseline_bands(values, horizon, projection_rules.interval, line=False),
        "line": baseline_bands(values, horizon, projection_rules.interval, line=True),
    }
    actual = _actual(values, horizon)
    enough = (np.cumsum(~np.isnan(values), axis=1) >= minimum_points) & ~np.isnan(values)
    usable = enough[:, :, None] & ~np.isnan(actual)
    for low, high in bands.values():
        usable &= ~np.isnan(low) & ~np.isnan(high)
    row, column, ahead = np.nonzero(usable)
    size = np.nan_to_num(np.abs(values)).sum(axis=1) / np.maximum((~np.isnan(values)).sum(axis=1), 1)
    edges = {
        f"{name}_{side}": edge[usable] for name, pair in bands.items() for side, edge in zip(SIDES, pair, strict=True)
    }
    return pd.DataFrame(
        {
            "territory": np.asarray(panel.territories, dtype=object)[row],
            "as_of": np.asarray(panel.days, dtype=object)[column],
            "ahead": ahead + 1,
            "actual": actual[usable],
            "size": np.where(size > 0, size, 1.0)[row],
        }
        | edges
    )


def _actual(values: Floats, horizon: int) -> Floats:
    """The values of the months after each month: series x months x horizon, NaN beyond the last."""
    padded = np.pad(values, ((0, 0), (0, horizon)), constant_values=np.nan)
    return np.asarray(np.lib.stride_tricks.sliding_window_view(padded[:, 1:], horizon, axis=1))


def _none() -> pd.DataFrame:
    names = ["territory", "as_of", "ahead", "actual", "size", "kpi"]
    return pd.DataFrame(columns=[*names, *[f"{name}_{side}" for name in METHODS for side in SIDES]])


def quality(tested: pd.DataFrame, interval: float) -> dict[str, float]:
    """Coverage, mean width and interval score of each method over the rows of ``cases``.

    Widths and scores are divided by the series' size, so that measures are comparable. Interval score (Gneiting and
    Raftery 2007): width + 2 / (1 - interval) x the distance outside the band. <method>_equal, of the baselines: the
    width once the bands are stretched about their middle until they cover as much as the projection's; infinite
    where no factor does.
    """
    scores: dict[str, float] = {"cases": len(tested)}
    actual, size = tested["actual"].to_numpy(dtype=float), tested["size"].to_numpy(dtype=float)
    for name in METHODS:
        low, high = (tested[f"{name}_{side}"].to_numpy(dtype=float) for side in SIDES)
        outside = np.maximum(low - actual, 0) + np.maximum(actual - high, 0)
        width = (high - low) / size
        scores[f"{name}_coverage"] = float((outside <= ROUNDING).mean())
        scores[f"{name}_width"] = float(width.mean())
        scores[f"{name}_score"] = float((width + 2 / (1 - interval) * outside / size).mean())
        if name != METHODS[0]:
            scores[f"{name}_equal"] = _stretched(low, high, actual, scores["projection_coverage"]) * float(width.mean())
    return scores


def _stretched(low: Floats, high: Floats, actual: Floats, coverage: float) -> float:
    """The least factor on the half widths by which the bands cover the wanted share."""
    half, off = (high - low) / 2, np.abs(actual - (high + low) / 2)
    needed = np.divide(off, half, out=np.where(off <= ROUNDING, 0.0, np.inf), where=half > 0)
    place = max(0, min(len(needed), int(np.ceil(coverage * len(needed)))) - 1)
    return float(np.sort(needed)[place])
