"""The course of a cumulative count or sum: its pace, how that pace grows, and the months of the year."""

import numpy as np

from kpi.projection.course import Upward
from kpi.projection.season import YEAR, seasons
from kpi.projection.series import Floats, Series, steps_of
from kpi.projection.steps import RecentSteps, recent, windows

HALF_LIFE = 9.0  # months after which a monthly change weighs half
PACE_DOUBT = 0.25  # standard error of the coming pace as a share of it, before the series' own past says otherwise
USUAL_RISE, RISE_SPREAD = 1.5, 0.3  # prior mean and standard deviation of the power of time that a count grows with
LEAST_RISE, MOST_RISE = 0.5, 3.0
BEFOREHAND = 2.0  # weight of the prior variance, in months of observed changes
HALF_CASE = 0.5  # cases added to the recent ones, so that a pace of zero is not certain
REGULAR, MOST_OF_USUAL = 6, 3.0  # from so many months with an increase on, one beyond 3 usual ones counts as 3


def growing(values: Floats, series: Series, horizon: int, recent_months: int, whole: bool) -> Upward:
    """The course of ``values`` (series x months: cumulative counts or sums) over months 0 to ``horizon`` ahead.

    The increase is gamma-distributed. Its mean: pace x equivalent months, since a total grows with a power of the
    agreement's age, each month by its season. Its variance: that of monthly changes, that of a pace estimated from few
    of them, and that of a pace which changes (PACE_DOUBT). A month in which the total fell is a correction of what was
    counted before: no pace is taken from it. A single month beyond all others moves the pace by what is usual.
    """
    steps = steps_of(values)
    steps = np.where(steps < 0, np.nan, steps)
    factors = seasons(steps, series.calendar)
    months = values.shape[1]
    back = (np.arange(months)[:, None] - np.arange(recent_months - 1, -1, -1)) % months
    of_step = np.broadcast_to(series.calendar[back], (*values.shape, recent_months))
    taken = windows(steps, recent_months)
    case = np.ones(values.shape) if whole else _usual_increase(steps)
    seen = _seen(taken / np.take_along_axis(factors, of_step, axis=2), case)
    seldom = (taken > 0).sum(axis=2) < REGULAR
    age = np.maximum(series.ages, 1.0)
    rise = _rise(values, seen.variance, age)[:, :, None]
    ahead = np.arange(horizon + 1, dtype=np.float64)
    even = age[:, None] * (((age[:, None] + ahead) / age[:, None]) ** rise - 1) / rise
    coming = (series.calendar[:, None] + np.arange(1, horizon + 1)) % YEAR
    weight = np.take_along_axis(factors, np.broadcast_to(coming, (*values.shape, horizon)), axis=2)
    equivalent = np.zeros(even.shape)
    equivalent[:, :, 1:] = np.cumsum(np.diff(even, axis=2) * weight, axis=2)
    mean = seen.pace[:, :, None] * equivalent
    variance = seen.variance[:, :, None] * (equivalent + equivalent**2 / np.maximum(seen.weight, 1)[:, :, None])
    least = np.where(seldom, np.nan_to_num(HALF_CASE * _usual_increase(steps)), 0.0)
    return Upward(values, least, mean, variance + (PACE_DOUBT * mean) ** 2, np.ones(mean.shape), whole)


def _usual_increase(steps: Floats) -> Floats:
    """The mean so far of the months that brought an increase; NaN where none has."""
    rose = steps > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.cumsum(np.where(rose, steps, 0.0), axis=1) / np.cumsum(rose, axis=1))


def _seen(steps: Floats, case: Floats) -> RecentSteps:
    """Statistics of the recent steps, with half a case added to the pace and the prior to the variance.

    ``case``: 1 for a count, the usual increase for a sum. Where it is not known there is no pace.
    """
    ordered = np.sort(np.where(steps > 0, steps, np.nan), axis=2)  # NaN last
    count = (~np.isnan(ordered)).sum(axis=2)
    middle = np.maximum(count - 1, 0)[:, :, None] / 2
    lower, upper = (np.take_along_axis(ordered, edge(middle).astype(np.int64), axis=2) for edge in (np.floor, np.ceil))
    most = np.where(count[:, :, None] >= REGULAR, MOST_OF_USUAL * (lower + upper) / 2, np.inf)
    found = recent(np.minimum(steps, most), HALF_LIFE)
    prior = case * np.maximum(found.pace, HALF_CASE * case / np.maximum(found.weight, 1))
    variance = (found.weight * found.variance + BEFOREHAND * prior) / (found.weight + BEFOREHAND)
    pace = found.pace + HALF_CASE * case / np.maximum(found.count, 1)
    return RecentSteps(found.count, pace, variance, found.weight)


def _rise(last: Floats, variance: Floats, age: Floats) -> Floats:
    """The power of the agreement's age that a count grows with: the series' estimate, shrunk towards USUAL_RISE.

    The estimate is the slope of log count on log age over the last year or less; its weight falls with its variance.
    """
    back = np.minimum(YEAR, age // 2).astype(np.int64)
    place = np.arange(last.shape[1]) - back
    before = np.where(place >= 0, last[:, np.maximum(place, 0)], np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        span = np.log(age / (age - back))
        slope = np.clip(np.log((last + HALF_CASE) / (before + HALF_CASE)) / span, LEAST_RISE, MOST_RISE)
        error = back * variance / np.maximum(last, HALF_CASE) ** 2 / span**2
        trust = RISE_SPREAD**2 / (RISE_SPREAD**2 + error)
        rise = USUAL_RISE + trust * (slope - USUAL_RISE)
    return np.where(np.isnan(rise), USUAL_RISE, rise)
