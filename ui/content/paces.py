"""The pace that a target needs and the pace of late, of what is counted since the start of the agreement."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from reads.latest_figures import LatestFigure
from reads.measures import PlannedFigure
from texts.translator import Words

PACE_MONTHS = 12
DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True)
class Paces:
    """A month's change in the measure's unit: ``needed`` from now to the target's day, ``recent`` over a year."""

    needed: float | None
    recent: float | None


def paces_of(row: LatestFigure, past: Iterable[PlannedFigure]) -> Paces:
    """The paces of a figure; ``past``: the measure's figures before it. None where there is no flow, target or time."""
    value, target, due, as_of = row["value"], row["target"], row["due_on"], row["as_of"]
    if value is None or as_of is None or row["time_window"] != "cumulative":
        return Paces(None, None)
    year_ago = (pd.Timestamp(as_of) - pd.DateOffset(months=PACE_MONTHS) + pd.offsets.MonthEnd(0)).to_pydatetime()
    then = {one["as_of"]: one["value"] for one in past}.get(year_ago)
    left = (due - as_of).days / DAYS_A_MONTH if due else 0
    needed = (target - value) / left if target is not None and left > 0 else None
    return Paces(needed, None if then is None else (value - then) / PACE_MONTHS)


def pace_text(pace: float | None, row: LatestFigure, words: Words) -> str:
    """A pace with its unit, finer for a small target; '' for None."""
    if pace is None:
        return ""
    large = (row["target"] or row["value"] or 0) >= 1000
    decimals = 0 if large else 1 if row["unit"] in ("number", "persons", "euro") else 2
    return words.value(pace, row["unit"], decimals)
