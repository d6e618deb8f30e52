"""Status and projection of every measure, territory and month: the tables kpi_progress and kpi_projection."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from kpi.panel import Panel, panel_of
from kpi.plan import Plan, PlanVersions, plan_grid
from kpi.projection.series import Floats
from kpi.projection.steps import windows
from kpi.status import NO_TARGET, StatusRules, statuses
from kpi.until_due import Measure, ProjectionRules, months_left, until_due

KEYS = ["kpi", "territory", "as_of"]
PROGRESS = [
    *KEYS, "value", "baseline", "target", "due_on", "planned", "attainment", "planned_attainment", "gap",
    "recent_pace", "required_pace", "projected_low", "projected_mid", "projected_high", "probability", "status",
]  # fmt: skip
PROJECTION = [*KEYS, "month", "low", "mid", "high"]
PACE_MONTHS = 6


def progress(
    history: pd.DataFrame,
    targets: pd.DataFrame,
    measures: Mapping[str, Measure],
    rules: StatusRules,
    projection_rules: ProjectionRules,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The status of each measure, territory and month, and the projection of those with a plan to the plan's last date.

    ``history``: kpi, territory, as_of (date, month ends), value (float, NaN where missing or suppressed); optionally
    units (number of units behind the value), numerator and denominator, NaN where unknown.
    ``targets``: kpi, territory, due_on (date), value; the earliest date of a plan is its baseline. ``valid_from``
    (date, optional): the rows of one such day are one whole plan, in force from that day until the next.
    Returns (progress with the columns PROGRESS, projections with the columns PROJECTION).
    A row depends on its series up to its month and on the plan then in force, and on no other row. A target is due on
    its day: paces, bands and probabilities reach that day and not the end of its month.
    """
    judged: list[pd.DataFrame] = []
    bands: list[pd.DataFrame] = []
    plans = plans_of(targets)
    for kpi, rows in history.groupby("kpi", sort=True):
        versions = plans.get(str(kpi), {})
        with_plan = rows["territory"].isin(list(versions))
        judged.append(rows.loc[~with_plan, [*KEYS, "value"]].assign(status=NO_TARGET))
        if with_plan.any():
            panel = panel_of(rows[with_plan])
            chosen = [versions[territory] for territory in panel.territories]
            beside, band = _beside_plans(panel, chosen, measures[str(kpi)], rules, projection_rules)
            judged.append(beside.assign(kpi=kpi))
            bands.append(band.assign(kpi=kpi))
    return _stack(judged, PROGRESS), _stack(bands, PROJECTION)


def plans_of(targets: pd.DataFrame) -> dict[str, dict[str, PlanVersions]]:
    """Measure to territory to the versions of its plan. A plan of a single date has no baseline and is left out."""
    plans: dict[str, dict[str, list[tuple[date, Plan]]]] = {}
    dated = targets if "valid_from" in targets else targets.assign(valid_from=date.min)
    keys = ["kpi", "territory", "valid_from"]
    for (kpi, territory, _), rows in dated.sort_values("due_on").groupby(keys, sort=True):
        if len(rows) > 1:
            since: date = rows["valid_from"].iloc[0]
            plan = Plan(tuple(rows["due_on"]), tuple(float(value) for value in rows["value"]))
            plans.setdefault(str(kpi), {}).setdefault(str(territory), []).append((since, plan))
    return {kpi: dict(by_territory) for kpi, by_territory in plans.items()}


def recent_pace(values: Floats) -> Floats:
    """Mean monthly change over the last PACE_MONTHS months, per series and month; NaN where none is known."""
    steps = np.diff(windows(values, PACE_MONTHS + 1), axis=2)
    known = ~np.isnan(steps)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(known, steps, 0.0).sum(axis=2) / known.sum(axis=2))


def required_pace(values: Floats, targets: Floats, left: Floats) -> Floats:
    """(target - value) / months left, all series x months; NaN from the target's month on."""
    pace = np.full(values.shape, np.nan)
    np.divide(targets - values, left, out=pace, where=left > 0)
    return pace


def _beside_plans(
    panel: Panel, plans: list[PlanVersions], measure: Measure, rules: StatusRules, projection_rules: ProjectionRules
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """PROGRESS and PROJECTION rows of one measure, its territories having a plan each."""
    values, days, laid = panel.values, panel.days, plan_grid(plans, panel.days)
    left = np.asarray([[months_left(day, due) for day, due in zip(days, row, strict=True)] for row in laid.due])
    attained, foreseen = (laid.shares(reached, rising=measure.rising) for reached in (values, laid.planned))
    numbers = {
        "value": values,
        "baseline": laid.baselines,
        "target": laid.targets,
        "planned": laid.planned,
        "attainment": attained,
        "planned_attainment": foreseen,
        "gap": attained - foreseen,
        "recent_pace": recent_pace(values),
        "required_pace": required_pace(values, laid.targets, left),
    }
    ends, bands = until_due(panel, laid, left, measure, projection_rules)
    row, column = np.nonzero(panel.present)
    points = np.cumsum(~np.isnan(values), axis=1)[row, column]
    due = laid.due[row, column]
    judged = statuses(attained[row, column], foreseen[row, column], points, rules)
    frame = pd.DataFrame({name: array[row, column] for name, array in (numbers | ends).items()})
    return frame.assign(
        territory=np.asarray(panel.territories, dtype=object)[row],
        as_of=np.asarray(days, dtype=object)[column],
        due_on=due,
        status=[NO_TARGET if day is None else status for day, status in zip(due, judged, strict=True)],
    ), bands


def _stack(frames: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    stacked = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame()
    return stacked.reindex(columns=columns)
