"""Projection: the distribution of coming months for many series and months at once, by the kind of measure."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from kpi.distributions import gamma_at_least, gamma_quantile, normal_cdf
from kpi.measure_kind import MeasureKind
from kpi.recent_pace import RecentSteps, recent_steps

Floats = NDArray[np.float64]

# Chosen on half of the territories of the demonstration; docs/method.md says how the other half was used.
HALF_LIFE = 6.0  # months after which a monthly change of a growing count weighs half
PACE_DOUBT = 0.5  # standard error of the future pace of a growing count, as a share of the pace
DRIFT_DOUBT = 0.9  # the same for the drift of a measure that moves both ways
USUAL_RISE, RISE_SPREAD = 1.5, 0.3  # prior mean and standard deviation of the power of time that a count grows with
LEAST_RISE, MOST_RISE = 0.5, 3.0
BEFOREHAND = 2.0  # weight of the prior variance, in months of observed changes
HALF_CASE = 0.5  # added to a count, so that a pace of zero is not certain
CLEAR = 4.0  # a drift whose square is below this many squared standard errors is taken as noise


@dataclass(frozen=True)
class Projection:
    """A band of a given probability: series x months x months ahead, NaN where nothing can be projected.

    ``above(targets, place)``: per series and month the probability of ending at the target or higher, ``place`` being
    the index of the month ahead; ``below``: at the target or lower.
    """

    low: Floats
    mid: Floats
    high: Floats
    above: Callable[[Floats, NDArray[np.int64]], Floats]
    below: Callable[[Floats, NDArray[np.int64]], Floats]

    def probability(self, targets: Floats, ahead: NDArray[np.int64], rising: bool) -> Floats:
        """The probability that the target is met ``ahead`` months later (NaN where ``ahead`` is below 1).

        ``targets``, ``ahead``: series x months. Met: at the target or beyond it, in the direction that is better.
        """
        place = np.clip(ahead - 1, 0, self.mid.shape[2] - 1)
        chance = (self.above if rising else self.below)(targets, place)
        known = ~np.isnan(np.take_along_axis(self.mid, place[:, :, None], axis=2)[:, :, 0])
        return np.where(known & (ahead >= 1) & (ahead <= self.mid.shape[2]), chance, np.nan)


def project(
    values: Floats, units: Floats, ages: Floats, horizon: int, *, recent: int, interval: float, kind: MeasureKind
) -> Projection:
    """Project ``horizon`` (1 or more) months beyond each month of each series.

    ``values``, ``units`` (number of units behind a value): series x consecutive months, oldest first, NaN where missing
    or unknown. ``ages``: months since the start of the agreement, one per month. ``interval``: probability of the band.
    The projection of a month uses its own series up to that month and nothing else, so a series has the same band alone
    and beside others; no random number is drawn. There is none without a value at the month, or without a change
    between two neighbouring months among the last ``recent``.
    """
    ahead = np.arange(1, horizon + 1, dtype=np.float64)
    return project_over(values, units, ages, ahead, recent=recent, interval=interval, kind=kind)


def project_over(
    values: Floats, units: Floats, ages: Floats, ahead: Floats, *, recent: int, interval: float, kind: MeasureKind
) -> Projection:
    """``project`` for given months ahead (``ahead``: ascending, 0 or more); at 0 the band is the value itself."""
    score = NormalDist().inv_cdf((1 + interval) / 2)
    if kind.grows:
        return _growing(recent_steps(values, units, recent, HALF_LIFE), ages, ahead, score, kind.whole)
    return _moving(recent_steps(values, units, recent), ahead, score, kind)


def _growing(seen: RecentSteps, ages: Floats, ahead: Floats, score: float, whole: bool) -> Projection:
    """Projection of a cumulative count or sum: its increase is gamma-distributed and never negative.

    Mean: pace x equivalent months, as the total grows with a power of the agreement's age. Variance: that of monthly
    changes, that of a pace estimated from few of them, and that of a pace which changes (PACE_DOUBT). The band of a
    count is rounded to whole numbers.
    """
    steps, pace, variance = seen.steps, seen.pace, seen.variance
    if whole:
        least = HALF_CASE / np.maximum(seen.weight, 1)
        variance = (seen.weight * variance + BEFOREHAND * np.maximum(pace, least)) / (seen.weight + BEFOREHAND)
        pace = np.maximum(pace, 0) + HALF_CASE / np.maximum(steps, 1)
    age = np.maximum(ages, 1.0)
    rise = _rise(seen.last, variance, age)[:, :, None]
    months = age[:, None] * (((age[:, None] + ahead) / age[:, None]) ** rise - 1) / rise
    mean = np.maximum(pace[:, :, None] * months, 0.0)
    around = variance[:, :, None] * (months + months**2 / np.maximum(seen.weight, 1)[:, :, None])
    around = around + (PACE_DOUBT * mean) ** 2
    last, nudge = seen.last[:, :, None], 0.5 if whole else 0.0
    bands = [last + gamma_quantile(mean, around, z) for z in (-score, 0.0, score)]
    low, mid, high = (np.maximum.accumulate(_rounded(band) if whole else band, axis=2) for band in bands)

    def above(targets: Floats, place: NDArray[np.int64]) -> Floats:
        return gamma_at_least(_at(mean, place), _at(around, place), targets - nudge - seen.last)

    def beneath(targets: Floats, place: NDArray[np.int64]) -> Floats:
        beyond = gamma_at_least(_at(mean, place), _at(around, place), targets + nudge - seen.last)
        exact = (_at(around, place) <= 0) & (_at(mean, place) <= targets - seen.last)
        return np.where(exact, 1.0, np.where(targets < seen.last, 0.0, 1 - beyond))

    return Projection(low, mid, high, above, beneath)


def _rise(last: Floats, variance: Floats, age: Floats) -> Floats:
    """The power of the agreement's age that a count grows with: the series' estimate, shrunk towards USUAL_RISE.

    The estimate is the slope of log count on log age over the last year or less; its weight falls with its variance.
    """
    back = np.minimum(12, age // 2).astype(np.int64)
    place = np.arange(last.shape[1]) - back
    before = np.where(place >= 0, last[:, np.maximum(place, 0)], np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        span = np.log(age / (age - back))
        slope = np.clip(np.log((last + 0.5) / (before + 0.5)) / span, LEAST_RISE, MOST_RISE)
        error = back * variance / np.maximum(last, 0.5) ** 2 / span**2
        trust = RISE_SPREAD**2 / (RISE_SPREAD**2 + error)
        rise = USUAL_RISE + trust * (slope - USUAL_RISE)
    return np.where(np.isnan(rise), USUAL_RISE, rise)


def _moving(seen: RecentSteps, ahead: Floats, score: float, kind: MeasureKind) -> Projection:
    """Projection of a share, mean, rate or rolling count: last value, drift, and a normal band within the limits.

    The drift is the pace, shrunk by the part that random changes explain. The band widens with the variance of monthly
    changes (less as the number of units grows) and with the uncertainty of the drift. The variance of one unit
    (p (100 - p) for a share), divided by the units, enters as a prior worth BEFOREHAND months of changes.
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        chance = CLEAR * seen.variance / np.maximum(seen.weight, 1) / seen.pace**2
        clear = np.where(seen.pace**2 > 0, np.maximum(1 - chance, 0.0), 0.0)
        units = np.where(seen.units >= 1, seen.units, np.inf)
        inside = np.where(np.isinf(units), 0.5, (seen.last / 100 * units + 0.5) / (units + 1))
        one = 1e4 * inside * (1 - inside) if kind.share else np.full(units.shape, kind.spread)
        assumed = np.maximum(one, 0.0) * seen.joining / units**2
    steady = seen.square - seen.pace**2 * clear * (2 - clear)
    step = (seen.weight * np.maximum(steady, 0.0) + BEFOREHAND * assumed) / (seen.weight + BEFOREHAND)
    drift = (seen.pace * clear)[:, :, None] * ahead
    growth = (seen.joining / units)[:, :, None]
    spread = np.sqrt(step[:, :, None] * ahead / (1 + growth * ahead) + (DRIFT_DOUBT * drift) ** 2)
    middle = seen.last[:, :, None] + drift
    low, mid, high = (np.clip(middle + z * spread, kind.lowest, kind.highest) for z in (-score, 0.0, score))

    def above(targets: Floats, place: NDArray[np.int64]) -> Floats:
        chance = _chance(_at(middle, place) - targets, _at(spread, place))
        return np.where(targets <= kind.lowest, 1.0, np.where(targets > kind.highest, 0.0, chance))

    def beneath(targets: Floats, place: NDArray[np.int64]) -> Floats:
        chance = _chance(targets - _at(middle, place), _at(spread, place))
        return np.where(targets >= kind.highest, 1.0, np.where(targets < kind.lowest, 0.0, chance))

    return Projection(low, mid, high, above, beneath)


def _chance(margin: Floats, spread: Floats) -> Floats:
    """The probability that margin + a normal error is 0 or more; 0 or 1 where there is no spread."""
    score = np.divide(margin, spread, out=np.zeros(np.broadcast_shapes(margin.shape, spread.shape)), where=spread > 0)
    return np.where(spread > 0, normal_cdf(score), np.where(margin >= -1e-9, 1.0, 0.0))


def _rounded(band: Floats) -> Floats:
    return np.floor(band + 0.5)


def _at(band: Floats, place: NDArray[np.int64]) -> Floats:
    return np.asarray(np.take_along_axis(band, place[:, :, None], axis=2)[:, :, 0])
