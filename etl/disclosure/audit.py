"""Audit of suppressed cells: the bounds that follow from published sums, and which of them give a cell away."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from etl.disclosure.cells import Flags, Floats
from etl.disclosure.counts import NONE, Counts, Series, Sums

ROUNDS = 4  # of propagating bounds: from a part to its whole, across, and back
# By how much the upper bound of a small hidden count must exceed it: the target of the first round, and the minimum.
# Two would do for one measure of one release on a tree. The difference leaves room for what circles of sums and months
# reveal beyond these bounds, and for what another release tells of neighbours that are hidden in this one: with 4,
# three of 200 pairs of small releases gave a cell away; with 8, one of these three still does (ADR 11).
TARGET_SLACK, LEAST_SLACK = 9.0, 8.0
WIDTH = 2.0  # the bounds of any other hidden count are at least this far apart
TOLERANCE = 1e-6


@dataclass(frozen=True)
class SumLaw:
    """Inequalities that the sums of a measure always obey, by the measure's number.

    ``at_most``: the parts together are never more than the whole; ``at_least``: never less; ``inside``: no part is more
    than the whole. All hold for a partition. A reader knows the measure's definition, so every inequality that no true
    figure contradicts counts as known.
    """

    at_most: Flags
    at_least: Flags
    inside: Flags


def sum_law(counts: Counts, way: Sums) -> SumLaw:
    """The inequalities of one direction that all true figures obey."""
    true = counts.true
    parts = np.flatnonzero(way.group != NONE)
    group, size = way.group[parts], len(way.whole)
    whole = true[way.whole]
    together = np.bincount(group, true[parts], size)
    broken = (together > whole + TOLERANCE, together < whole - TOLERANCE,
              np.bincount(group, true[parts] > whole[group] + TOLERANCE, size) > 0)  # fmt: skip
    measures = way.measure.max(initial=-1) + 1
    return SumLaw(*(np.bincount(way.measure, one, measures) == 0 for one in broken))


def bounds(
    counts: Counts, sums: Sequence[Sums], laws: Sequence[SumLaw], series: Series, absent: Floats
) -> tuple[Floats, Floats]:  # fmt: skip
    """Lower and upper bound of each count, given every published sum and month, and at most ``absent``.

    A linear program finds slightly tighter ones where sums and months make circles: ``LEAST_SLACK`` leaves room.
    """
    low, high = counts.low.copy(), np.minimum(counts.high, absent)
    for _ in range(ROUNDS):
        for way, law in zip(sums, laws, strict=True):
            _propagate(low, high, way, law)
        _through_time(low, high, series)
    return low, high


def exposed(counts: Counts, hidden: Flags, low: Floats, high: Floats, small: Flags, slack: float) -> Flags:
    """Hidden counts whose bounds are too tight: ``WIDTH`` apart at most, or ``small`` and less than ``slack`` above."""
    secret = hidden[counts.cell] & (counts.true > 0)
    with np.errstate(invalid="ignore"):  # where both bounds are infinite
        return np.asarray(secret & np.where(small, high < counts.true + slack, high - low < WIDTH))


def _through_time(low: Floats, high: Floats, series: Series) -> None:
    """Tighten the bounds of running counts, which never fall from one month to the next, in place."""
    at = series.at[series.runs]
    known = at != NONE
    highs, lows = np.where(known, high[at], np.inf), np.where(known, low[at], -np.inf)
    high[at[known]] = np.minimum.accumulate(highs[:, ::-1], axis=1)[:, ::-1][known]
    low[at[known]] = np.maximum.accumulate(lows, axis=1)[known]


def _propagate(low: Floats, high: Floats, way: Sums, law: SumLaw) -> None:
    """Tighten the bounds by one direction's sums, from parts to wholes and back, in place."""
    parts = np.flatnonzero(way.group != NONE)
    group, size = way.group[parts], len(way.whole)
    whole, measure = way.whole[group], way.measure
    open_ = np.isinf(high[parts])
    closed = np.where(open_, 0.0, high[parts])
    least, most, unbounded = (np.bincount(group, each, size) for each in (low[parts], closed, open_))
    # A part leaves room for the others, and has to fill what they cannot.
    room = np.where(law.at_most[measure[group]], high[whole] - (least[group] - low[parts]), np.inf)
    room = np.minimum(room, np.where(law.inside[measure[group]], high[whole], np.inf))
    needed = np.where((unbounded[group] - open_ == 0) & law.at_least[measure[group]],
                      low[whole] - (most[group] - closed), 0.0)  # fmt: skip
    biggest = np.zeros(size)
    np.maximum.at(biggest, group, low[parts])
    high[parts], low[parts] = np.minimum(high[parts], room), np.maximum(low[parts], needed)
    has = np.bincount(group, minlength=size) > 0
    top = np.where(has & law.at_least[measure] & (unbounded == 0), most, np.inf)
    bottom = np.maximum(np.where(law.at_most[measure], least, 0.0), np.where(law.inside[measure], biggest, 0.0))
    np.minimum.at(high, way.whole, top)
    np.maximum.at(low, way.whole, np.where(has, bottom, 0.0))
