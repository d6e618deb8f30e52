"""When PIDs work: Italian working days, August, the growth of the network, and what was closed from March 2020 on."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from etl.sample.world.fitting import Floats

Days = NDArray[np.datetime64]
FIXED = ((1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26))
WEEKDAYS = np.array([1.0, 1.05, 1.05, 1.0, 0.8, 0.05, 0.0])  # Monday to Sunday
AUGUST, FERRAGOSTO, YEAR_END = 0.3, 0.06, 0.35  # the month, 8 to 21 August, 22 December to 5 January
GROWTH = (0.6, 1.3)  # of the network, from the first to the last day
ONLINE = 0.25  # of what can be either, before March 2020
# First day, last day, how much goes on, how much of it at a distance: what the decrees closed and opened again.
RESTRICTIONS = (
    (date(2020, 2, 24), date(2020, 3, 8), 0.8, 0.55),  # the first closures in the North
    (date(2020, 3, 9), date(2020, 5, 3), 0.4, 1.0),  # the country closed: decrees of 9 March and 26 April
    (date(2020, 5, 4), date(2020, 6, 14), 0.7, 0.92),
    (date(2020, 6, 15), date(2020, 10, 25), 1.0, 0.75),
    (date(2020, 10, 26), date(2021, 4, 25), 0.85, 0.97),  # from the decree of 24 October
    (date(2021, 4, 26), date(2035, 12, 31), 1.0, 0.75),
)


@dataclass(frozen=True)
class Calendar:
    """Days from the agreement's first full month to the last day, with what happens on each."""

    days: Days
    weight: Floats  # of activity; 0 on Sundays and holidays
    online: Floats  # share at a distance of what can be either
    months: tuple[slice, ...]

    @property
    def last(self) -> np.datetime64:
        """The last day."""
        return np.datetime64(self.days[-1], "D")

    def working(self, day: Days, later: NDArray[np.int64]) -> Days:
        """The working day so many working days after each of these, or the calendar's last one."""
        open_days = self.days[(self.weight > 0) & (_weekday(self.days) < 5)]
        if not len(open_days):
            return day
        place = np.minimum(np.searchsorted(open_days, day) + later, len(open_days) - 1)
        return np.asarray(np.maximum(open_days[place], day))


def calendar(start: date, until: date) -> Calendar:
    """The days of a demonstration that ends on ``until``. Raises ValueError where no month is left."""
    first = (start.replace(day=1) + timedelta(days=32)).replace(day=1)
    if until < first:
        raise ValueError("the last date must lie after the agreement's first month")
    days = np.arange(np.datetime64(first, "D"), np.datetime64(until, "D") + 1)
    month = days.astype("datetime64[M]")
    edges = np.flatnonzero(np.concatenate([[True], month[1:] != month[:-1], [True]]))
    months = tuple(slice(a, b) for a, b in pairwise(edges.tolist()))
    _, online = _closed(days)
    weight = intensity(days) * np.linspace(*GROWTH, len(days))
    if not weight.any():
        weight = np.where(_weekday(days) < 5, 1.0, 0.0) + 1e-9  # a few days around a holiday: better than none
    return Calendar(days, weight, online, months)


def intensity(days: Days) -> Floats:
    """How much a day's PIDs do beside another's, without the growth of the network."""
    month, in_month = days.astype("datetime64[M]").astype(int) % 12 + 1, _day_of_month(days)
    season = np.where(month == 8, np.where((in_month >= 8) & (in_month <= 21), FERRAGOSTO, AUGUST), 1.0)
    season[((month == 12) & (in_month >= 22)) | ((month == 1) & (in_month <= 5))] = YEAR_END
    years = range(days[0].astype(object).year, days[-1].astype(object).year + 1)
    closed = np.isin(days, np.array([day for year in years for day in holidays(year)], dtype="datetime64[D]"))
    return np.asarray(WEEKDAYS[_weekday(days)] * season * np.where(closed, 0.0, 1.0) * _closed(days)[0])


def holidays(year: int) -> list[date]:
    """Italy's public holidays: the fixed ones and Easter Monday (Easter is a Sunday)."""
    return [*(date(year, month, day) for month, day in FIXED), easter(year) + timedelta(days=1)]


def on_working_day(days: Days) -> Days:
    """Each of these days, or the next one on which offices are open (holidays of before 2018 are not looked up)."""
    closed = [day for year in range(2018, 2036) for day in holidays(year)]
    return np.asarray(np.busday_offset(days, 0, roll="forward", holidays=np.array(closed, dtype="datetime64[D]")))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, skipped = century // 4, (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - skipped + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _closed(days: Days) -> tuple[Floats, Floats]:
    level, online = np.ones(len(days)), np.full(len(days), ONLINE)
    for first, last, going_on, distance in RESTRICTIONS:
        spell = (days >= np.datetime64(first, "D")) & (days <= np.datetime64(last, "D"))
        level[spell], online[spell] = going_on, distance
    return level, online


def _weekday(days: Days) -> NDArray[np.int64]:
    return np.asarray((days.astype("datetime64[D]").astype(np.int64) + 3) % 7)  # 1 January 1970 was a Thursday


def _day_of_month(days: Days) -> NDArray[np.int64]:
    return np.asarray((days - days.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64) + 1)
