"""The demonstration's cooperatives and their life, none of them real: the world that every feed speaks of."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from etl.sample.calibration import ASIA_YEAR_END, Calibration
from etl.sample.world import kinds
from etl.sample.world.fitting import Floats, Ints, apportion, draw_by_row, shuffled_counts
from etl.sample.world.membership import associations
from etl.sample.world.working_days import on_working_day

Days = NDArray[np.datetime64]
NEVER = np.datetime64("NaT", "D")
OLDEST, FOUNDING_DAYS = np.datetime64("1975-01-01", "D"), 15_700
MOVED = 0.015
NEWBORN_SIZES = np.array([0.93, 0.065, 0.005, 0.0])
LIVELIER_BY_SIZE = np.array([0.8, 1.3, 2.0, 3.0])
LIVELIER_MEMBERS = 1.6


@dataclass(frozen=True)
class Cooperatives:
    """One element a cooperative, sorted by the province of its first seat; words for the codes stand in kinds."""

    home: Ints  # province, as a place in the calibration's list
    starts: Ints  # where each province's cooperatives begin; one more than provinces
    category: Ints
    sector: Ints
    size: Ints
    association: Ints
    founded: Days
    ended: Days  # last day, or NaT
    moved_on: Days  # first day at the new seat, or NaT
    moved_to: Ints  # province, or -1
    liveliness: Floats  # how readily it takes up services

    def __len__(self) -> int:
        return len(self.home)

    def active(
        self, first: np.datetime64 | Days, last: np.datetime64 | Days, coop: Ints | slice = slice(None)
    ) -> NDArray[np.bool_]:
        """Which are there from the first to the last of these days: all are asked, or those named, with a day each."""
        ended = self.ended[coop]
        return np.asarray((self.founded[coop] <= first) & (np.isnat(ended) | (ended > last)))

    def seat(self, coop: Ints, day: Days) -> Ints:
        """The province of each of these cooperatives on each of these days."""
        gone = (self.moved_to[coop] >= 0) & (day >= self.moved_on[coop])
        return np.asarray(np.where(gone, self.moved_to[coop], self.home[coop]))


def cooperatives(known: Calibration, random: Generator, until: date) -> Cooperatives:
    """Those that ISTAT ASIA counted, those in agriculture, which it leaves out, and those founded since."""
    asia = _of_asia(known, random)
    farms = _in_agriculture(known)
    born_home, born_category, born_on = _births(known, random, until)
    home = np.concatenate([asia[0], farms, born_home])
    category = np.concatenate([asia[1], np.full(len(farms), kinds.AGRICULTURAL), born_category])
    old = len(asia[0]) + len(farms)
    founded = np.concatenate([on_working_day(OLDEST + random.integers(0, FOUNDING_DAYS, old)), born_on])
    order = np.lexsort((random.random(len(home)), home))
    home, category, founded = home[order], category[order], founded[order]
    newborn, farm = order >= old, (order >= len(asia[0])) & (order < old)
    sector = draw_by_row(random, kinds.sectors_by_category(known), category)
    sector[farm | (newborn & (category == kinds.AGRICULTURAL))] = kinds.FARMING
    size = _sizes(known, random, home, category, newborn)
    stratum = known.strata[home]
    association = associations(known, random, stratum, category, size)
    ended = _ends(known, random, newborn, until)
    moved_on, moved_to = _moves(known, random, home, newborn | ~np.isnat(ended), until)
    lively = random.gamma(0.6, 1.0, len(home)) * LIVELIER_BY_SIZE[size]
    starts = np.concatenate([[0], np.cumsum(np.bincount(home, minlength=len(known.provinces)))])
    lively *= np.where(association > 0, LIVELIER_MEMBERS, 1.0)
    return Cooperatives(home, starts, category, sector, size, association, founded, ended, moved_on, moved_to, lively)


def _of_asia(known: Calibration, random: Generator) -> tuple[Ints, Ints]:
    """Province and category of ISTAT ASIA's cooperatives: as many social ones as it counted in each region."""
    home = np.repeat(np.arange(len(known.provinces)), known.cooperatives)
    category, stratum = np.empty(len(home), dtype=np.int64), known.strata[home]
    social, farming = known.by_territory("coops_active_asia", "social"), kinds.agricultural_by_stratum(known)
    for code in sorted(set(known.strata)):
        own = np.flatnonzero(stratum == code)
        trading = round(farming[code] * (1 - kinds.FARMING_SHARE))
        weights = kinds.category_shares(known)
        weights[[kinds.SOCIAL, kinds.AGRICULTURAL]] = 0.0
        counts = apportion(len(own) - int(social[code]) - trading, weights)
        counts[kinds.SOCIAL], counts[kinds.AGRICULTURAL] = int(social[code]), trading
        category[own] = shuffled_counts(random, counts)
    return home, category


