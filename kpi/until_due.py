"""Projections up to the day on which a target is due, for the territories of one measure."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kpi.measure_kind import MeasureKind
from kpi.panel import Panel, months_after
from kpi.plan import PlanGrid
from kpi.projection.project import project
from kpi.projection.series import Floats, series_of

DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True)
class ProjectionRules:
    """``interval``: probability of the band, 0 to 1. ``recent``: months looked back on. ``start``: the agreement's."""

    interval: float
    recent: int
    start: date


@dataclass(frozen=True)
class Measure:
    """What the method needs of a measure: its kind, and whether higher is better (``rising``)."""

    kind: MeasureKind
    rising: bool


def months_left(day: date, due: date | None) -> float:
    """Months from a day to the target's, in parts of a month; 0 from the target's day on and without one."""
    return 0.0 if due is None else max(0.0, (due - day).days / DAYS_A_MONTH)


def _ordinals(days: NDArray[np.object_]) -> Floats:
    """The days as numbers; 0 for none."""
    numbers = [day.toordinal() if isinstance(day, date) else 0 for day in days.flat]
    return np.asarray(numbers, dtype=np.float64).reshape(days.shape)


def until_due(
    panel: Panel, laid: PlanGrid, left: Floats, measure: Measure, projection_rules: ProjectionRules
) -> tuple[dict[str, Floats], pd.DataFrame]:
    """Band and probability on each target's day (territories x months), and the bands of the month ends before it."""
    horizon = max(1, int(np.ceil(left.max())))
    projected = project(
        series_of(panel, projection_rules.start), horizon,
        recent=projection_rules.recent, interval=projection_rules.interval, kind=measure.kind,
    )  # fmt: skip
    names = ("low", "mid", "high")
    on_the_day = dict(zip(names, projected.at(left), strict=True))
    ends = {f"projected_{name}": edge for name, edge in on_the_day.items()}
    ends["probability"] = projected.probability(laid.targets, left, measure.rising)
    months = months_after(panel.days, horizon)
    before = _ordinals(months)[None, :, :] < _ordinals(laid.due)[:, :, None]
    drawn = ~np.isnan(projected.mid) & before
    row, column, ahead = np.nonzero(drawn)
    last_row, last_column = np.nonzero(~np.isnan(on_the_day["mid"]))
    territories, days = np.asarray(panel.territories, dtype=object), np.asarray(panel.days, dtype=object)
    edges = {"low": projected.low, "mid": projected.mid, "high": projected.high}
    bands = pd.DataFrame({
        "territory": np.append(territories[row], territories[last_row]),
        "as_of": np.append(days[column], days[last_column]),
        "month": np.append(months[column, ahead], laid.due[last_row, last_column]),
    } | {
        name: np.append(edges[name][drawn], on_the_day[name][last_row, last_column]) for name in names
    })  # fmt: skip
    return ends, bands.sort_values(["territory", "as_of", "month"], ignore_index=True)
