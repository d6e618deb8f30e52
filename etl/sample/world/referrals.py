"""Referrals of the demonstration: to whom a firm is sent, and when its outcome is known."""

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from etl.sample.world.cooperatives import Days
from etl.sample.world.fitting import Floats, Ints, draw_by_row

DIRECTIONS = ("", "da PID", "a PID")
OUTCOMES = ("", "accolto", "non accolto", "in attesa")
# In the order of kinds.ASSOCIATIONS: each association, then each one's Digital Innovation Hub.
COUNTERPARTS = ("", "Confcooperative", "Legacoop", "AGCI", "NODE", "PICO", "Consorzio Ruini", "Competence Center")
HUB, COMPETENCE_CENTER = 3, 7  # what leads from an association to its hub; the last of the list
KINDS = np.array([[0.35, 0.1, 0.55], [0.62, 0.22, 0.16]])  # hub, association, Competence Center: firms, cooperatives
FROM_PID = 0.68
ACCEPTED = (0.62, 0.74)  # of those that closed, first and last day
DAYS_TO_CLOSE, NEVER_CLOSED = 22.0, 0.012  # twice this on average (gamma of shape 2)


def referrals(
    chosen: NDArray[np.bool_],
    cooperative: NDArray[np.bool_],
    association: Ints,
    day: Days,
    time: Floats,
    last: np.datetime64,
    random: Generator,
) -> tuple[Ints, Ints, Ints]:
    """Direction, counterpart and outcome as known on the last day; 0 where nothing was referred.

    A cooperative is sent to its association's own hub, another firm mostly to a Competence Center.
    """
    direction, counterpart, outcome = (np.zeros(len(chosen), dtype=np.int64) for _ in range(3))
    own = np.flatnonzero(chosen)
    direction[own] = np.where(random.random(len(own)) < FROM_PID, 1, 2)
    kind = draw_by_row(random, KINDS, cooperative[own].astype(np.int64))
    whose = association[own]
    counterpart[own] = np.where(kind == 0, whose + HUB, np.where(kind == 1, whose, COMPETENCE_CENTER))
    takes = np.where(random.random(len(own)) < NEVER_CLOSED, np.inf, random.gamma(2, DAYS_TO_CLOSE, len(own)))
    accepted = random.random(len(own)) < np.interp(time[own], (0, 1), ACCEPTED)
    waiting = takes > (last - day[own]).astype(np.int64)
    outcome[own] = np.where(waiting, 3, np.where(accepted, 1, 2))
    return direction, counterpart, outcome
