"""Reference implementation of plan and status for one series at a time, without numpy; bands in kpi_bands."""

import itertools
import math
from collections.abc import Sequence
from datetime import date

from kpi.plan import Plan

NAN = float("nan")


def planned(plan: Plan, day: date) -> float:
    """The planned value, by a loop over the milestones."""
    if day <= plan.dates[0]:
        return plan.values[0]
    stages = list(zip(plan.dates, plan.values, strict=True))
    for (start, low), (end, high) in itertools.pairwise(stages):
        if day <= end:
            return low + (high - low) * (day - start).days / (end - start).days
    return plan.values[-1]


def attained(plan: Plan, value: float) -> float:
    return (value - plan.values[0]) / (plan.values[-1] - plan.values[0]) if plan.values[-1] != plan.values[0] else NAN


def steps(values: Sequence[float], month: int, back: int) -> list[tuple[int, float]]:
    """(months ago, change) for each known step of the last ``back`` months."""
    found = []
    for place in range(max(1, month - back + 1), month + 1):
        change = values[place] - values[place - 1]
        if not math.isnan(change):
            found.append((month - place, change))
    return found


def recent_pace(values: Sequence[float], month: int) -> float:
    known = [change for _, change in steps(values, month, 6)]
    return sum(known) / len(known) if known else NAN


def status(share: float, foreseen: float, points: int) -> str:
    if points < 6:
        return "too_few_points"
    if math.isnan(share) or math.isnan(foreseen):
        return "not_assessable"
    if share + 1e-9 >= 1:
        return "reached"
    gap = share - foreseen + 1e-9
    return "on_track" if gap >= -0.05 else "slightly_late" if gap >= -0.15 else "late"
