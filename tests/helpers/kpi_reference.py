"""Reference implementation of kpi/ for one series at a time, without numpy, to compare the vectorised one with."""

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


def band_of_a_share(values: Sequence[float], units: Sequence[float], month: int, ahead: int) -> tuple[float, float]:
    """The 80 % band of a share (0 to 100), ``ahead`` months on; the units are known in every month."""
    known = [change for _, change in steps(values, month, 12)]
    if not known or math.isnan(values[month]):
        return NAN, NAN
    count, last, base = len(known), values[month], units[month]
    pace = sum(known) / count
    variance = sum((change - pace) ** 2 for change in known) / count
    square = sum(change**2 for change in known) / count
    clear = max(0.0, 1 - 4 * variance / count / pace**2) if pace**2 else 0.0
    start = max(0, month - 12)
    joining = max(0.0, (base - units[start]) / max(1, month - start))
    inside = (last / 100 * base + 0.5) / (base + 1)
    assumed = max(0.0, 1e4 * inside * (1 - inside)) * joining / base**2
    step = (count * max(0.0, square - pace**2 * clear * (2 - clear)) + 2 * assumed) / (count + 2)
    drift = pace * clear * ahead
    spread = math.sqrt(step * ahead / (1 + joining / base * ahead) + (0.9 * drift) ** 2)
    score = 1.2815515655446004
    return tuple(min(100.0, max(0.0, last + drift + sign * score * spread)) for sign in (-1, 1))  # type: ignore[return-value]


def band_of_a_sum(values: Sequence[float], age: int, month: int, ahead: int) -> tuple[float, float]:
    """The 80 % band of a cumulated sum in euro; ``age`` months since the start at ``month``."""
    weighed = [(0.5 ** (ago / 6), change) for ago, change in steps(values, month, 12)]
    if not weighed or math.isnan(values[month]):
        return NAN, NAN
    total, last = sum(weight for weight, _ in weighed), values[month]
    pace = sum(weight * change for weight, change in weighed) / total
    variance = sum(weight * (change - pace) ** 2 for weight, change in weighed) / total
    worth = total**2 / sum(weight**2 for weight, _ in weighed)
    age, rise, back = max(1, age), 1.5, min(12, max(1, age) // 2)
    before = values[month - back] if 0 < back <= month else NAN
    if not math.isnan(before):
        span = math.log(age / (age - back))
        shown = min(3.0, max(0.5, math.log((last + 0.5) / (before + 0.5)) / span))
        error = back * variance / max(last, 0.5) ** 2 / span**2
        rise += 0.09 / (0.09 + error) * (shown - 1.5)
    months = age * (((age + ahead) / age) ** rise - 1) / rise
    mean = max(0.0, pace * months)
    around = variance * (months + months**2 / max(worth, 1.0)) + (0.5 * mean) ** 2
    if not (mean > 0 and around > 0):
        return last + mean, last + mean
    shape, score = mean**2 / around, 1.2815515655446004
    low, high = (
        last + mean * max(0.0, 1 - 1 / (9 * shape) + sign * score / (3 * math.sqrt(shape))) ** 3 for sign in (-1, 1)
    )
    return low, high
