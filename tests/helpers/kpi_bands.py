"""Reference implementation of the projection's bands for one series at a time, by loops and without numpy.

``values`` by month from the agreement's first, a July; NaN where missing. The numbers are those of kpi/projection.
"""

import itertools
import math
from collections.abc import Callable, Sequence

NAN, SCORE = float("nan"), 1.2815515655446004
Values = Sequence[float]
Forecast = tuple[float, float]  # expected value and variance
Model = Callable[[int, int], Forecast | None]  # at a month, so many months ahead


def steps(values: Values, month: int) -> list[float]:
    """The change into each month up to ``month``; over a gap of less than three months in equal parts."""
    known = [place for place in range(month + 1) if not math.isnan(values[place])]
    found = [NAN] * (month + 1)
    for before, after in itertools.pairwise(known):
        if after - before <= 3:
            for place in range(before + 1, after + 1):
                found[place] = (values[after] - values[before]) / (after - before)
    return found


def weighed(changes: Sequence[tuple[int, float]], half_life: float) -> tuple[float, float, float]:
    """Mean, variance and effective number of (months ago, change)."""
    weights = [0.5 ** (ago / half_life) for ago, _ in changes]
    total = sum(weights)
    mean = sum(weight * change for weight, (_, change) in zip(weights, changes, strict=True)) / total
    variance = sum(weight * (change - mean) ** 2 for weight, (_, change) in zip(weights, changes, strict=True)) / total
    return mean, variance, total**2 / sum(weight**2 for weight in weights)


def season(changes: Sequence[float], month: int) -> list[float]:
    """Factors of the twelve months of the year, from what is known half a year on."""
    apart: dict[int, list[float]] = {}
    for place in range(6, month - 5):
        around = changes[place - 6 : place + 7]
        level = (sum(around) - (around[0] + around[-1]) / 2) / 12 if len(around) == 13 else NAN
        if level > 0 and not math.isnan(changes[place]):
            apart.setdefault((place + 6) % 12, []).append(changes[place] / level - 1)
    every = [one for own in apart.values() for one in own]
    scatter = sum(one**2 for one in every) / len(every) if every else 0.0
    factors = []
    for calendar in range(12):
        own = apart.get(calendar, [])
        against = len(own) * 0.09 + scatter
        trust = len(own) * 0.09 / against if against else 0.0
        factors.append(min(2.5, max(0.2, 1 + trust * sum(own) / max(1, len(own)))))
    return [factor * 12 / sum(factors) for factor in factors]


