"""A measure's rows as a panel: arrays of territories x consecutive months."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Panel:
    """One measure as territories x every month end from the first to the last.

    ``values``, ``units``, ``numerators``, ``denominators``: NaN where there is no figure. ``present``: where there is
    a row, with a value or without.
    """

    territories: list[str]
    days: list[date]
    values: Floats
    units: Floats
    numerators: Floats
    denominators: Floats
    present: NDArray[np.bool_]


def panel_of(rows: pd.DataFrame) -> Panel:
    """The panel of rows with territory, as_of (date), value and optionally units, numerator, denominator.

    Of duplicate rows the first counts.

    Raises ValueError where there are no rows.
    """
    if rows.empty:
        raise ValueError("no rows, no table")
    rows = rows.drop_duplicates(["territory", "as_of"])
    given = pd.DatetimeIndex(rows["as_of"])
    days = given.unique().union(pd.date_range(given.min(), given.max(), freq="ME"))
    territories = sorted(set(rows["territory"]))
    place = pd.Index(territories, dtype=object).get_indexer(rows["territory"]), days.get_indexer(given)
    present = np.zeros((len(territories), len(days)), dtype=bool)
    present[place] = True

    def grid(name: str) -> Floats:
        filled = np.full(present.shape, np.nan)
        if name in rows:
            filled[place] = rows[name].to_numpy(dtype=np.float64, na_value=np.nan)
        return filled

    figures = grid("value"), grid("units"), grid("numerator"), grid("denominator")
    return Panel(territories, [day.date() for day in days], *figures, present)


def months_between(start: date, end: date) -> int:
    """Number of months from the month of ``start`` to the month of ``end``; negative when ``end`` is earlier."""
    return (end.year - start.year) * 12 + end.month - start.month


def months_after(days: list[date], horizon: int) -> NDArray[np.object_]:
    """The ``horizon`` month ends after each day: days x horizon."""
    months = np.empty((len(days), horizon), dtype=object)
    if not months.size:
        return months
    first = pd.Timestamp(min(days)) + pd.offsets.MonthEnd(1)
    count = months_between(min(days), max(days)) + horizon
    ends = pd.date_range(first, periods=count, freq="ME").date
    for place, day in enumerate(days):
        start = months_between(min(days), day)
        months[place] = ends[start : start + horizon]
    return months
