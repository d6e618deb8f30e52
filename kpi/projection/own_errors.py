"""How far a series' own past projections were off: the band is widened or narrowed by it."""

import numpy as np

from kpi.projection.course import Course
from kpi.projection.series import Floats

BEFOREHAND = 4.0  # weight of the width as computed, against one for two months of past projections
FIRST = 6  # months whose projections rest on too little to say anything
CHECKED = 12  # months ahead to which past projections are held against figures, whatever the horizon
FARTHEST = 9.0  # squared standard errors as which a single past error counts at most


def widening(values: Floats, course: Course) -> Floats:
    """The factor on the variance of each month (series x months): 1 as long as no projection can be checked.

    ``course``: over CHECKED months ahead or more. At each month the earlier projections of the same series to months
    known by then are held against the figures. An error counts in proportion to the variance that was computed for it;
    near months ahead, where there are more of them to come, weigh more (1 / months ahead).
    """
    months = values.shape[1]
    off, weight = np.zeros(values.shape), np.zeros(values.shape)
    for ahead in range(1, min(months, CHECKED + 1)):
        spread = np.maximum(course.spread[:, :-ahead, ahead], 1e-12)
        error = (values[:, ahead:] - course.centre[:, :-ahead, ahead]) ** 2 / spread
        known = ~np.isnan(error)
        off[:, ahead:] += np.where(known, np.minimum(error, FARTHEST), 0.0) / ahead
        weight[:, ahead:] += known / ahead
    off, weight = np.cumsum(off, axis=1), np.cumsum(weight, axis=1)
    mean = np.divide(off, weight, out=np.ones(off.shape), where=weight > 0)
    seen = np.where(weight > 0, np.maximum(np.cumsum(~np.isnan(values), axis=1) - FIRST, 0) / 2, 0.0)
    return np.asarray((BEFOREHAND + seen * mean) / (BEFOREHAND + seen))
