"""The demonstration's COOP 4.0 services, good practices and virtual network counters."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.random import Generator
from numpy.typing import NDArray

from etl.sample import write
from etl.sample.senders import Chambers
from etl.sample.world import kinds
from etl.sample.world.activity import World
from etl.sample.world.cooperatives import Cooperatives, Days
from etl.sample.world.fitting import Ints, draw_by_row, drawn, pick_within
from etl.sample.world.membership import IS_MEMBER
from etl.sample.world.working_days import Calendar

SERVICES_PER_ACTIVITY, FEWEST = 0.05, 12  # COOP 4.0 services beside the PID's activities
GROWTH = (0.3, 1.6)
TRAINING, TRAINED = 0.3, 12  # courses among the services; mean attendances less three
OWN_MEMBERS = 0.92
VIA_PID = (0.25, 0.7)  # first and last day
PRACTICES, REUSED, SOONEST, LATEST = 96, 0.28, 60, 270  # of good practices; days until another province adopts one
CHANNELS = {"Sito": 9_000, "Facebook": 5_200, "LinkedIn": 2_400, "Twitter": 1_300, "YouTube": 900}
CHANNELS |= {"Forum": 260, "Comunità": 420}
AT_HOME = 1.3  # interactions of the virtual network while offices are closed
BATCH = 100_000
TRIES = 6  # to find a cooperative that is active in the month


def coop40_services(
    world: World, chambers: Chambers, sigla: NDArray[np.object_], tax: NDArray[np.object_], rows: int, random: Generator
) -> Iterator[tuple[str, pa.Table]]:
    """Each association's services and courses as it sends them, in order of days; its members get most of them."""
    days, n = world.days, max(FEWEST, int(rows * SERVICES_PER_ACTIVITY))
    weight = days.weight * np.linspace(*GROWTH, len(days.days))
    day = days.days[np.sort(drawn(random, weight, n))]
    place = drawn(random, world.network.weight * world.network.reach, n)
    association = 1 + draw_by_row(random, world.members[:, 1:], place)
    coop = np.full(n, -1, dtype=np.int64)
    for number in (kinds.CONFCOOPERATIVE, kinds.LEGACOOP, kinds.AGCI):
        own = association == number
        coop[own] = _served(world.coops, number, place[own], day[own], random)
    training = (random.random(n) < TRAINING) | (coop < 0)
    via_pid = random.random(n) < np.interp((day - days.days[0]).astype(float), (0, len(days.days)), VIA_PID)
    place = np.where(training, place, world.coops.seat(np.maximum(coop, 0), day))
    people = np.where(training, random.poisson(TRAINED, n) + 3, -1)
    names = ["", *chambers.name]
    chamber = np.where(via_pid, chambers.writing(place, day) + 1, 0)
    codes = pa.array([*tax.tolist(), ""], pa.string())
    for number in (kinds.AGCI, kinds.CONFCOOPERATIVE, kinds.LEGACOOP):
        mine = np.flatnonzero(association == number)
        for first in range(0, len(mine), BATCH):
            at = mine[first : first + BATCH]
            yield (
                kinds.ASSOCIATIONS[number],
                write.marked(
                    {
                        "Codice servizio": write.numbered(at + 1, "C40"),
                        "Data": write.days(day[at]),
                        "Associazione erogante": write.words(kinds.ASSOCIATIONS, association[at]),
                        "Provincia": write.words(sigla.tolist(), place[at]),
                        "Tipo COOP 4.0": write.words(["servizio", "formazione"], training[at].astype(np.int64)),
                        "Tramite PID": write.words(["no", "sì"], via_pid[at].astype(np.int64)),
                        "Camera di commercio": write.words(names, chamber[at]),
                        "Codice fiscale cooperativa": write.words(codes, np.where(training[at], len(tax), coop[at])),
                        "Partecipanti": write.numbers(people[at], blank=-1),
                    }
                ),
            )


def _served(coops: Cooperatives, association: int, place: Ints, day: Days, random: Generator) -> Ints:
    """A cooperative of the place for each service, active in its month: mostly a member, -1 where there is none."""
    first = day.astype("datetime64[M]").astype("datetime64[D]")
    last = (day.astype("datetime64[M]") + 1).astype("datetime64[D]") - 1
    own = random.random(len(place)) < OWN_MEMBERS
    found = np.full(len(place), -1, dtype=np.int64)
    for of_its_own in (True, False):
        weight = IS_MEMBER[coops.association, association] if of_its_own else np.ones(len(coops))
        left = np.flatnonzero(own == of_its_own)
        for _ in range(TRIES):
            chosen = pick_within(random, weight, coops.starts, place[left])
            there = (chosen >= 0) & coops.active(first[left], last[left], chosen)
            found[left[there]] = chosen[there]
            left = left[~there]
    return found


def good_practices(world: World, sigla: NDArray[np.object_], random: Generator) -> pa.Table:
    """Practices recorded over the months, some adopted in other provinces later on."""
    days = world.days
    day = days.days[np.sort(drawn(random, days.weight, PRACTICES))]
    home = drawn(random, world.network.weight * world.network.reach, PRACTICES)
    later = day + random.integers(SOONEST, LATEST, PRACTICES)
    chosen = np.flatnonzero((random.random(PRACTICES) < REUSED) & (later < days.last))
    adopted_on = days.working(later[chosen], np.zeros(len(chosen), dtype=np.int64))
    elsewhere = (home[chosen] + random.integers(1, len(sigla), len(chosen))) % len(sigla)
    practice = np.concatenate([np.arange(PRACTICES), chosen])
    record = np.concatenate([np.zeros(PRACTICES, dtype=np.int64), np.ones(len(chosen), dtype=np.int64)])
    on, place = np.concatenate([day, adopted_on]), np.concatenate([home, elsewhere])
    order = np.lexsort((practice, on))
    practice, record, on, place = practice[order], record[order], on[order], place[order]
    number = [f"{one:04d}" for one in range(1, PRACTICES + 1)]
    return write.marked(
        {
            "Codice scheda": write.codes(1, len(on), "SCH"),
            "Codice buona pratica": write.words([f"BP-{one}" for one in number], practice),
            "Tipo di scheda": write.words(["registrazione", "adozione"], record),
            "Data": write.days(on),
            "Provincia": write.words(sigla.tolist(), place),
            "Associazione": write.words(kinds.ASSOCIATIONS, 1 + draw_by_row(random, world.members[:, 1:], place)),
            "Titolo della pratica": write.words([f"Pratica dimostrativa {one}" for one in number], practice),
        }
    )


def virtual_network(days: Calendar, random: Generator) -> pa.Table:
    """Counters by channel and month, growing, and higher while offices were closed."""
    ends = [np.datetime64((days.days[month.start].astype("datetime64[M]") + 1), "D") - 1 for month in days.months]
    closed = np.array([days.online[month].mean() > 0.9 for month in days.months])
    month = np.repeat(np.arange(len(ends)), len(CHANNELS))
    growth = 0.6 + 0.9 * np.arange(len(month)) / len(month)
    mean = np.tile(list(CHANNELS.values()), len(ends)) * growth * 0.35 * np.where(closed[month], AT_HOME, 1.0)
    interactions = random.poisson(mean)
    return write.marked(
        {
            "Canale": write.words(list(CHANNELS), np.tile(np.arange(len(CHANNELS)), len(ends))),
            "Mese (ultimo giorno)": write.days(np.array(ends)[month]),
            "Persone raggiunte": pa.array(interactions * 4),
            "Interazioni": pa.array(interactions),
        }
    )
