"""How much each province's PID does, and for whom: firms by region, pace by published maturity, chance by province."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.random import Generator

from etl.sample.calibration import Calibration
from etl.sample.world.fitting import Floats
from etl.sample.world.working_days import Calendar, intensity

PACE_BY_INDEX, REACH_BY_INDEX = 1.2, 2.4  # logarithm per point of the maturity index (assumptions)
SPREAD = 0.3  # standard deviation of the logarithm between provinces of a region (an assumption)
TESTS_AT = 100_000  # rows at which SELFI4.0 activities and vouchers are as many as published for all firms
PIDS_FROM = date(2017, 10, 31)  # a month in which most PIDs are known to have been at work


@dataclass(frozen=True)
class Network:
    """Weights of the provinces for all services, the part of them that is cooperatives', and firms that are."""

    weight: Floats
    reach: Floats  # around 1
    coop_share: Floats  # cooperatives among a province's active firms


def network(known: Calibration, random: Generator) -> Network:
    """Regions by active firms and maturity; within one by the square root of their cooperatives, and by chance."""
    firms, index = known.by_territory("firms_active_asia"), known.maturity_by_region
    middle = float(np.mean(list(index.values())))
    above = np.array([index[region] - middle for region in known.regions])
    weight = np.sqrt(known.cooperatives) * np.exp(random.normal(0, SPREAD, len(known.provinces)))
    share = np.empty(len(weight))
    for region in sorted(set(known.regions)):
        own = known.regions == region
        weight[own] *= firms[region] / weight[own].sum()
        share[own] = known.cooperatives[own].sum() / firms[region]
    weight *= np.exp(PACE_BY_INDEX * above)
    reach = np.exp(REACH_BY_INDEX * above)
    return Network(weight / weight.sum(), reach / (reach * weight).sum() * weight.sum(), share)


def selfi_by_month(known: Calibration, days: Calendar, rows: int) -> list[int]:
    """SELFI4.0 activities of each month: between two published totals they follow the working days."""
    published = [(np.datetime64(day, "D"), value) for day, value in known.selfi_tests.items()]
    found = np.zeros(len(days.days))
    before, tests = days.days[0] - 1, 0.0
    for day, value in published:
        between = np.arange(before + 1, day + 1, dtype="datetime64[D]")
        share = intensity(between)
        share *= (value - tests) / share.sum()
        own = (days.days > before) & (days.days <= day)
        found[own] = share[: int(own.sum())]
        before, tests = day, value
    exact = np.array([found[month].sum() for month in days.months]) * rows / TESTS_AT
    return [int(value) for value in np.diff(np.concatenate([[0], np.floor(np.cumsum(exact))]))]


def share_of_firms(known: Calibration) -> float:
    """Cooperatives among Italy's active firms, by ISTAT ASIA: no share of the vouchers was published."""
    return int(known.cooperatives.sum()) / known.one("firms_active_asia")


def vouchers_in_all(known: Calibration, days: Calendar, rows: int) -> int:
    """Vouchers at the pace published for all firms until October 2019; a larger demonstration has no more money."""
    until = date(2019, 10, 31)
    a_month = known.one("voucher_firms_cumulated", end=str(until)) / ((until - PIDS_FROM).days / 30.44)
    return round(a_month * len(days.months) * min(1.0, rows / TESTS_AT))
