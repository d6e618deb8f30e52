"""The status of a measure: its attainment compared with the planned attainment. Statuses are never averaged."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

REACHED, ON_TRACK, SLIGHTLY_LATE, LATE = "reached", "on_track", "slightly_late", "late"
# A target that the data exceed several times over says something of the target alone: it is no success.
TO_REVIEW = "to_review"
NOT_ASSESSABLE, TOO_FEW_POINTS, NO_TARGET = "not_assessable", "too_few_points", "no_target"
JUDGED = (REACHED, ON_TRACK, SLIGHTLY_LATE, LATE)
STATUSES = (*JUDGED, TO_REVIEW, NOT_ASSESSABLE, TOO_FEW_POINTS, NO_TARGET)
# Tolerance for floating point: a value exactly on a threshold is within it.
ROUNDING = 1e-9


@dataclass(frozen=True)
class StatusRules:
    """Thresholds as differences of attainment, and the number of monthly values below which there is no status.

    ``implausible``: the attainment from which on the target, and not the measure, is what has to be looked at.
    """

    on_track: float
    slightly_late: float
    minimum_points: int
    implausible: float = math.inf


def statuses(
    attained: NDArray[np.float64], planned: NDArray[np.float64], points: NDArray[np.int64], rules: StatusRules
) -> list[str]:
    """One status per element of attainment A, planned attainment P and the number of monthly values so far.

    to_review: A >= implausible; reached: A >= 1; on_track: A >= P - on_track; slightly_late: A >= P - slightly_late;
    else late. too_few_points below ``minimum_points``; not_assessable where A or P is NaN.
    """
    gap = attained - planned + ROUNDING
    conditions = [
        points < rules.minimum_points,
        np.isnan(attained) | np.isnan(planned),
        attained + ROUNDING >= rules.implausible,
        attained + ROUNDING >= 1,
        gap >= -rules.on_track,
        gap >= -rules.slightly_late,
    ]
    named = [TOO_FEW_POINTS, NOT_ASSESSABLE, TO_REVIEW, REACHED, ON_TRACK, SLIGHTLY_LATE]
    chosen = np.select(conditions, named, default=LATE)
    return [str(status) for status in chosen]
