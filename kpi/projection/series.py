"""What a projection is made from: many series of one measure, month by month, with the figures behind each value."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kpi.panel import Panel, months_between

Floats = NDArray[np.float64]
LONGEST_GAP = 3  # months from one known value to the next over which a straight line is drawn


@dataclass(frozen=True)
class Series:
    """Arrays of series x consecutive months, oldest first, NaN where missing or unknown.

    ``units``: number of units behind a value. ``numerators``, ``denominators``: what a share is made of. ``ages``:
    months since the start of the agreement; ``calendar``: month of the year, 0 to 11; one of each per month.
    """

    values: Floats
    units: Floats
    numerators: Floats
    denominators: Floats
    ages: Floats
    calendar: NDArray[np.int64]


def series_of(panel: Panel, start: date) -> Series:
    """The series of a panel, in an agreement that began on ``start``."""
    ages = np.asarray([months_between(start, day) for day in panel.days], dtype=np.float64)
    calendar = np.asarray([day.month - 1 for day in panel.days], dtype=np.int64)
    return Series(panel.values, panel.units, panel.numerators, panel.denominators, ages, calendar)


def without_short_gaps(values: Floats) -> Floats:
    """The values with a straight line over gaps of less than LONGEST_GAP months, and NaN over longer ones.

    A source that reports every second month has a pace; one that reports once a year has none that is monthly. A gap
    closes in hindsight: whoever reads a month must look at columns up to it alone, as ``steps`` does.
    """
    months = np.arange(values.shape[1])
    known = ~np.isnan(values)
    before = np.maximum.accumulate(np.where(known, months, -1), axis=1)
    after = np.minimum.accumulate(np.where(known, months, len(months))[:, ::-1], axis=1)[:, ::-1]
    row, column = np.nonzero(~known & (before >= 0) & (after < len(months)) & (after - before <= LONGEST_GAP))
    left, right = before[row, column], after[row, column]
    filled = values.copy()
    share = (column - left) / (right - left)
    filled[row, column] = values[row, left] + share * (values[row, right] - values[row, left])
    return filled


def steps_of(values: Floats) -> Floats:
    """The change of each month from the one before, NaN in the first month and where either is unknown."""
    steps = np.full(values.shape, np.nan)
    steps[:, 1:] = np.diff(without_short_gaps(values), axis=1)
    return steps
