"""The counts behind confidential cells: the true value of each, and the bounds that its published cell implies."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from catalogue.model import DisclosureRules
from etl.disclosure.cells import COUNTS, MEAN, SHARE, Flags, Floats, of, rounded

Places = NDArray[np.int64]
NONE = -1
WHATS = COUNT, BASE, NUMERATOR, REST = range(4)  # of a share: numerator and what is left of its base


@dataclass(frozen=True)
class Counts:
    """One row per count. ``cell``: the place of its cell; ``what``: one of WHATS; ``true``: the count itself.

    ``low``, ``high``: the bounds that the published cell implies. ``place``: of each
    what (row) and cell (column) the place of the count, NONE where the cell has none.
    """

    cell: Places
    what: Places
    true: Floats
    low: Floats
    high: Floats
    place: Places

    def told_exactly(self, base: int) -> "Counts":
        """The same as if every count that is told were exact, but up to the largest that is told as one ``base``.

        With a base of ten any told count of 5 to 14 may be 14 to a reader, whatever its neighbours: that is no luck.
        """
        told, least = np.isfinite(self.high), base + (base - 1) // 2
        high = np.where(self.true == 0, 0.0, np.maximum(self.true, least))
        return replace(self, low=np.where(told, self.true, self.low), high=np.where(told, high, self.high))


@dataclass(frozen=True)
class Sums:
    """Parts that make up wholes, in one direction.

    ``group``: of each count, the sum that it is part of, NONE where it is of none. ``whole``: of each sum, its count.
    ``measure``: of each sum, a number for its measure, breakdown and what.
    """

    group: Places
    whole: Places
    measure: Places


@dataclass(frozen=True)
class Series:
    """The same count in every month. ``at``: series (row) x month (column), the place of the count, NONE for none.

    ``runs``: whether the count is one that never falls: no true figure of its measure does, as its definition says.
    """

    at: Places
    runs: Flags


def counts_of(cells: pd.DataFrame, hidden: Flags, rules: DisclosureRules) -> Counts:
    """Counts; both sides and the base of shares, but the numerator alone where the base is public; bases of means."""
    numerator, base = (of(cells, name) for name in ("numerator", "denominator"))
    share, public = cells["kind"].eq(SHARE).to_numpy(), cells["public_base"].to_numpy(dtype=bool)
    counted = cells["kind"].isin(COUNTS).to_numpy() | (share & public)
    split, based = share & ~public, (share & ~public) | cells["kind"].eq(MEAN).to_numpy()
    top, rest = _bounds(numerator, rules.rounding), base - numerator
    found = {
        COUNT: (counted, numerator, *top),
        BASE: (based, base, *_bounds(base, rules.rounding)),
        NUMERATOR: (split, numerator, *top),
        REST: (split, rest, np.zeros_like(rest), np.full_like(rest, np.inf)),  # not published
    }
    place = np.full((len(WHATS), len(cells)), NONE, dtype=np.int64)
    rows, start = [], 0
    for what, (applies, true, low, high) in found.items():
        chosen = np.flatnonzero(applies & ~np.isnan(true + low + high))
        place[what, chosen] = np.arange(start, start + len(chosen))
        start += len(chosen)
        # a hidden cell is not zero; either side of a share may be
        least = 1.0 if what in (COUNT, BASE) else 0.0
        unseen = hidden[chosen]
        rows.append((chosen, np.full(len(chosen), what), true[chosen], np.where(unseen, least, low[chosen]),
                     np.where(unseen, np.inf, high[chosen])))  # fmt: skip
    cell, kind, true, low, high = (np.concatenate(column) for column in zip(*rows, strict=True))
    return Counts(cell, kind, true, low, high, place)


def sums_of(cells: pd.DataFrame, counts: Counts) -> list[Sums]:
    """Territories and their whole; categories of a breakdown and their total; both sides of a share and its base."""
    breakdown = cells["breakdown_code"].to_numpy(dtype=np.int64)[counts.cell]
    measure = cells["measure_code"].to_numpy(dtype=np.int64)[counts.cell] * len(WHATS) + counts.what
    found = []
    for name in ("above", "total"):
        above = cells[name].to_numpy(dtype=np.int64)[counts.cell]
        found.append(_summed(np.where(above == NONE, NONE, counts.place[counts.what, above]), breakdown, measure))
    side = np.isin(counts.what, (NUMERATOR, REST))
    whole = np.where(side, counts.place[BASE, counts.cell], NONE)
    return [*found, _summed(whole, np.zeros_like(breakdown), np.zeros_like(measure))]


def series_of(cells: pd.DataFrame, counts: Counts) -> Series:
    """Every count with itself in the other months."""
    row = pd.factorize(cells["series_code"].to_numpy(dtype=np.int64)[counts.cell] * len(WHATS) + counts.what)[0]
    months = cells["month_code"].to_numpy(dtype=np.int64)
    at = np.full((row.max(initial=-1) + 1, months.max(initial=-1) + 1), NONE, dtype=np.int64)
    at[row, months[counts.cell]] = np.arange(len(row))
    true = np.where(at == NONE, np.nan, counts.true[at])
    first = at.argmax(axis=1)  # any month that a series has
    kind = cells["kpi_code"].to_numpy(dtype=np.int64)[counts.cell[at[np.arange(len(at)), first]]] * len(WHATS)
    kind = kind + counts.what[at[np.arange(len(at)), first]]
    with np.errstate(invalid="ignore"):
        fallen = kind[(np.diff(true, axis=1) < 0).any(axis=1)]
    runs = ~np.isin(kind, fallen)
    return Series(at, runs)


def _summed(whole: Places, breakdown: Places, measure: Places) -> Sums:
    """The categories of one breakdown share a whole with those of another, and make a sum of their own."""
    part = np.flatnonzero(whole != NONE)
    group = np.full(len(whole), NONE, dtype=np.int64)
    group[part], groups = pd.factorize(whole[part] * (breakdown.max(initial=0) + 1) + breakdown[part])
    wholes, measures = np.zeros(len(groups), dtype=np.int64), np.zeros(len(groups), dtype=np.int64)
    wholes[group[part]], measures[group[part]] = whole[part], measure[part]
    return Sums(group, wholes, measures)


def _bounds(counts: Floats, base: int) -> tuple[Floats, Floats]:
    """Bounds of counts from their published value: a zero is exact, any other lies within half a base of it."""
    near = rounded(counts, base)
    return np.where(counts == 0, 0.0, near - base // 2), np.where(counts == 0, 0.0, near + (base - 1) // 2)
