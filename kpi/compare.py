"""Comparison of two releases or two dates: each change of a figure, split by cause into parts that add up exactly."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kpi.change_records import Part

KEYS = ["kpi", "territory"]
SUPPRESSED = "*"
PARTS: tuple[Part, ...] = ("new_period", "revision", "definition", "unseparated")
PLAN_PARTS = ("path", "target")
AMOUNTS = ("before", "after", "change", *PARTS, "planned_before", "planned_after", *PLAN_PARTS)
STATES = ("compared", "suppressed", "appeared", "gone", "absent")
CENTS = 100
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Side:
    """One side of a comparison: everything that a release published, and the date up to which its figures count.

    ``figures``: kpi, territory, as_of, value (NaN where suppressed), sign, figure_status (observed, derived, …).
    ``judged``: kpi, territory, as_of, planned, baseline, target_value, due_on, judgement.
    ``definitions``, ``data``: measure to hash of its definition, of its input. ``judging``: hash of the status rules.
    """

    as_of: date
    figures: pd.DataFrame
    judged: pd.DataFrame
    definitions: Mapping[str, str]
    data: Mapping[str, str]
    judging: str


def compare(before: Side, after: Side) -> pd.DataFrame:
    """The change of each measure x territory between the latest figures of both sides, one row each.

    Amounts are whole hundredths of the measure's unit (Int64, NA where there is none), so that they add up exactly:
    change = after - before = new_period + revision + definition + unseparated, and
    planned_after - planned_before = path + target. With t1 the earlier and t2 the later of the two figures' dates, and
    R2 the release of the later one:

    new_period = v(R2, t2) - v(R2, t1), path = plan(R2, t2) - plan(R2, t1);
    what is left at t1 between the releases is revision where the measure's definition is the same, definition where
    its data are the same, unseparated where both changed or where R2 publishes no figure for t1; the plan's is target.

    So compare(a, b) is the negative of compare(b, a), and compare(a, a) is zero. ``state``: ``compared``, or why there
    is no change: ``suppressed`` on one side, ``appeared``, ``gone``, ``absent`` on both.
    """
    rows = _paired(_cells(before), _cells(after))
    ahead = ~(rows["as_of_b"] < rows["as_of_a"]).to_numpy()  # of equal dates, the second release is the later
    value_a, value_b = _cents(rows["value_a"]), _cents(rows["value_b"])
    plan_a, plan_b = _cents(rows["planned_a"]), _cents(rows["planned_b"])
    value_t1 = _cents(rows["value_at_a"].where(ahead, rows["value_at_b"]))
    plan_t1 = _cents(rows["planned_at_a"].where(ahead, rows["planned_at_b"]))
    redefined = _differ(rows["kpi"], before.definitions, after.definitions)
    resupplied = _differ(rows["kpi"], before.data, after.data)
    new_period, restated = _split(value_a, value_b, value_t1, ahead)
    path, target = _split(plan_a, plan_b, plan_t1, ahead)
    both_known = ~np.isnan(value_a) & ~np.isnan(value_b)
    bridged = both_known & ~np.isnan(value_t1)
    change = value_b - value_a
    parts = {
        "new_period": np.where(bridged, new_period, 0.0),
        "revision": np.where(bridged & ~redefined, restated, 0.0),
        "definition": np.where(bridged & redefined & ~resupplied, restated, 0.0),
        "unseparated": np.where(bridged, np.where(redefined & resupplied, restated, 0.0), change),
    }
    amounts = {"before": value_a, "after": value_b, "change": change}
    amounts |= {name: np.where(both_known, part, np.nan) for name, part in parts.items()}
    amounts |= {"planned_before": plan_a, "planned_after": plan_b, "path": path, "target": target}
    return rows[KEYS].assign(
        state=_states(rows, value_a, value_b),
        **{name: _whole(amount) for name, amount in amounts.items()},
        **{f"{name}_{side}": rows[f"{name}_{end}"] for name in ("as_of", "sign", "figure_status", "judgement", "due_on")
           for side, end in (("before", "a"), ("after", "b"))},
        **{f"{name}_{side}": _whole(_cents(rows[f"{column}_{end}"]))
           for name, column in (("goal", "target_value"), ("baseline", "baseline"))
           for side, end in (("before", "a"), ("after", "b"))},
        redefined=redefined,
        resupplied=resupplied,
        replanned=_replanned(rows, target),
        rejudged=np.full(len(rows), before.judging != after.judging),
    )  # fmt: skip


def _cells(side: Side) -> pd.DataFrame:
    """Each figure up to the side's date, with its plan; of duplicate rows the first. Dates as timestamps."""
    figures, judged = (frame.assign(as_of=pd.to_datetime(frame["as_of"])) for frame in (side.figures, side.judged))
    known = figures[figures["as_of"] <= pd.Timestamp(side.as_of)]
    cell = [*KEYS, "as_of"]
    return known.drop_duplicates(cell).merge(judged.drop_duplicates(cell), on=cell, how="left", validate="one_to_one")


