"""Which association each cooperative of the demonstration belongs to: as many as published, the larger ones more."""

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from etl.sample.calibration import Calibration
from etl.sample.world.fitting import Floats, Ints, draw_by_row, fit_margins
from etl.sample.world.kinds import (
    AGCI,
    AGRICULTURAL,
    ASSOCIATIONS,
    CATEGORIES,
    CONFCOOPERATIVE,
    CONSUMER,
    HOUSING,
    NONE,
    PRIMARY,
    SIZES,
    SOCIAL,
    WORKER,
)  # fmt: skip

IS_MEMBER = np.array([[name in both.split("|") for name in ASSOCIATIONS[:4]] for both in ASSOCIATIONS])
SECOND = {CONFCOOPERATIVE: 4, AGCI: 5}  # as members of Legacoop too
# Assumptions, told as such in docs/demonstration.md: members of Legacoop besides; the most that can be members.
BOTH, MOST_MEMBERS, AGCI_SHARE = 0.04, 0.93, 0.09
# Confcooperative has more of the social and agricultural ones, Legacoop of the worker and consumer ones.
MEMBERS_BY_CATEGORY = {SOCIAL: (1.3, 0.8, 0.8), AGRICULTURAL: (1.6, 0.8, 1.2), WORKER: (0.8, 1.3, 1.2)}
MEMBERS_BY_CATEGORY |= {CONSUMER: (1.0, 1.8, 0.3), HOUSING: (1.0, 1.2, 1.0)}
NOT_MEMBERS_BY_SIZE = np.array([1.0, 0.27, 0.07, 0.03])
LEGACOOP_TERRITORY = {"ITI1": 2.2, "ITI3": 1.3, "ITC3": 1.5, "ITH20": 0.1, "ITH10": 0.3, "ITH3": 0.6, "ITF6": 1.2}
AGCI_TERRITORY = {"ITH20": 0.1, "ITH10": 0.5, "ITH4": 0.5}


def associations(
    known: Calibration, random: Generator, stratum: NDArray[np.object_], category: Ints, size: Ints
) -> Ints:
    """Membership: as many as published, more of the larger ones, and of each association's own categories."""
    shares, row = _members_by_stratum(known, stratum), category * len(SIZES) + size
    seed = np.ones((len(CATEGORIES) * len(SIZES), 4))
    for kind, odds in MEMBERS_BY_CATEGORY.items():
        seed[kind * len(SIZES) : (kind + 1) * len(SIZES), 1:] *= odds
    seed[:, NONE] *= np.tile(NOT_MEMBERS_BY_SIZE, len(CATEGORIES))
    found = np.zeros(len(stratum), dtype=np.int64)
    for code, margin in shares.items():
        own = np.flatnonzero(stratum == code)
        rows = np.bincount(row[own], minlength=len(seed)).astype(float)
        table = fit_margins(seed, np.maximum(rows, 1e-9), margin)
        found[own] = draw_by_row(random, table, row[own])
    for first, both in SECOND.items():
        found[(found == first) & (random.random(len(found)) < BOTH)] = both
    return found


def members_by_province(home: Ints, association: Ints, provinces: int) -> Floats:
    """Cooperatives of each province whose own association is none, or each of the three."""
    own = np.bincount(home * 4 + PRIMARY[association], minlength=provinces * 4)
    return own.reshape(provinces, 4).astype(float)


def _members_by_stratum(known: Calibration, stratum: NDArray[np.object_]) -> dict[str, Floats]:
    """Shares of those in no association and in each, where published; the rest of Italy shares what is left."""
    codes, counts = np.unique(stratum, return_counts=True)
    size = dict(zip(codes.tolist(), counts.astype(float).tolist(), strict=True))
    sicily = {name: known.one("coops_under_review", name, "ITG1") for name in ("confcooperative", "legacoop", "agci")}
    trento = known.one("trentino_federation_member_coops", territory="ITH20", end="2017-12-31")
    first = known.by_territory("confcooperative_member_coops") | {"ITG1": sicily["confcooperative"], "ITH20": trento}
    second = known.by_territory("legacoop_member_coops") | {"ITG1": sicily["legacoop"]}
    totals: tuple[tuple[dict[str, float], float, dict[str, float]], ...] = (
        (first, known.one("confcooperative_member_coops", end="2019-05-31"), {}),
        (second, known.one("legacoop_member_coops"), LEGACOOP_TERRITORY),
        ({"ITG1": sicily["agci"]}, AGCI_SHARE * counts.sum(), AGCI_TERRITORY),
    )
    found = {code: np.zeros(4) for code in size}
    for place, (published, total, weights) in enumerate(totals, start=1):
        given = {code: published[code] for code in size if code in published}
        rest = {code: size[code] * weights.get(code, 1.0) for code in size if code not in given}
        left = (total - sum(given.values())) / sum(rest.values())
        for code, many in size.items():
            found[code][place] = given.get(code, left * rest.get(code, 0.0)) / many
    for shares in found.values():
        shares[1:] *= min(1.0, MOST_MEMBERS / shares[1:].sum())
        shares[NONE] = 1 - shares[1:].sum()
    return found