def _in_agriculture(known: Calibration) -> Ints:
    """The province of each cooperative of section A, spread over a region's provinces as its other cooperatives are."""
    counts = np.zeros(len(known.provinces), dtype=np.int64)
    for code, total in kinds.agricultural_by_stratum(known).items():
        own = known.strata == code
        counts[own] = apportion(round(total * kinds.FARMING_SHARE), known.cooperatives[own].astype(float))
    return np.repeat(np.arange(len(counts)), counts)


def _births(known: Calibration, random: Generator, until: date) -> tuple[Ints, Ints, Days]:
    """Province, category and founding day of those founded after ISTAT ASIA's count."""
    shares = kinds.category_shares(known)
    social = known.one("coops_new_in_albo", "social", end="2020-12-31") / known.one("coops_new_in_albo")
    shares[kinds.SOCIAL] = social / (1 - social) * (shares.sum() - shares[kinds.SOCIAL])
    homes, days = [], []
    for year in range(ASIA_YEAR_END.year + 1, until.year + 1):
        new = round(kinds.birth_rate(known, year) * int(known.cooperatives.sum()))
        homes.append(np.repeat(np.arange(len(known.provinces)), apportion(new, known.cooperatives.astype(float))))
        days.append(on_working_day(np.datetime64(f"{year}-01-01", "D") + random.integers(0, 365, new)))
    home, day = np.concatenate(homes), np.concatenate(days)
    there = day <= np.datetime64(until, "D")
    home, day = home[there], day[there]
    return home, shuffled_counts(random, apportion(len(home), shares)), day


def _sizes(known: Calibration, random: Generator, home: Ints, category: Ints, newborn: NDArray[np.bool_]) -> Ints:
    """Size classes: the persons employed by a region's social and other cooperatives average what ASIA counted."""
    codes = sorted(set(known.strata))
    table = np.array([kinds.sizes(known, code, social) for code in codes for social in (False, True)])
    rows = np.searchsorted(codes, known.strata[home]) * 2 + (category == kinds.SOCIAL)
    return draw_by_row(random, np.vstack([table, NEWBORN_SIZES]), np.where(newborn, len(table), rows))


def _ends(known: Calibration, random: Generator, newborn: NDArray[np.bool_], until: date) -> Days:
    """The last day of those that close: more close in a year than are founded, as published (none of the newborn)."""
    ended = np.full(len(newborn), NEVER)
    for year in range(ASIA_YEAR_END.year + 1, until.year + 1):
        closing = kinds.birth_rate(known, year) - known.one("coops_growth_rate", end="2020-12-31") / 100
        chosen = (random.random(len(ended)) < closing) & ~newborn & np.isnat(ended)
        day = on_working_day(np.datetime64(f"{year}-01-01", "D") + random.integers(0, 365, len(ended)))
        ended = np.where(chosen & (day < np.datetime64(until, "D")), day, ended)
    return ended


def _moves(
    known: Calibration, random: Generator, home: Ints, settled: NDArray[np.bool_], until: date
) -> tuple[Days, Ints]:
    """First day at a seat in another province, and which."""
    first = np.datetime64(ASIA_YEAR_END, "D") + 1
    day = on_working_day(first + random.integers(0, (np.datetime64(until, "D") - first).astype(int), len(home)))
    target = (home + random.integers(1, len(known.provinces), len(home))) % len(known.provinces)
    moved = (random.random(len(home)) < MOVED) & ~settled & (day <= np.datetime64(until, "D"))
    return np.where(moved, day, NEVER), np.where(moved, target, -1)
