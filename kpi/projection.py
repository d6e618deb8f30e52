"""Where measures are heading: a band of chance for many series and months at once, suited to each kind of measure."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from kpi.distributions import below, gamma_above, gamma_at
from kpi.measure_kind import Nature
from kpi.recent_pace import Recent, recent_of

Floats = NDArray[np.float64]

# Chosen on half of the territories of the demonstration; docs/method.md tells how far the other half is untouched.
HALF_LIFE = 6.0  # months after which a step of a growing count weighs half
PACE_DOUBT = 0.5  # standard error of a pace that goes on, as a share of it
DRIFT_DOUBT = 0.9  # the same for the drift of a measure that moves both ways
USUAL_RISE, RISE_SPREAD = 1.5, 0.3  # a count goes with time to this power; how far single series differ from it
LEAST_RISE, MOST_RISE = 0.5, 3.0
BEFOREHAND = 2.0  # how many months' steps the assumptions are worth beside those seen
HALF_CASE = 0.5  # a count of nothing does not prove that nothing can come
CLEAR = 4.0  # a drift below this many squared standard errors over nothing is noise


@dataclass(frozen=True)
class Projection:
    """A band of the wanted probability: series x months x months ahead, NaN where nothing can be projected.

    ``above(targets, place)`` gives per series and month the chance to end at its target or higher, ``below`` or lower.
    """

    low: Floats
    mid: Floats
    high: Floats
    above: Callable[[Floats, NDArray[np.int64]], Floats]
    below: Callable[[Floats, NDArray[np.int64]], Floats]

    def probability(self, targets: Floats, ahead: NDArray[np.int64], rising: bool) -> Floats:
        """The chance that the target is met ``ahead`` months on (below 1 gives NaN).

        ``targets``, ``ahead``: series x months. Met means at the target or beyond it in the measure's good direction.
        """
        place = np.clip(ahead - 1, 0, self.mid.shape[2] - 1)
        chance = (self.above if rising else self.below)(targets, place)
        known = ~np.isnan(np.take_along_axis(self.mid, place[:, :, None], axis=2)[:, :, 0])
        return np.where(known & (ahead >= 1) & (ahead <= self.mid.shape[2]), chance, np.nan)


def project(
    values: Floats, units: Floats, ages: Floats, horizon: int, *, recent: int, interval: float, nature: Nature
) -> Projection:
    """Project ``horizon`` (1 or more) months beyond each month of each series.

    ``values``, ``units`` (what a value rests on; NaN where unknown): series x consecutive months, oldest first, NaN
    where missing. ``ages``: months since the start of the agreement, one per month. Only what was known by a month
    enters its projection, and no other series: the same series gives the same band alone and in any company, and no
    random number is drawn. Without a value at the month, or a step between two neighbouring months in the last
    ``recent``, there is no projection.
    """
    ahead = np.arange(1, horizon + 1, dtype=np.float64)
    return project_over(values, units, ages, ahead, recent=recent, interval=interval, nature=nature)


def project_over(
    values: Floats, units: Floats, ages: Floats, ahead: Floats, *, recent: int, interval: float, nature: Nature
) -> Projection:
    """``project`` for the months ``ahead`` (ascending, 0 or more); 0 months ahead the band is the value itself."""
    score = NormalDist().inv_cdf((1 + interval) / 2)
    if nature.grows:
        return _growing(recent_of(values, units, recent, HALF_LIFE), ages, ahead, score, nature.whole)
    return _moving(recent_of(values, units, recent), ahead, score, nature)


def _growing(seen: Recent, ages: Floats, ahead: Floats, score: float, whole: bool) -> Projection:
    """What is yet to come to a cumulated count or sum is gamma-distributed: never negative, so the count never falls.

    Mean: pace x equivalent months, the pace rising as the derivative of a power of the agreement's age. Variance:
    steps that differ by chance, a pace known from few steps, and a pace that does not go on (PACE_DOUBT). A count is
    in whole numbers.
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
    bands = [last + gamma_at(mean, around, z) for z in (-score, 0.0, score)]
    low, mid, high = (np.maximum.accumulate(_rounded(band) if whole else band, axis=2) for band in bands)

    def above(targets: Floats, place: NDArray[np.int64]) -> Floats:
        return gamma_above(_at(mean, place), _at(around, place), targets - nudge - seen.last)

    def beneath(targets: Floats, place: NDArray[np.int64]) -> Floats:
        beyond = gamma_above(_at(mean, place), _at(around, place), targets + nudge - seen.last)
        exact = (_at(around, place) <= 0) & (_at(mean, place) <= targets - seen.last)
        return np.where(exact, 1.0, np.where(targets < seen.last, 0.0, 1 - beyond))

    return Projection(low, mid, high, above, beneath)


