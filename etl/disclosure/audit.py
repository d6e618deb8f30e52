"""What an outsider can work out by adding and subtracting, and which further cells must be hidden so that he cannot."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from etl.disclosure.cells import Flags, Floats
from etl.disclosure.counts import NONE, Counts, Series, Sums

ROUNDS = 4  # of passing bounds on: from a part to its whole, across, and back
REACH = 6  # sums that are followed from a cell that comes out to one that is still shown
# A small count may be larger by this for all that is known, so that it is never known to within one of the true one:
# what is sought at first, and what must be. The difference is for what circles of sums and months tell beyond bounds.
SOUGHT, LEAST = 5.0, 4.0
WIDTH = 2.0  # any other hidden count is uncertain by at least this: never determined
EVEN = 1e-6


@dataclass(frozen=True)
class Law:
    """What always holds of the sums of a measure, by its number: it follows from what the measure is.

    ``at_most``: the parts together are never more than the whole; ``at_least``: never less; ``inside``: no part is more
    than the whole. All hold for a partition. An outsider can read what a measure is, so all is taken as known that no
    true figure of the measure speaks against.
    """

    at_most: Flags
    at_least: Flags
    inside: Flags


def law_of(counts: Counts, way: Sums) -> Law:
    """Learn the law of one direction from all true figures."""
    true = counts.true
    parts = np.flatnonzero(way.group != NONE)
    group, size = way.group[parts], len(way.whole)
    whole = true[way.whole]
    together = np.bincount(group, true[parts], size)
    broken = (together > whole + EVEN, together < whole - EVEN,
              np.bincount(group, true[parts] > whole[group] + EVEN, size) > 0)  # fmt: skip
    measures = way.measure.max(initial=-1) + 1
    return Law(*(np.bincount(way.measure, one, measures) == 0 for one in broken))


def bounds(counts: Counts, sums: Sequence[Sums], laws: Sequence[Law], series: Series) -> tuple[Floats, Floats]:
    """The least and the most that each count can be once every sum and every month is drawn upon.

    A linear program can know a little more, where sums and months make circles: ``LEAST`` leaves room for that.
    """
    low, high = counts.low.copy(), counts.high.copy()
    for _ in range(ROUNDS):
        for way, law in zip(sums, laws, strict=True):
            _pass_on(low, high, way, law)
        _through_time(low, high, series)
    return low, high


def given_away(counts: Counts, hidden: Flags, low: Floats, high: Floats, small: Flags, slack: float) -> Flags:
    """Counts of hidden cells that come out: determined, or ``small`` and not free to be larger by ``slack``."""
    kept = hidden[counts.cell] & (counts.true > 0)
    with np.errstate(invalid="ignore"):  # of what nothing is known, from and to infinity
        return np.asarray(kept & np.where(small, high < counts.true + slack, high - low < WIDTH))


def next_to_hide(
    counts: Counts, sums: Sequence[Sums], series: Series, out: Flags, hidden: Flags, exact: Flags
) -> tuple[Flags, Flags]:
    """For the sums that give a cell away: the smallest part still shown; else the whole, rounded first, then hidden.

    Where all of a sum is hidden, the sums beyond it and in the months around are looked at. Returns (cells to
    hide, cells exact no more);
    nothing where nothing is shown that could have given a cell away.
    """
    hide, soften, reached = np.zeros_like(hidden), np.zeros_like(hidden), out.copy()
    free, plain = ~hidden[counts.cell] & (counts.true > 0), exact[counts.cell]
    for _ in range(REACH):
        beyond = reached.copy()
        for way in sums:
            near = np.zeros(len(way.whole) + 1, dtype=bool)  # the last place is that of NONE
            near[way.group[reached]] = True
            near[-1] = False
            near[:-1] |= reached[way.whole]
            parts = np.flatnonzero(free & near[way.group])
            order = parts[np.lexsort((parts, counts.true[parts], way.group[parts]))]
            groups, first = np.unique(way.group[order], return_index=True)
            hide[counts.cell[order[first]]] = True
            wholes = way.whole[np.setdiff1d(np.flatnonzero(near[:-1]), groups)]
            soften[counts.cell[wholes[free[wholes] & plain[wholes]]]] = True
            hide[counts.cell[wholes[free[wholes] & ~plain[wholes]]]] = True
            beyond |= near[way.group]
            beyond[wholes] = True
        if hide.any() or soften.any():
            break
        reached = _around(beyond, series)
    return hide, soften


def _through_time(low: Floats, high: Floats, series: Series) -> None:
    """A running count is never more than later and never less than before, in place."""
    at = series.at[series.runs]
    known = at != NONE
    highs, lows = np.where(known, high[at], np.inf), np.where(known, low[at], -np.inf)
    high[at[known]] = np.minimum.accumulate(highs[:, ::-1], axis=1)[:, ::-1][known]
    low[at[known]] = np.maximum.accumulate(lows, axis=1)[known]


def _around(reached: Flags, series: Series) -> Flags:
    """With each running count also that of the month before and after."""
    found, at = reached.copy(), series.at[series.runs]
    for one, other in ((at[:, 1:], at[:, :-1]), (at[:, :-1], at[:, 1:])):
        both = (one != NONE) & (other != NONE)
        found[other[both]] |= reached[one[both]]
    return found


def _pass_on(low: Floats, high: Floats, way: Sums, law: Law) -> None:
    """One direction's sums, both ways, in place."""
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
