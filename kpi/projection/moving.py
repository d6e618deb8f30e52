"""The course of a measure that moves both ways: a share, a mean, a rate, a count of the last twelve months."""

import numpy as np

from kpi.measure_kind import MeasureKind
from kpi.projection.course import BothWays
from kpi.projection.series import Floats, Series, steps_of
from kpi.projection.steps import recent, windows

HALF_LIFE = 8.0  # months after which a monthly change weighs half
DRIFT_DOUBT = 0.35  # standard error of the coming drift as a share of it
NOISE = 1.0  # a drift whose square is so many squared standard errors counts by half
ALONE = 2.0  # a drift counts by half where the number of steps beyond the first has this square; one is no drift
BEFOREHAND = 2.0  # weight of the prior variance, in months of observed changes
TURNOVER = 0.02  # of the units behind a value are others after a month, at least
UNKNOWN_UNITS = 1000.0  # assumed where the number of units behind a share or mean is not known
DAMPING = 0.99  # of the drift that is left after each month


def moving(values: Floats, series: Series, horizon: int, recent_months: int, kind: MeasureKind) -> BothWays:
    """The course of ``values`` (series x months) over months 0 to ``horizon`` ahead.

    Centre: the value and its drift, the mean of the recent changes, less as far as chance explains it and as few
    changes show it, and less with each month ahead. Variance: that of monthly changes, of the drift's estimate, and of
    a drift that changes. The monthly variance that so many units have by chance enters as a prior, so that neither a
    flat series nor a single pair of values is taken as certain.
    """
    seen = recent(windows(steps_of(values), recent_months), HALF_LIFE)
    units, coming = _units(series.units, recent_months)
    step = (seen.weight * seen.variance + BEFOREHAND * _assumed(values, units, coming, kind)) / (
        seen.weight + BEFOREHAND
    )
    error = step / np.maximum(seen.weight, 1)
    more = np.maximum(seen.count - 1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        clear = np.nan_to_num(seen.pace**2 / (seen.pace**2 + NOISE * error)) * more**2 / (more**2 + ALONE)
    drift = (seen.pace * clear)[:, :, None]
    ahead = np.arange(horizon + 1, dtype=np.float64)
    damped = DAMPING * (1 - DAMPING**ahead) / (1 - DAMPING)
    growth = 1 + (coming / units)[:, :, None] * ahead  # a value that rests on more units moves less
    spread = step[:, :, None] * ahead / growth + error[:, :, None] * (ahead / growth) ** 2
    spread = spread + (DRIFT_DOUBT * drift * ahead) ** 2
    return BothWays(values[:, :, None] + drift * damped, spread, kind.lowest, kind.highest)


def _units(units: Floats, recent_months: int) -> tuple[Floats, Floats]:
    """The number of units behind each value, and how many come a month: as many as came lately, or TURNOVER."""
    known = np.where(units >= 1, units, UNKNOWN_UNITS)
    gained = windows(steps_of(units), recent_months)
    counted = ~np.isnan(gained)
    mean = np.where(counted, np.maximum(gained, 0.0), 0.0).sum(axis=2) / np.maximum(counted.sum(axis=2), 1)
    return known, np.maximum(mean, TURNOVER * known)


def _assumed(values: Floats, units: Floats, coming: Floats, kind: MeasureKind) -> Floats:
    """The variance of a monthly change that chance alone gives.

    Of a share or mean: that of one unit (p (100 - p) for a share) x the units that come / units^2. Of a rolling count,
    whose cases come and go at a twelfth of it a month: twice that.
    """
    if kind.whole:
        return np.asarray((np.maximum(values, 0.0) + 1) / 6)
    inside = (np.clip(values / 100, 0.0, 1.0) * units + 0.5) / (units + 1)
    one = 1e4 * inside * (1 - inside) if kind.share else np.full(units.shape, kind.spread)
    return np.asarray(one * coming / units**2)
