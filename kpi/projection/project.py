"""Projection of many series and months at once: a band of chance for the coming months, by the kind of measure."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from kpi.measure_kind import MeasureKind
from kpi.projection.course import Course, between
from kpi.projection.growing import growing
from kpi.projection.moving import moving
from kpi.projection.own_errors import CHECKED, widening
from kpi.projection.ratio import share_of_cases, share_of_stock
from kpi.projection.series import Floats, Series


@dataclass(frozen=True)
class Projection:
    """A band of a given probability: series x months x months ahead (1, 2, ...), NaN where nothing can be projected."""

    low: Floats
    mid: Floats
    high: Floats
    course: Course
    score: float
    whole: bool

    def at(self, ahead: Floats) -> tuple[Floats, Floats, Floats]:
        """Low, mid and high ``ahead`` months later (series x months, parts of a month too); NaN beyond the horizon.

        Between two month ends they lie on the straight line between the band's.
        """
        inside = self._inside(ahead)
        grids = (between(self.course.quantile(score), ahead)[:, :, 0] for score in (-self.score, 0.0, self.score))
        low, mid, high = (np.where(inside, np.floor(one + 0.5) if self.whole else one, np.nan) for one in grids)
        return low, mid, high

    def probability(self, targets: Floats, ahead: Floats, rising: bool) -> Floats:
        """The probability that the target is met ``ahead`` months later; both series x months.

        Met: at the target or beyond it, in the direction that is better. NaN where ``ahead`` is 0 or less.
        """
        at = self.course.at(ahead)
        chance = (at.at_least if rising else at.at_most)(targets[:, :, None])[:, :, 0]
        return np.where(self._inside(ahead) & ~np.isnan(at.centre[:, :, 0]), chance, np.nan)

    def _inside(self, ahead: Floats) -> Floats:
        return np.asarray((ahead > 0) & (ahead <= self.mid.shape[2]))


def project(series: Series, horizon: int, *, recent: int, interval: float, kind: MeasureKind) -> Projection:
    """Project ``horizon`` (1 or more) months beyond each month of each series.

    ``recent``: months looked back on for a pace. ``interval``: probability of the band. The projection of a month uses
    its own series up to that month and nothing else, so a series has the same band alone and beside others; no random
    number is drawn. There is none without a value at the month, or without a change between two months that lie
    within LONGEST_GAP of each other among the last ``recent``.
    """
    course = _course(series, max(horizon, CHECKED), recent, kind)
    course = course.widened(widening(series.values, course))
    score = NormalDist().inv_cdf((1 + interval) / 2)
    low, mid, high = (course.quantile(one)[:, :, 1 : horizon + 1] for one in (-score, 0.0, score))
    return Projection(low, mid, high, course, score, kind.grows and kind.whole)


def _course(series: Series, horizon: int, recent: int, kind: MeasureKind) -> Course:
    """The course of a measure by its kind; a share whose parts are not known moves as any other share."""
    if kind.grows:
        return growing(series.values, series, horizon, recent, kind.whole)
    if kind.cumulative_share and not np.isnan(series.denominators).all():
        return (share_of_stock if kind.of_stock else share_of_cases)(series, horizon, recent, kind)
    return moving(series.values, series, horizon, recent, kind)
