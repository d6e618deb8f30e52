"""What the projection would have said at every past month, beside what happened and beside two simple peers."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from kpi.baseline_methods import peer_bands
from kpi.panel import Table, months_between, table_of
from kpi.progress import Measure, ProjectionRules
from kpi.projection import project
from kpi.recent_pace import Floats

METHODS, SIDES = ("projection", "last", "line"), ("low", "high")
ROUNDING = 1e-9


def cases(
    history: pd.DataFrame, measures: Mapping[str, Measure], drawing: ProjectionRules, minimum_points: int
) -> pd.DataFrame:
    """One row per measure, territory, as-of month and month ahead whose figure is known by now.

    ``history`` as in ``kpi.progress``. A case starts at a month with a value and ``minimum_points`` values so far, and
    counts where all METHODS have a band. Columns: kpi, territory, as_of, ahead (months), actual, size (mean absolute
    value of the series: what widths are divided by, 1 where that is 0), and <method>_low, <method>_high for each.
    """
    found = [
        _cases_of(table_of(rows), measures[str(kpi)], drawing, minimum_points).assign(kpi=kpi)
        for kpi, rows in history.groupby("kpi", sort=True)
    ]
    return pd.concat([frame for frame in found if len(frame)], ignore_index=True) if any(map(len, found)) else _none()


def _cases_of(table: Table, measure: Measure, drawing: ProjectionRules, minimum_points: int) -> pd.DataFrame:
    values, months = table.values, len(table.days)
    if months < 2:
        return _none()
    horizon = months - 1
    ages = np.asarray([months_between(drawing.start, day) for day in table.days], dtype=np.float64)
    own = project(
        values, table.units, ages, horizon, recent=drawing.recent, interval=drawing.interval, nature=measure.nature
    )
    bands = {
        "projection": (own.low, own.high),
        "last": peer_bands(values, horizon, drawing.interval, line=False),
        "line": peer_bands(values, horizon, drawing.interval, line=True),
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
            "territory": np.asarray(table.territories, dtype=object)[row],
            "as_of": np.asarray(table.days, dtype=object)[column],
            "ahead": ahead + 1,
            "actual": actual[usable],
            "size": np.where(size > 0, size, 1.0)[row],
        }
        | edges
    )


def _actual(values: Floats, horizon: int) -> Floats:
    """What came after each month: series x months x horizon, NaN beyond the last."""
    padded = np.pad(values, ((0, 0), (0, horizon)), constant_values=np.nan)
    return np.asarray(np.lib.stride_tricks.sliding_window_view(padded[:, 1:], horizon, axis=1))


def _none() -> pd.DataFrame:
    names = ["territory", "as_of", "ahead", "actual", "size", "kpi"]
    return pd.DataFrame(columns=[*names, *[f"{name}_{side}" for name in METHODS for side in SIDES]])


def quality(found: pd.DataFrame, interval: float) -> dict[str, float]:
    """Coverage, mean width and interval score of each method, and each peer's width stretched to our coverage.

    Widths and scores are in parts of the series' size, so that measures can stand together. Interval score (Gneiting
    and Raftery): width + 2 / (1 - interval) x what lies outside. The peers' bands are multiplied, about their own
    middle, by the one number that makes them cover as much as the projection; infinite where none does.
    """
    told: dict[str, float] = {"cases": len(found)}
    actual, size = found["actual"].to_numpy(dtype=float), found["size"].to_numpy(dtype=float)
    for name in METHODS:
        low, high = (found[f"{name}_{side}"].to_numpy(dtype=float) for side in SIDES)
        outside = np.maximum(low - actual, 0) + np.maximum(actual - high, 0)
        width = (high - low) / size
        told[f"{name}_coverage"] = float((outside <= ROUNDING).mean())
        told[f"{name}_width"] = float(width.mean())
        told[f"{name}_score"] = float((width + 2 / (1 - interval) * outside / size).mean())
        if name != METHODS[0]:
            told[f"{name}_equal"] = _stretched(low, high, actual, told["projection_coverage"]) * float(width.mean())
    return told


def _stretched(low: Floats, high: Floats, actual: Floats, coverage: float) -> float:
    """The least factor on the half widths by which the bands cover the wanted share."""
    half, off = (high - low) / 2, np.abs(actual - (high + low) / 2)
    needed = np.divide(off, half, out=np.where(off <= ROUNDING, 0.0, np.inf), where=half > 0)
    place = max(0, min(len(needed), int(np.ceil(coverage * len(needed)))) - 1)
    return float(np.sort(needed)[place])
