"""Complementary suppression: which published cells to hide, so that a hidden one is no longer given away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from etl.disclosure.audit import TOLERANCE, SumLaw
from etl.disclosure.cells import Flags, Floats
from etl.disclosure.counts import NONE, Counts, Places, Series, Sums

REACH = 8  # sums and months followed from an exposed cell to one that is still published


@dataclass(frozen=True)
class Bounds:
    """Lower and upper bound of each count."""

    low: Floats
    high: Floats


@dataclass(frozen=True)
class Binding:
    """Counts whose upper, or lower, bound makes an exposed cell's bound what it is."""

    upper: Flags
    lower: Flags

    def __or__(self, other: "Binding") -> "Binding":
        return Binding(self.upper | other.upper, self.lower | other.lower)

    @classmethod
    def none(cls, size: int) -> "Binding":
        """No count at all."""
        return cls(np.zeros(size, dtype=bool), np.zeros(size, dtype=bool))


def next_to_hide(
    counts: Counts, sums: Sequence[Sums], laws: Sequence[SumLaw], series: Series, bounds: Bounds,
    exposed: Binding, hidden: Flags, absent: Callable[[Flags], Places], *, first: bool,
) -> Flags:  # fmt: skip
    """Of each sum that an exposed bound comes from, the smallest part still shown; else the whole.

    In the ``first`` round each sum that an exposed cell is in counts, which leaves room for what circles of sums
    reveal. Later only sums and months at which the bound is attained are followed, since another one hidden would
    change nothing: one stubborn cell would cost a year of a measure. Returns the cells to hide; none where nothing
    that is shown makes the bound. ``absent``: of marked counts the wholes whose step between two releases bounds them.
    """
    hide, frontier = np.zeros_like(hidden), exposed
    free = ~hidden[counts.cell] & (counts.true > 0)
    seen = frontier
    for _ in range(REACH):
        further = _same_in_time(series, bounds, frontier)
        hide[counts.cell[free & (further.upper | further.lower)]] = True
        hide[counts.cell[absent(frontier.upper)]] = True
        for way, law in zip(sums, laws, strict=True):
            found, by_parts, by_whole = _behind(way, law, bounds, frontier)
            further |= found
            if first:
                by_parts = by_whole = _sums_with(way, frontier.upper)
            parts = np.flatnonzero(free & _members(way, by_parts))
            order = parts[np.lexsort((parts, counts.true[parts], way.group[parts]))]
            groups, smallest = np.unique(way.group[order], return_index=True)
            hide[counts.cell[order[smallest]]] = True
            wholes = way.whole[np.setdiff1d(np.flatnonzero(by_whole), groups)]
            hide[counts.cell[wholes[free[wholes]]]] = True
        if hide.any():
            break
        frontier = Binding(further.upper & ~seen.upper & ~free, further.lower & ~seen.lower & ~free)
        seen |= frontier
    return hide


def _behind(way: Sums, law: SumLaw, bounds: Bounds, frontier: Binding) -> tuple[Binding, Flags, Flags]:
    """The bounds from which one direction's sums derive those of the frontier, and these sums.

    The sums: those of whose parts one may be hidden against it, and those whose whole may.
    """
    low, high = bounds.low, bounds.high
    parts = np.flatnonzero(way.group != NONE)
    group, size, measure = way.group[parts], len(way.whole), way.measure
    whole, at_most, at_least, inside = (
        way.whole[group], law.at_most[measure], law.at_least[measure], law.inside[measure],
    )  # fmt: skip
    least, most = (np.bincount(group, one[parts], size).astype(np.float64) for one in (low, high))
    upper, lower = frontier.upper[parts], frontier.lower[parts]
    with np.errstate(invalid="ignore"):
        room = upper & at_most[group] & _equal(high[parts], high[whole] - (least[group] - low[parts]))
        within = upper & inside[group] & _equal(high[parts], high[whole])
        filled = lower & at_least[group] & _equal(low[parts], low[whole] - (most[group] - high[parts]))
    biggest = np.zeros(size)
    np.maximum.at(biggest, group, low[parts])
    of_room, of_within, of_filled = (_any(group, one, size) for one in (room, within, filled))
    summed = frontier.upper[way.whole] & at_least & _equal(high[way.whole], most)
    floor = frontier.lower[way.whole] & (
        (at_most & _equal(low[way.whole], least)) | (inside & _equal(low[way.whole], biggest))
    )
    found = Binding.none(len(low))
    found.upper[way.whole[of_room | of_within]] = True
    found.lower[way.whole[of_filled]] = True
    found.upper[parts[(of_filled | summed)[group]]] = True
    found.lower[parts[(of_room | floor)[group]]] = True
    return found, of_room | of_filled | summed | floor, of_room | of_within | of_filled


def _same_in_time(series: Series, bounds: Bounds, frontier: Binding) -> Binding:
    """Running counts of other months with the same bound: an upper one comes from later, a lower one from earlier."""
    found, at = Binding.none(len(bounds.low)), series.at[series.runs]
    known = at != NONE
    later = np.triu(np.ones((at.shape[1], at.shape[1]), dtype=bool), 1)  # month x month after it
    for marked, values, target, reach in (
        (frontier.upper, bounds.high, found.upper, later), (frontier.lower, bounds.low, found.lower, later.T),
    ):  # fmt: skip
        rows = np.flatnonzero((known & marked[at]).any(axis=1))
        own, value = known[rows] & marked[at[rows]], np.where(known[rows], values[at[rows]], np.nan)
        same = np.einsum("rm,mn->rmn", own, reach) & _equal(value[:, :, None], value[:, None, :])
        target[at[rows][same.any(axis=1) & known[rows]]] = True
    return found


def _equal(one: Floats, other: Floats) -> Flags:
    with np.errstate(invalid="ignore"):  # of two infinite bounds
        return np.asarray(np.isfinite(one) & np.isfinite(other) & (np.abs(one - other) <= TOLERANCE))


def _any(group: Places, flags: Flags, size: int) -> Flags:
    return np.asarray(np.bincount(group, flags, size) > 0)


def _sums_with(way: Sums, marked: Flags) -> Flags:
    """The sums of which a marked count is a part or the whole."""
    parts = np.flatnonzero(marked & (way.group != NONE))
    return _any(way.group[parts], np.ones(len(parts), dtype=bool), len(way.whole)) | marked[way.whole]


def _members(way: Sums, chosen: Flags) -> Flags:
    """The counts that are parts of the chosen sums."""
    return np.asarray((way.group != NONE) & np.append(chosen, False)[way.group])
