"""Every measure and territory beside its plan, month by month: the frames that a release stores for its pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from kpi.measure_kind import Nature
from kpi.panel import Table, months_after, months_between, table_of
from kpi.plan import Plan, Versions, plans_over
from kpi.projection import project
from kpi.recent_pace import Floats, windows
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
    """How a projection is drawn: probability of its band, months looked back on, start of the agreement."""

    interval: float
    recent: int
    start: date


@dataclass(frozen=True)
class Measure:
    """What the method needs to know of a measure: what it can be, and which way is better."""

    nature: Nature
    rising: bool


def progress(
    history: pd.DataFrame,
    targets: pd.DataFrame,
    measures: Mapping[str, Measure],
    rules: StatusRules,
    drawing: ProjectionRules,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Judge each measure and territory at each of its months, and project those with a plan to its last date.

    ``history``: kpi, territory, as_of (date, month ends), value (float, NaN where missing or suppressed), and units
    (what the value rests on, NaN where unknown; may be left out).
    ``targets``: kpi, territory, due_on (date), value; the earliest date of a plan is its baseline. ``valid_from``
    (date): the rows of one such day are one whole plan, in force from that day until the next; may be left out.
    Returns (progress with the columns PROGRESS, projections with the columns PROJECTION).
    A row depends on its own series up to its month and on its own plan then in force, on no other row.
    """
    judged: list[pd.DataFrame] = []
    bands: list[pd.DataFrame] = []
    plans = plans_of(targets)
    for kpi, rows in history.groupby("kpi", sort=True):
        own = plans.get(str(kpi), {})
        with_plan = rows["territory"].isin(list(own))
        judged.append(rows.loc[~with_plan, [*KEYS, "value"]].assign(status=NO_TARGET))
        if with_plan.any():
            table = table_of(rows[with_plan])
            chosen = [own[territory] for territory in table.territories]
            beside, band = _beside_plans(table, chosen, measures[str(kpi)], rules, drawing)
            judged.append(beside.assign(kpi=kpi))
            bands.append(band.assign(kpi=kpi))
    return _stack(judged, PROGRESS), _stack(bands, PROJECTION)


def plans_of(targets: pd.DataFrame) -> dict[str, dict[str, Versions]]:
    """The plans of each measure by territory, in turn; a single date has no baseline and is no plan."""
    found: dict[str, dict[str, list[tuple[date, Plan]]]] = {}
    dated = targets if "valid_from" in targets else targets.assign(valid_from=date.min)
    keys = ["kpi", "territory", "valid_from"]
    for (kpi, territory, _), rows in dated.sort_values("due_on").groupby(keys, sort=True):
        if len(rows) > 1:
            since: date = rows["valid_from"].iloc[0]
            plan = Plan(tuple(rows["due_on"]), tuple(float(value) for value in rows["value"]))
            found.setdefault(str(kpi), {}).setdefault(str(territory), []).append((since, plan))
    return {kpi: dict(own) for kpi, own in found.items()}


def recent_pace(values: Floats) -> Floats:
    """Mean known change a month over the last PACE_MONTHS months, per series and month; NaN where none is known."""
    steps = np.diff(windows(values, PACE_MONTHS + 1), axis=2)
    known = ~np.isnan(steps)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(known, steps, 0.0).sum(axis=2) / known.sum(axis=2))


def required_pace(values: Floats, targets: Floats, left: Floats) -> Floats:
    """What is left to the target over the months left, all series x months; NaN once the target's month has come."""
    found = np.full(values.shape, np.nan)
    np.divide(targets - values, left, out=found, where=left > 0)
    return found


def _beside_plans(
    table: Table, plans: list[Versions], measure: Measure, rules: StatusRules, drawing: ProjectionRules
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One measure, territories x months: where each stands, and the bands ahead of each month."""
    values, days, laid = table.values, table.days, plans_over(plans, table.days)
    left = np.asarray([[_months_left(day, due) for day, due in zip(days, row, strict=True)] for row in laid.due])
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
        "required_pace": required_pace(values, laid.targets, left.astype(np.float64)),
    }
    ends, bands = _projected(table, laid.targets, left, measure, drawing)
    row, column = np.nonzero(table.present)
    points = np.cumsum(~np.isnan(values), axis=1)[row, column]
    due = laid.due[row, column]
    judged = statuses(attained[row, column], foreseen[row, column], points, rules)
    frame = pd.DataFrame({name: array[row, column] for name, array in (numbers | ends).items()})
    return frame.assign(
        territory=np.asarray(table.territories, dtype=object)[row],
        as_of=np.asarray(days, dtype=object)[column],
        due_on=due,
        status=[NO_TARGET if day is None else status for day, status in zip(due, judged, strict=True)],
    ), bands


def _months_left(day: date, due: date | None) -> int:
    return 0 if due is None else max(0, months_between(day, due))


def _projected(
    table: Table, targets: Floats, left: np.typing.NDArray[np.int64], measure: Measure, drawing: ProjectionRules
) -> tuple[dict[str, Floats], pd.DataFrame]:
    """What is foreseen at each target's date (territories x months), and the bands up to it as rows."""
    horizon = max(1, int(left.max()))
    ages = np.asarray([months_between(drawing.start, day) for day in table.days], dtype=np.float64)
    found = project(
        table.values, table.units, ages, horizon,
        recent=drawing.recent, interval=drawing.interval, nature=measure.nature,
    )  # fmt: skip
    place, due = np.maximum(left - 1, 0)[:, :, None], left > 0
    edges = {"low": found.low, "mid": found.mid, "high": found.high}
    ends = {
        f"projected_{name}": np.where(due, np.take_along_axis(edge, place, axis=2)[:, :, 0], np.nan)
        for name, edge in edges.items()
    } | {"probability": found.probability(targets, left, measure.rising)}
    drawn = ~np.isnan(found.mid) & (np.arange(horizon) < left[:, :, None])
    row, column, ahead = np.nonzero(drawn)
    return ends, pd.DataFrame(
        {
            "territory": np.asarray(table.territories, dtype=object)[row],
            "as_of": np.asarray(table.days, dtype=object)[column],
            "month": months_after(table.days, horizon)[column, ahead],
        }
        | {name: edge[drawn] for name, edge in edges.items()}
    )


def _stack(frames: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    stacked = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame()
    return stacked.reindex(columns=columns)
