"""The digital vouchers of the chambers: each is a PID activity and an award of the State-aid register."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from etl.sample.world.cooperatives import Cooperatives, Days
from etl.sample.world.fitting import Floats, Ints, drawn, pick_within
from etl.sample.world.network import Network
from etl.sample.world.working_days import Calendar

AMOUNTS = (2_500, 4_000, 5_000, 7_000, 10_000, 15_000)
AMOUNT_SHARES = (0.12, 0.18, 0.24, 0.18, 0.2, 0.08)
MEASURE_A = 0.2  # grouped projects
REGISTERED_WITHIN = 8  # working days from the grant to the register's date, less one
BY_SIZE = np.array([0.7, 2.0, 2.5, 1.0])  # a voucher asks for money of one's own; large firms are left out of calls


@dataclass(frozen=True)
class Vouchers:
    """One element a voucher, in order of days. ``coop`` is -1 for another firm's."""

    day: Days
    granted_on: Days
    place: Ints
    coop: Ints
    amount: Ints
    measure_a: Ints


def vouchers(
    network: Network, coops: Cooperatives, days: Calendar, n: int, share: float, random: Generator
) -> Vouchers:
    """``n`` vouchers, of which cooperatives have this share: more where they are more of the firms."""
    place = drawn(random, network.weight, n)
    day = np.sort(drawn(random, days.weight, n))
    chance: Floats = network.coop_share[place]
    # That share to the unit: of a few hundred, chance would leave anything.
    many = round(n * share)
    keys = random.random(n) ** (1 / np.maximum(chance, 1e-12))
    theirs = np.zeros(n, dtype=bool)
    theirs[np.argsort(-keys, kind="stable")[:many]] = True
    coop = np.full(n, -1, dtype=np.int64)
    weight = coops.liveliness * BY_SIZE[coops.size]
    for month in days.months:
        own = np.flatnonzero(theirs & (day >= month.start) & (day < month.stop))
        there = coops.active(days.days[month.start], days.days[month.stop - 1]) & (coops.moved_to < 0)
        coop[own] = pick_within(random, weight * there, coops.starts, place[own])
        weight[coop[own][coop[own] >= 0]] = 0.0  # one voucher each
    on = days.days[day]
    later = random.integers(0, REGISTERED_WITHIN, n)
    amount = np.array(AMOUNTS)[drawn(random, AMOUNT_SHARES, n)]
    return Vouchers(on, days.working(on, later), place, coop, amount, (random.random(n) < MEASURE_A).astype(np.int64))
