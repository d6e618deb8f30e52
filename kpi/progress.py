"""Every measure and territory beside its plan, month by month: the frames that a release stores for its pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from kpi.plan import Plan, attainment, planned_attainment, planned_values
from kpi.projection import Floats, limits_of, project
from kpi.status import NO_TARGET, StatusRules, statuses

KEYS = ["kpi", "territory", "as_of"]
PROGRESS = [
    *KEYS, "value", "baseline", "target", "due_on", "planned", "attainment", "planned_attainment", "gap",
    "recent_pace", "required_pace", "projected_low", "projected_mid", "projected_high", "probability", "status",
]  # fmt: skip
PROJECTION = [*KEYS, "month", "low", "mid", "high"]
PACE_MONTHS = 6


@dataclass(frozen=True)
class ProjectionRules:
    """How a projection is drawn: probability of its band, number of draws, months resampled, seed."""

    interval: float
    draws: int
    recent: int
    seed: int


@dataclass(frozen=True)
class Measure:
    """What the method needs to know of a measure: its kind, its unit and which way is better."""

    kind: str
    unit: str
    rising: bool


def progress(
    history: pd.DataFrame,
    targets: pd.DataFrame,
    measures: Mapping[str, Measure],
    rules: StatusRules,
    drawing: ProjectionRules,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Judge each measure and territory at each of its months.

    ``history``: kpi, territory, as_of (date, month ends), value (float, NaN where missing or suppressed).
    ``targets``: kpi, territory, due_on (date), value; the earliest date of a plan is its baseline.
    Returns (progress with the columns PROGRESS, projections with the columns PROJECTION).
    """
    plans = {key: _plan(rows) for key, rows in targets.groupby(["kpi", "territory"], sort=True) if len(rows) > 1}
    judged: list[pd.DataFrame] = []
    bands: list[pd.DataFrame] = []
    for kpi, rows in history.groupby("kpi", sort=True):
        own = {str(territory): plan for (name, territory), plan in plans.items() if name == kpi}
        with_plan = rows["territory"].isin(list(own))
        judged.append(rows.loc[~with_plan, ["kpi", "territory", "as_of", "value"]].assign(status=NO_TARGET))
        for due_on in sorted({plan.dates[-1] for plan in own.values()}):
            together = {territory: plan for territory, plan in own.items() if plan.dates[-1] == due_on}
            seen = rows[rows["territory"].isin(list(together))]
            if len(seen):
                beside, band = _beside_plans(str(kpi), _by_month(seen), together, measures[str(kpi)], rules, drawing)
                judged.append(beside.merge(seen[["territory", "as_of"]].drop_duplicates()))
                bands.append(band)
    return _stack(judged, PROGRESS), _stack(bands, PROJECTION)


def _by_month(rows: pd.DataFrame) -> pd.DataFrame:
    """Territories x all months from the first to the last: where no figure came there is a gap, not a longer month."""
    wide = rows.pivot_table(index="territory", columns="as_of", values="value", aggfunc="first", dropna=False)
    months = pd.date_range(min(wide.columns), max(wide.columns), freq="ME").date
    return wide.reindex(columns=sorted({*wide.columns, *months}))


def _plan(rows: pd.DataFrame) -> Plan:
    ordered = rows.sort_values("due_on")
    return Plan(tuple(ordered["due_on"]), tuple(float(value) for value in ordered["value"]))


def _beside_plans(
    kpi: str,
    wide: pd.DataFrame,
    plans: Mapping[str, Plan],
    measure: Measure,
    rules: StatusRules,
    drawing: ProjectionRules,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One measure, territories x months: where each stands, and the bands ahead of each month."""
    values, days = wide.to_numpy(dtype=np.float64), _days(wide)
    own = [plans[territory] for territory in wide.index]
    foreseen = np.vstack([planned_attainment(plan, days) for plan in own])
    attained = np.vstack([attainment(plan, row) for plan, row in zip(own, values, strict=True)])
    points = np.cumsum(~np.isnan(values), axis=1)
    targets = np.asarray([plan.target for plan in own])
    left = np.asarray([[_months_between(day, plan.dates[-1]) for day in days] for plan in own], dtype=np.float64)
    ends, bands = _project_all(kpi, wide, targets, left, measure, drawing)
    flat = {
        "value": values,
        "baseline": np.repeat([[plan.baseline] for plan in own], len(days), axis=1),
        "target": np.repeat(targets[:, None], len(days), axis=1),
        "planned": np.vstack([planned_values(plan, days) for plan in own]),
        "attainment": attained,
        "planned_attainment": foreseen,
        "gap": attained - foreseen,
        "recent_pace": wide.T.diff().rolling(PACE_MONTHS, min_periods=1).mean().T.to_numpy(),
        "required_pace": np.divide(targets[:, None] - values, left, out=np.full(values.shape, np.nan), where=left > 0),
    } | ends
    frame = pd.DataFrame({name: array.ravel() for name, array in flat.items()})
    return frame.assign(
        kpi=kpi,
        territory=np.repeat(wide.index.to_numpy(), len(days)),
        as_of=np.tile(np.asarray(days, dtype=object), len(wide)),
        due_on=np.repeat(np.asarray([plan.dates[-1] for plan in own], dtype=object), len(days)),
        status=statuses(attained.ravel(), foreseen.ravel(), points.ravel(), rules),
    ), bands


def _project_all(
    kpi: str, wide: pd.DataFrame, targets: Floats, left: Floats, measure: Measure, drawing: ProjectionRules
) -> tuple[dict[str, Floats], pd.DataFrame]:
    """Project from every month to the target's date, all territories at once.

    Returns what is foreseen at the target's date (territories x months), and the bands as rows.
    """
    values, days = wide.to_numpy(dtype=np.float64), _days(wide)
    names = ("projected_low", "projected_mid", "projected_high", "probability")
    ends = {name: np.full(values.shape, np.nan) for name in names}
    bands: list[pd.DataFrame] = []
    for place, day in enumerate(days):
        horizon = int(left[:, place].max())
        if horizon == 0 or place == 0 or np.isnan(values[:, place]).all():
            continue
        found = project(
            values[:, : place + 1],
            horizon,
            recent=drawing.recent,
            draws=drawing.draws,
            interval=drawing.interval,
            limits=limits_of(measure.unit, "gain" if kpi == "maturity_gain" else measure.kind),
            seed=drawing.seed + place,
        )
        last = (found.low[:, -1], found.mid[:, -1], found.high[:, -1], found.probability(targets, measure.rising))
        for name, column in zip(names, last, strict=True):
            ends[name][:, place] = column
        months = pd.date_range(pd.Timestamp(day) + pd.offsets.MonthEnd(1), periods=horizon, freq="ME").date
        bands.append(
            pd.DataFrame(
                {
                    "kpi": kpi,
                    "territory": np.repeat(wide.index.to_numpy(), horizon),
                    "as_of": day,
                    "month": np.tile(months, len(wide)),
                    "low": found.low.ravel(),
                    "mid": found.mid.ravel(),
                    "high": found.high.ravel(),
                }
            ).dropna(subset=["mid"])
        )
    return ends, _stack(bands, PROJECTION)


def _days(wide: pd.DataFrame) -> list[date]:
    return [pd.Timestamp(day).date() for day in wide.columns]


def _months_between(start: date, end: date) -> int:
    """Month ends after ``start`` (a month end) up to the month that holds ``end``; none when it is past."""
    return max(0, (end.year - start.year) * 12 + end.month - start.month)


def _stack(frames: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    stacked = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame()
    return stacked.reindex(columns=columns)
