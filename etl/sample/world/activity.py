"""The demonstration's PID activity, month by month: which service, when, where, for whom, at what cost."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from etl.sample.world import kinds, referrals
from etl.sample.world.cooperatives import Cooperatives, Days
from etl.sample.world.fitting import Floats, Ints, draw_by_row, drawn, pick_within
from etl.sample.world.network import Network
from etl.sample.world.vouchers import Vouchers
from etl.sample.world.working_days import Calendar

SERVICES = ("SELFI4.0", "ZOOM4.0", "Orientamento", "Formazione", "Evento informativo", "Webinar", "Mentoring",
            "PID-LAB", "Digital Skill Voyager", "Invio a DIH o Competence Center", "Voucher Misura A",
            "Voucher Misura B")  # fmt: skip
SELFI, ZOOM, ORIENTATION, TRAINING, EVENT, WEBINAR, MENTORING, LAB, VOYAGER, REFERRAL, VOUCHER_A, VOUCHER_B = range(12)
OTHERS = (0, 0.08, 0.63, 0.02, 0.026, 0.012, 0.1, 0.012, 0.03, 0.09, 0, 0)  # beside tests and vouchers
GROUP = np.array([service in {TRAINING, EVENT, WEBINAR, LAB} for service in range(12)])
ALWAYS_ONLINE = np.array([service in {SELFI, WEBINAR, VOYAGER, VOUCHER_A, VOUCHER_B} for service in range(12)])
PARTICIPANTS = np.array([0, 0, 0, 14, 38, 37, 0, 10, 0, 0, 0, 0])  # mean attendances, less three
COST = np.array([0, 180, 70, 900, 1_400, 450, 420, 800, 0, 45, 0, 0])  # mean euro borne by the chamber
FOR_COOPS = (0.09, 0.27)  # share of the services to single firms, first and last day
GROUP_CONTENT, OTHER_CONTENT = (0.25, 0.6), (0.03, 0.09)
JOINT, JOINT_GROUP = (0.10, 0.35), (0.3, 0.6)  # of what has cooperative content
TWO_CHAMBERS = 0.02  # services taken from the chamber of another province
LEAST_REACH, MOST_REACH = 0.35, 1.8


@dataclass(frozen=True)
class Activities:
    """One element an activity, in order of days; -1 is nothing. Costs are in cents."""

    day: Days
    place: Ints
    service: Ints
    coop: Ints
    content: NDArray[np.bool_]
    joint: NDArray[np.bool_]
    online: NDArray[np.bool_]
    partner: Ints
    direction: Ints
    counterpart: Ints
    outcome: Ints
    participants: Ints
    cents: Ints

    def __len__(self) -> int:
        return len(self.day)


@dataclass(frozen=True)
class World:
    """All that activities depend on."""

    network: Network
    coops: Cooperatives
    days: Calendar
    vouchers: Vouchers
    members: Floats  # of each province: cooperatives in each association, none first


def activities(world: World, tests: list[int], others: Ints, random: Generator) -> Iterator[Activities]:
    """The activities of each month: so many SELFI4.0 tests, its vouchers, so many of all other services."""
    for month, selfi, other in zip(world.days.months, tests, others.tolist(), strict=True):
        yield _month(world, month, selfi, int(other), random)


def joined(parts: list[Activities]) -> Activities:
    """One after the other."""
    names = [field.name for field in fields(Activities)]
    return Activities(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})


def part_of(acts: Activities, first: int, end: int) -> Activities:
    """Those from one place to another."""
    return Activities(**{field.name: getattr(acts, field.name)[first:end] for field in fields(Activities)})


def _month(world: World, month: slice, selfi: int, other: int, random: Generator) -> Activities:
    days, given = world.days, world.vouchers
    first, last = days.days[month.start], days.days[month.stop - 1]
    own = slice(*np.searchsorted(given.day, [first, last + 1]))
    n, vouchers = selfi + other, own.stop - own.start
    place = np.concatenate([drawn(random, world.network.weight, n), given.place[own]])
    weight = days.weight[month]
    day = np.concatenate([days.days[month][drawn(random, weight if weight.any() else weight + 1, n)], given.day[own]])
    service = np.concatenate(
        [np.full(selfi, SELFI), drawn(random, OTHERS, other), np.where(given.measure_a[own] == 1, VOUCHER_A, VOUCHER_B)]
    )
    at = (day - days.days[0]).astype(np.int64)
    time = at / max(1, len(days.days) - 1)
    online = random.random(n + vouchers) < days.online[at]
    service = np.where(online & (service == EVENT), WEBINAR, service)
    online |= ALWAYS_ONLINE[service]
    group = GROUP[service]
    coop, place = _whom(world, place, day, time, group, random)
    coop[n:], place[n:] = given.coop[own], given.place[own]
    theirs = coop >= 0
    content = theirs | (random.random(len(day)) < _between(time, group, OTHER_CONTENT, GROUP_CONTENT))
    reach = np.minimum(world.network.reach[place], 1.3)
    joint = content & (random.random(len(day)) < _between(time, group, JOINT, JOINT_GROUP) * reach)
    joint[n:] = False
    member = np.where(theirs, kinds.PRIMARY[world.coops.association[np.maximum(coop, 0)]], kinds.NONE)
    with_whom = np.where(member > 0, member, 1 + draw_by_row(random, world.members[:, 1:], place))
    sent = referrals.referrals(service == REFERRAL, theirs, with_whom, day, time, days.last, random)
    people = np.where(group, random.poisson(PARTICIPANTS[service] * random.gamma(6, 1 / 6, len(day))) + 3, -1)
    cents = np.round(COST[service] * random.gamma(4, 25, len(day))).astype(np.int64)
    cents[n:] = given.amount[own] * 100
    found = Activities(
        day, place, service, coop, content, joint, online, np.where(joint, with_whom, kinds.NONE), *sent, people, cents
    )  # fmt: skip
    order = np.argsort(day, kind="stable")
    return Activities(**{field.name: getattr(found, field.name)[order] for field in fields(Activities)})


def _whom(
    world: World, place: Ints, day: Days, time: Floats, group: NDArray[np.bool_], random: Generator
) -> tuple[Ints, Ints]:
    """The cooperative of each service, or -1, and the province: the cooperative's seat, but for a few from elsewhere.

    A cooperative is served only in months that it sees from the first to the last day.
    """
    coops, reach = world.coops, np.clip(world.network.reach, LEAST_REACH, MOST_REACH)
    chosen = np.flatnonzero(~group & (random.random(len(place)) < np.interp(time, (0, 1), FOR_COOPS) * reach[place]))
    month = day[0].astype("datetime64[M]") if len(day) else world.days.days[0].astype("datetime64[M]")
    there = coops.active(month.astype("datetime64[D]"), (month + 1).astype("datetime64[D]") - 1)
    lively = coops.liveliness * there
    found = pick_within(random, lively, coops.starts, place[chosen])
    elsewhere = random.random(len(chosen)) < TWO_CHAMBERS
    found[elsewhere] = drawn(random, lively, int(elsewhere.sum())) if lively.any() else -1
    coop, where = np.full(len(place), -1, dtype=np.int64), place.copy()
    coop[chosen] = found
    seat = coops.seat(np.maximum(found, 0), day[chosen])
    where[chosen] = np.where((found >= 0) & ~elsewhere, seat, place[chosen])
    return coop, where


def _between(time: Floats, group: NDArray[np.bool_], single: tuple[float, float], joint: tuple[float, float]) -> Floats:
    return np.asarray(np.where(group, np.interp(time, (0, 1), joint), np.interp(time, (0, 1), single)))
