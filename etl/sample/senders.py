"""Who sends what in the demonstration: each chamber under the name it bore then, in its own format and habits."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from catalogue import load
from etl.sample.calibration import Calibration
from etl.sample.world.cooperatives import Days
from etl.sample.world.fitting import Floats, Ints
from etl.sample.world.working_days import Calendar

WORKBOOK_MONTHLY, WORKBOOK_YEARLY, CSV_YEARLY = "workbook_monthly", "workbook_yearly", "csv_yearly"
# Kept under the name of a chamber that no longer exists, as happens for months after a merger.
OLD_HABIT = {"CC11b", "CC32a", "CC03b"}
MONTHLY = {"CC24", "CC36"}
STYLES = ("{}", "CCIAA di {}", "Camera di commercio di {}", "{} ")


@dataclass(frozen=True)
class Chambers:
    """The chamber of each province on each day, as a place in the list; ``name`` as its own staff writes it."""

    codes: list[str]
    plain: list[str]
    name: list[str]
    first_day: np.datetime64
    writes: Ints  # province x day: under whose name the PID's file is written
    grants: Ints  # province x day: which chamber exists and grants

    def writing(self, place: Ints, day: Days) -> Ints:
        """Under the name of which chamber the PID of a province writes on a day."""
        return np.asarray(self.writes[place, (day - self.first_day).astype(np.int64)])

    def granting(self, place: Ints, day: Days) -> Ints:
        """Which chamber grants in a province on a day."""
        return np.asarray(self.grants[place, (day - self.first_day).astype(np.int64)])

    def expected_rows(self, weight: Floats, days: Calendar, rows: int) -> dict[str, float]:
        """About how many rows each chamber will write."""
        share = days.weight / days.weight.sum()
        found: dict[str, float] = {}
        for place, own in enumerate(self.writes):
            counts = np.bincount(own, weights=share, minlength=len(self.codes)) * weight[place] * rows
            for chamber in np.flatnonzero(counts):
                found[self.codes[chamber]] = found.get(self.codes[chamber], 0.0) + float(counts[chamber])
        return found


def chambers(known: Calibration, days: Calendar) -> Chambers:
    """The chambers competent for each province: one not set up on any known day is served by its predecessors."""
    lists = load().code_lists
    rows = lists["chambers"].rows
    columns = lists["chambers"].columns
    start, end, precision = (columns.index(name) for name in ("valid_from", "valid_to", "valid_from_precision"))
    place_of = {row[0]: place for place, row in enumerate(rows)}
    province_of = {code: place for place, code in enumerate(known.provinces.tolist())}
    writes = np.full((len(known.provinces), len(days.days)), -1, dtype=np.int64)
    grants = writes.copy()
    for chamber, province, *_ in lists["chamber_provinces"].rows:
        row, own = rows[place_of[chamber]], province_of[province]
        if row[precision] == "unknown":
            continue
        there: NDArray[np.bool_] = days.days >= np.datetime64(row[start] or "1900-01-01", "D")
        valid = there & (days.days <= np.datetime64(row[end] or "2999-12-31", "D"))
        grants[own, valid & (grants[own] < 0)] = place_of[chamber]
        if chamber in OLD_HABIT:
            writes[own, there] = place_of[chamber]
    writes = np.where(writes < 0, grants, writes)
    names = [STYLES[place % len(STYLES)].format(row[1]) for place, row in enumerate(rows)]
    return Chambers([row[0] for row in rows], [row[1] for row in rows], names, days.days[0], writes, grants)


def habits(rows: dict[str, float], workbook_rows: int) -> dict[str, str]:
    """How each chamber sends: a few monthly workbooks, some yearly ones while they stay small, otherwise CSV."""
    chosen, left = {}, float(workbook_rows)
    for place, chamber in enumerate(sorted(rows)):
        if rows[chamber] > left:
            chosen[chamber] = CSV_YEARLY
            continue
        chosen[chamber] = WORKBOOK_MONTHLY if chamber in MONTHLY else WORKBOOK_YEARLY if place % 3 == 0 else CSV_YEARLY
        left -= rows[chamber] if chosen[chamber] != CSV_YEARLY else 0
    return chosen
