"""The course of a share counted since the start: from the courses of its numerator and denominator."""

import numpy as np

from kpi.measure_kind import MeasureKind
from kpi.projection.course import BothWays, Upward
from kpi.projection.growing import growing
from kpi.projection.moving import moving
from kpi.projection.series import Series, steps_of
from kpi.projection.steps import weights_of, windows

HALF_LIFE = 8.0  # months after which a monthly change weighs half
BEFOREHAND_CASES = 4.0  # new cases whose share is taken to be that of all cases so far
BEFOREHAND = 2.0  # weight of the variance by chance, in months of observed changes
DRIFT = 0.0004  # variance a month by which the share among new cases wanders
LEAST_CASES = 0.5  # new cases a month, at least, by which a variance is divided
COUNT = MeasureKind(grows=False, whole=True, lowest=0.0, highest=np.inf)


def share_of_stock(series: Series, horizon: int, recent_months: int, kind: MeasureKind) -> Upward:
    """Cases since the start in 100 units of a stock, such as cooperatives reached in the active ones.

    The numerator grows as ``growing`` has it, so that the share falls no lower than today's cases in the stock to come;
    the stock follows the middle of ``moving``.
    """
    numerator = growing(series.numerators, series, horizon, recent_months, whole=True)
    stock = np.maximum(moving(series.denominators, series, horizon, recent_months, COUNT).centre, 1.0)
    known = np.where(np.isnan(series.values), np.nan, series.numerators)
    return Upward(
        known, numerator.least, numerator.mean, numerator.variance, 100 / stock, whole=False, highest=kind.highest
    )


def share_of_cases(series: Series, horizon: int, recent_months: int, kind: MeasureKind) -> BothWays:
    """Part of all cases since the start, such as services with cooperative content in all services.

    What was counted stays; the coming cases are as many as ``growing`` expects, and the recent share of new cases
    holds for them. Variance: chance among the new cases, and a share among them that is estimated and wanders.
    """
    cases = growing(series.denominators, series, horizon, recent_months, whole=True)
    part, whole = (windows(steps_of(grid), recent_months) for grid in (series.numerators, series.denominators))
    known = ~np.isnan(part) & ~np.isnan(whole)
    weights = weights_of(known, HALF_LIFE)
    taken, of = (np.where(known, grid, 0.0) for grid in (part, whole))
    months, all_new = weights.sum(axis=2), np.maximum((weights * of).sum(axis=2), 0.0)
    so_far = series.values / 100
    among = ((weights * taken).sum(axis=2) + BEFOREHAND_CASES * so_far) / (all_new + BEFOREHAND_CASES)
    among = np.clip(np.where(known.any(axis=2), among, np.nan), 0.0, 1.0)
    each = np.maximum(all_new / np.maximum(months, 1), LEAST_CASES)
    apart = (weights * (taken - among[:, :, None] * of) ** 2).sum(axis=2) / np.maximum(months, 1)
    worth = months**2 / np.maximum((weights**2).sum(axis=2), 1)
    one = (worth * apart / each + BEFOREHAND * among * (1 - among)) / (worth + BEFOREHAND)
    new, ahead = cases.mean, np.arange(horizon + 1, dtype=np.float64)
    total = np.maximum(series.denominators[:, :, None] + new, 1.0)
    centre = 100 * ((so_far * series.denominators)[:, :, None] + among[:, :, None] * new) / total
    centre = np.where(ahead == 0, series.values[:, :, None] + 0 * among[:, :, None], centre)
    doubt = (one / np.maximum(all_new + BEFOREHAND_CASES, 1))[:, :, None] + DRIFT * ahead
    return BothWays(centre, 1e4 * (one[:, :, None] * new + doubt * new**2) / total**2, kind.lowest, kind.highest)