def _rise(last: Floats, variance: Floats, age: Floats) -> Floats:
    """The power of the age that a count goes with: what the series shows, as far as it shows it, and else the usual.

    From the logarithm of the count against that of up to a year before, weighed against its standard error.
    """
    back = np.minimum(12, age // 2).astype(np.int64)
    place = np.arange(last.shape[1]) - back
    before = np.where(place >= 0, last[:, np.maximum(place, 0)], np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        span = np.log(age / (age - back))
        shown = np.clip(np.log((last + 0.5) / (before + 0.5)) / span, LEAST_RISE, MOST_RISE)
        error = back * variance / np.maximum(last, 0.5) ** 2 / span**2
        trust = RISE_SPREAD**2 / (RISE_SPREAD**2 + error)
        found = USUAL_RISE + trust * (shown - USUAL_RISE)
    return np.where(np.isnan(found), USUAL_RISE, found)


def _moving(seen: Recent, ahead: Floats, score: float, nature: Nature) -> Projection:
    """A share, a mean, a rate or a rolling count: the last value, a drift where it is clear, and a normal band.

    The drift is the pace, less the part that chance explains. The band widens with the variance of the steps, the
    less the more units the value will rest on, and with the doubt about the drift. Few units widen it: the variance
    of one unit (p (100 - p) for a share), over the units, counts as BEFOREHAND months of steps. Kept to the limits.
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        chance = CLEAR * seen.variance / np.maximum(seen.weight, 1) / seen.pace**2
        clear = np.where(seen.pace**2 > 0, np.maximum(1 - chance, 0.0), 0.0)
        units = np.where(seen.units >= 1, seen.units, np.inf)
        inside = np.where(np.isinf(units), 0.5, (seen.last / 100 * units + 0.5) / (units + 1))
        one = 1e4 * inside * (1 - inside) if nature.share else np.full(units.shape, nature.spread)
        assumed = np.maximum(one, 0.0) * seen.joining / units**2
    steady = seen.square - seen.pace**2 * clear * (2 - clear)
    step = (seen.weight * np.maximum(steady, 0.0) + BEFOREHAND * assumed) / (seen.weight + BEFOREHAND)
    drift = (seen.pace * clear)[:, :, None] * ahead
    growth = (seen.joining / units)[:, :, None]
    spread = np.sqrt(step[:, :, None] * ahead / (1 + growth * ahead) + (DRIFT_DOUBT * drift) ** 2)
    middle = seen.last[:, :, None] + drift
    low, mid, high = (np.clip(middle + z * spread, nature.lowest, nature.highest) for z in (-score, 0.0, score))

    def above(targets: Floats, place: NDArray[np.int64]) -> Floats:
        found = _chance(_at(middle, place) - targets, _at(spread, place))
        return np.where(targets <= nature.lowest, 1.0, np.where(targets > nature.highest, 0.0, found))

    def beneath(targets: Floats, place: NDArray[np.int64]) -> Floats:
        found = _chance(targets - _at(middle, place), _at(spread, place))
        return np.where(targets >= nature.highest, 1.0, np.where(targets < nature.lowest, 0.0, found))

    return Projection(low, mid, high, above, beneath)


def _chance(margin: Floats, spread: Floats) -> Floats:
    """The chance that a normal error leaves a margin of 0 or more; certain either way where there is no spread."""
    score = np.divide(margin, spread, out=np.zeros(np.broadcast_shapes(margin.shape, spread.shape)), where=spread > 0)
    return np.where(spread > 0, below(score), np.where(margin >= -1e-9, 1.0, 0.0))


def _rounded(band: Floats) -> Floats:
    return np.floor(band + 0.5)


def _at(band: Floats, place: NDArray[np.int64]) -> Floats:
    return np.asarray(np.take_along_axis(band, place[:, :, None], axis=2)[:, :, 0])