def _paired(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Each side's latest row, joined with either side's value and plan at the other side's date."""
    ends = [cells.sort_values("as_of").drop_duplicates(KEYS, keep="last") for cells in (before, after)]
    rows = ends[0].merge(ends[1], on=KEYS, how="outer", suffixes=("_a", "_b"), validate="one_to_one")
    for cells, end in ((after, "a"), (before, "b")):
        there = cells[[*KEYS, "as_of", "value", "planned"]]
        there = there.set_axis([*KEYS, f"as_of_{end}", f"value_at_{end}", f"planned_at_{end}"], axis=1)
        rows = rows.merge(there, on=[*KEYS, f"as_of_{end}"], how="left", validate="one_to_one")
    return rows.sort_values(KEYS, ignore_index=True)


def _split(first: Floats, last: Floats, bridge: Floats, ahead: Flags) -> tuple[Floats, Floats]:
    """(change from the earlier to the later date, change at the earlier date): their sum is last - first."""
    gone = np.isnan(first + last + bridge)
    later, at_bridge = (last - bridge, bridge - first), (bridge - first, last - bridge)
    parts = [np.where(gone, np.nan, np.where(ahead, *pair)) for pair in (later, at_bridge)]
    return parts[0], parts[1]


def _states(rows: pd.DataFrame, first: Floats, last: Floats) -> NDArray[np.object_]:
    hidden = (rows["sign_a"].eq(SUPPRESSED) | rows["sign_b"].eq(SUPPRESSED)).to_numpy(dtype=bool)
    missing_a, missing_b = np.isnan(first), np.isnan(last)
    chosen = [hidden, ~missing_a & ~missing_b, missing_a & ~missing_b, ~missing_a & missing_b]
    return np.select(chosen, ["suppressed", "compared", "appeared", "gone"], default="absent").astype(object)


def _replanned(rows: pd.DataFrame, target: Floats) -> Flags:
    """Whether the plan changed: its target, baseline or last date, or its value at the earlier date."""
    moved = np.nan_to_num(target) != 0
    for name in ("target_value", "baseline"):
        moved |= _cents(rows[f"{name}_a"]) != _cents(rows[f"{name}_b"])
    moved |= (pd.to_datetime(rows["due_on_a"]) != pd.to_datetime(rows["due_on_b"])).to_numpy()
    planned = [rows[f"target_value_{end}"].notna().to_numpy() for end in "ab"]
    seen = [rows[f"as_of_{end}"].notna().to_numpy() for end in "ab"]
    both_seen: Flags = seen[0] & seen[1]
    replanned: Flags = both_seen & (planned[0] | planned[1]) & moved
    return replanned


def _differ(measures: pd.Series, first: Mapping[str, str], last: Mapping[str, str]) -> Flags:
    changed = {kpi: first.get(kpi) != last.get(kpi) for kpi in set(first) | set(last)}
    return measures.map(changed).fillna(True).to_numpy(dtype=bool)


def _cents(values: pd.Series) -> Floats:
    """Whole hundredths as float64: exact up to 9e15 hundredths."""
    cents: Floats = np.rint(values.to_numpy(dtype=np.float64, na_value=np.nan) * CENTS)
    return cents


def _whole(cents: Floats) -> pd.Series:
    return pd.Series(cents, dtype="Float64").astype("Int64")
