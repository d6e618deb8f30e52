"""How digital the demonstration's cooperatives are, and what their assessments find."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from etl.sample.calibration import Calibration
from etl.sample.world import kinds
from etl.sample.world.activity import SELFI, ZOOM, Activities
from etl.sample.world.cooperatives import Cooperatives, Days
from etl.sample.world.fitting import Floats, Ints
from etl.sample.world.network import Network

# Points of the scale from 0 to 4 above or below the mean (assumptions); what is not named is 0.
BY_SECTOR = {"J": 0.5, "M": 0.25, "P": 0.05, "C": 0.05, "A": -0.15, "F": -0.3, "H": -0.15, "N": -0.1}
BY_SIZE = np.array([-0.08, 0.15, 0.4, 0.65])
NOISE = 0.62  # standard deviation within region, sector and size
BAND = 8  # cooperatives of a region that are alike in liveliness share eight parts of that deviation
CUT_OFFS = (0.0, 0.8, 1.6, 2.4, 3.2, 4.0)  # of the five levels: assumed, as in catalogue/agreement.yaml
GAIN, GAIN_SPREAD, MOST_GAINS = 0.16, 0.12, 4
PROCESSES = 4
# Technology, share of those at 2 points that use it, year it enters the lists of the calls.
TECHNOLOGIES = (("Cloud", 0.34, 2018), ("Cyber security", 0.22, 2018), ("E-commerce", 0.2, 2018),
                ("Digital marketing", 0.24, 2020), ("Smart working", 0.3, 2020), ("IoT", 0.12, 2018),
                ("Big data", 0.08, 2018), ("Stampa 3D", 0.05, 2018), ("Robotica", 0.05, 2018),
                ("Fintech", 0.04, 2018), ("Blockchain", 0.02, 2019))  # fmt: skip


@dataclass(frozen=True)
class Assessments:
    """One element an assessment; ``parts`` has a column for each process, ``uses`` one for each technology."""

    day: Days
    place: Ints
    coop: Ints
    guided: Ints
    score: Floats
    parts: Floats
    uses: Ints  # bits

    def __len__(self) -> int:
        return len(self.day)


class Maturity:
    """The score each cooperative would reach at its first assessment, and how often each was assessed so far."""

    def __init__(self, known: Calibration, coops: Cooperatives, network: Network, random: Generator) -> None:
        region = np.searchsorted(sorted(set(known.regions)), known.regions[coops.home])
        index = np.array([known.maturity_by_region[code] for code in sorted(set(known.regions))])
        own = np.array([BY_SECTOR.get(code, 0.0) for code in kinds.SECTORS])[coops.sector] + BY_SIZE[coops.size]
        own += NOISE * _even_noise(region, coops.liveliness, random)
        # How likely each is to be assessed: those assessed are to be as published, not all there are.
        province = np.bincount(coops.home, coops.liveliness)
        assessed = coops.liveliness * (network.weight * network.reach / province)[coops.home]
        # Each region lies above or below Italy by what its published index does.
        mean = np.bincount(region, own * assessed) / np.bincount(region, assessed)
        own += (index - index.mean() - mean)[region]
        # The levels are shared out as published: a score is read off from the place among all.
        order = np.argsort(own, kind="stable")
        place = np.cumsum(assessed[order])
        shares = np.concatenate([[0.0], np.cumsum(known.level_shares)])
        self.first = np.empty(len(coops))
        self.first[order] = np.interp(place / place[-1], shares, CUT_OFFS)
        self.times = np.zeros(len(coops), dtype=np.int64)

    def assess(self, acts: Activities, random: Generator) -> Assessments:
        """One assessment for each SELFI4.0 or ZOOM4.0 of a cooperative; who returns has mostly gained."""
        done = np.flatnonzero((acts.coop >= 0) & np.isin(acts.service, (SELFI, ZOOM)))
        coop, day = acts.coop[done], acts.day[done]
        again = np.minimum(self.times[coop] + _rank_within(coop), MOST_GAINS)
        self.times += np.bincount(coop, minlength=len(self.times))
        gain = again * random.normal(GAIN, GAIN_SPREAD, len(coop))
        score = np.clip(self.first[coop] + gain, 0.0, 4.0).round(2)
        parts = np.clip(score[:, None] + random.normal(0, 0.3, (len(coop), PROCESSES)), 0, 4).round(2)
        year, uses = day.astype("datetime64[Y]").astype(np.int64) + 1970, np.zeros(len(coop), dtype=np.int64)
        for place, (_, share, since) in enumerate(TECHNOLOGIES):
            flag = (random.random(len(coop)) < share * (0.35 + score / 3)) & (year >= since)
            uses |= flag.astype(np.int64) << place
        return Assessments(
            day, acts.place[done], coop, (acts.service[done] == ZOOM).astype(np.int64), score, parts, uses
        )


def _even_noise(region: Ints, liveliness: Floats, random: Generator) -> Floats:
    """Normal deviations, one of each eighth of the curve for every eight neighbours in liveliness of a region.

    So that a region's assessed cooperatives differ from its mean by little more than they have to.
    """
    n = len(region)
    order = np.lexsort((-liveliness, region))
    band = np.arange(n) // BAND
    part = np.empty(n)
    part[np.lexsort((random.random(n), band))] = np.arange(n) % BAND
    chance = np.empty(n)
    chance[order] = (part + random.random(n)) / BAND
    return _normal_quantile(chance)


def _normal_quantile(chance: Floats) -> Floats:
    """The standard normal deviation below which this share lies (Tukey's lambda, to 0.01 within three deviations)."""
    return np.asarray((chance**0.1349 - (1 - chance) ** 0.1349) / 0.1975)


def _rank_within(values: Ints) -> Ints:
    """How many equal values stand before each."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    first = np.searchsorted(ordered, ordered)
    rank = np.empty(len(values), dtype=np.int64)
    rank[order] = np.arange(len(values)) - first
    return rank