def sum_forecast(values: Values, month: int, ahead: int) -> tuple[float, float, float] | None:
    """Mean and variance of the increase of a cumulated sum in euro, and the least increase that is one."""
    changes = [NAN if change < 0 else change for change in steps(values, month)]
    rose = [change for change in changes if change > 0]
    recent = range(max(0, month - 11), month + 1)
    factors = season(changes, month)
    seen = [(month - place, changes[place] / factors[(place + 6) % 12]) for place in recent
            if not math.isnan(changes[place])]  # fmt: skip
    if math.isnan(values[month]) or not seen or not rose:
        return None
    case, lately = sum(rose) / len(rose), sorted(change for _, change in seen if change > 0)
    middle = len(lately) // 2
    usual = (lately[middle] + lately[-middle - 1]) / 2 if len(lately) >= 6 else math.inf
    pace, variance, worth = weighed([(ago, min(change, 3 * usual)) for ago, change in seen], 9)
    prior = case * max(pace, 0.5 * case / max(worth, 1))
    variance, pace = (worth * variance + 2 * prior) / (worth + 2), pace + 0.5 * case / len(seen)
    age, rise = month + 1.0, 1.5
    back = min(12, (month + 1) // 2)
    before = values[month - back] if 0 < back <= month else NAN
    if not math.isnan(before):
        span = math.log(age / (age - back))
        shown = min(3.0, max(0.5, math.log((values[month] + 0.5) / (before + 0.5)) / span))
        error = back * variance / max(values[month], 0.5) ** 2 / span**2
        rise += 0.09 / (0.09 + error) * (shown - 1.5)
    even = [age * (((age + one) / age) ** rise - 1) / rise for one in range(ahead + 1)]
    months = sum((even[one] - even[one - 1]) * factors[(month + one + 6) % 12] for one in range(1, ahead + 1))
    mean = pace * months
    least = 0.5 * case if sum(change > 0 for _, change in seen) < 6 else 0.0
    return mean, variance * (months + months**2 / max(worth, 1.0)) + (0.25 * mean) ** 2, least


def share_forecast(values: Values, units: Values, month: int, ahead: int) -> Forecast | None:
    """Expected value and variance of a share (0 to 100); the units are known in every month."""
    seen = [(month - place, change) for place, change in enumerate(steps(values, month))
            if month - place < 12 and not math.isnan(change)]  # fmt: skip
    if math.isnan(values[month]) or not seen:
        return None
    last, base = values[month], units[month]
    gained = [units[place] - units[place - 1] for place in range(max(1, month - 11), month + 1)]
    coming = max(sum(max(0.0, one) for one in gained) / max(1, len(gained)), 0.02 * base)
    pace, variance, worth = weighed(seen, 8)
    inside = (last / 100 * base + 0.5) / (base + 1)
    step = (worth * variance + 2 * 1e4 * inside * (1 - inside) * coming / base**2) / (worth + 2)
    error, more = step / max(worth, 1.0), len(seen) - 1
    clear = pace**2 / (pace**2 + error) * more**2 / (more**2 + 2) if pace or error else 0.0
    drift, growth = pace * clear, 1 + coming / base * ahead
    spread = step * ahead / growth + error * (ahead / growth) ** 2 + (0.35 * drift * ahead) ** 2
    return last + drift * sum(0.99**one for one in range(1, ahead + 1)), spread


def widening(values: Values, model: Model, month: int) -> float:
    """The factor on the variance, from projections of earlier months to months known by now, 12 ahead at most."""
    off = weight = 0.0
    for origin in range(month):
        for ahead in range(1, min(12, month - origin) + 1):
            foreseen, value = model(origin, ahead), values[origin + ahead]
            if foreseen and not math.isnan(value):
                error = (value - foreseen[0]) ** 2 / max(foreseen[1], 1e-12)
                off, weight = off + min(error, 9.0) / ahead, weight + 1 / ahead
    if not weight:
        return 1.0
    seen = max(0, sum(not math.isnan(value) for value in values[: month + 1]) - 6) / 2
    return (4 + seen * off / weight) / (4 + seen)


def band_of_a_share(values: Values, units: Values, month: int, ahead: int) -> tuple[float, float]:
    """The 80 % band of a share, whole months ahead."""
    model = lambda origin, later: share_forecast(values, units, origin, later)  # noqa: E731
    foreseen = model(month, ahead)
    if not foreseen:
        return NAN, NAN
    half = SCORE * math.sqrt(foreseen[1] * widening(values, model, month))
    return max(0.0, min(100.0, foreseen[0] - half)), max(0.0, min(100.0, foreseen[0] + half))


def band_of_a_sum(values: Values, month: int, ahead: int) -> tuple[float, float]:
    """The 80 % band of a cumulated sum in euro, whole months ahead; neither edge falls with the months."""

    def model(origin: int, later: int) -> Forecast | None:
        found = sum_forecast(values, origin, later)
        return (values[origin] + found[0], found[1]) if found else None

    if not model(month, ahead):
        return NAN, NAN
    factor, edges = widening(values, model, month), [values[month], values[month]]
    for later in range(1, ahead + 1):
        mean, variance, least = sum_forecast(values, month, later) or (NAN, NAN, NAN)
        shape = mean**2 / (variance * factor)
        for place, score in enumerate((-SCORE, SCORE)):
            increase = mean * max(0.0, 1 - 1 / (9 * shape) + score / (3 * math.sqrt(shape))) ** 3
            edges[place] = max(edges[place], values[month] + (increase if increase >= least else 0.0))
    return edges[0], edges[1]
