"""Cases of a backtest: the projection's band at every past month beside the later figure, and three peers' bands."""

from collections.abc import Mapping
from statistics import NormalDist

import numpy as np
import pandas as pd

from kpi.backtest.peers import PEERS
from kpi.panel import Panel, panel_of
from kpi.projection.project import project
from kpi.projection.series import Floats, series_of
from kpi.until_due import Measure, ProjectionRules

OWN, SIDES = "projection", ("low", "high")
METHODS = (OWN, *PEERS)
KEYS = ["kpi", "territory", "as_of", "ahead", "actual", "size"]


def cases(
    history: pd.DataFrame, measures: Mapping[str, Measure], rules: ProjectionRules, minimum_points: int
) -> pd.DataFrame:
    """One row per measure, territory, as-of month and month ahead with a projection and a later figure in ``history``.

    ``history`` as in ``kpi.progress``. A case starts at a month with a value and ``minimum_points`` values so far.
    Columns: KEYS, where ``ahead`` is in months and ``size`` the mean absolute value of the series, by which widths are
    divided (1 where that is 0); and <method>_low, <method>_high of METHODS, NaN where a peer has no band.
    """
    frames = [
        _cases_of(panel_of(rows), measures[str(kpi)], rules, minimum_points).assign(kpi=kpi)
        for kpi, rows in history.groupby("kpi", sort=True)
    ]
    found = [frame for frame in frames if len(frame)]
    edges = [f"{name}_{side}" for name in METHODS for side in SIDES]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=[*KEYS, *edges])


def _cases_of(panel: Panel, measure: Measure, rules: ProjectionRules, minimum_points: int) -> pd.DataFrame:
    values, horizon = panel.values, len(panel.days) - 1
    if horizon < 1:
        return pd.DataFrame()
    series = series_of(panel, rules.start)
    own = project(series, horizon, recent=rules.recent, interval=rules.interval, kind=measure.kind)
    score = NormalDist().inv_cdf((1 + rules.interval) / 2)
    bands = {OWN: (own.low, own.high)} | {name: peer(values, horizon, score) for name, peer in PEERS.items()}
    actual, known = _actual(values, horizon), ~np.isnan(values)
    enough = (np.cumsum(known, axis=1) >= minimum_points) & known
    row, column, ahead = usable = np.nonzero(enough[:, :, None] & ~np.isnan(actual) & ~np.isnan(own.mid))
    size = np.nan_to_num(np.abs(values)).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
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
