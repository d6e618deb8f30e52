"""The skills scenario: how much of a gap training would fill, year by year, under stated assumptions. No forecast."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SPREAD = 0.10  # half width of the range around completion and placement
SIDES = ("low", "mid", "high")


@dataclass(frozen=True)
class Assumptions:
    """The assumptions, the same for every year; persons and posts in the unit of the gap.

    ``completion``: share of training places whose holder qualifies. ``placement``: share of the qualified who fill a
    post of the gap. ``places``: training places a year. ``arrivals``: posts added to the gap a year. ``spread``: half
    width of the range around both shares. Raises ValueError for a share outside 0 to 1 or a number below 0.
    """

    completion: float
    placement: float
    places: float
    arrivals: float = 0.0
    spread: float = SPREAD

    def __post_init__(self) -> None:
        if not all(0 <= share <= 1 for share in (self.completion, self.placement, self.spread)):
            raise ValueError("shares lie between 0 and 1")
        if not all(0 <= number < np.inf for number in (self.places, self.arrivals)):
            raise ValueError("places and arrivals are finite and not negative")


@dataclass(frozen=True)
class Course:
    """The gap over years 0, 1, …: ``remaining`` and ``filled`` under low, mid and high shares, in the unit of the gap.

    ``low``: the low shares, which fill least and leave most. In each year gap + arrived = remaining + filled.
    """

    years: Floats
    arrived: Floats
    remaining: dict[str, Floats]
    filled: dict[str, Floats]


def placed(trained: float, assumed: Assumptions) -> dict[str, float]:
    """Number of trained people who fill a post: trained x completion x placement, for low, mid and high shares."""
    shifts = dict(zip(SIDES, (-assumed.spread, 0.0, assumed.spread), strict=True))
    return {
        side: trained * _share(assumed.completion + shift) * _share(assumed.placement + shift)
        for side, shift in shifts.items()
    }


def course(gap: float, assumed: Assumptions, years: int) -> Course:
    """The gap in years 0 to ``years``. No more posts are filled than are open.

    Raises ValueError for a gap below 0 or not finite, or for fewer years than 0.
    """
    if not 0 <= gap < np.inf or years < 0:
        raise ValueError("a scenario starts from a finite gap that is not negative, and looks forward")
    time = np.arange(years + 1, dtype=np.float64)
    arrived = assumed.arrivals * time
    pace = placed(assumed.places, assumed)
    remaining = {side: np.maximum(0.0, gap + (assumed.arrivals - pace[side]) * time) for side in SIDES}
    return Course(time, arrived, remaining, {side: gap + arrived - remaining[side] for side in SIDES})


def years_to_close(gap: float, assumed: Assumptions) -> dict[str, float | None]:
    """Gap / net yearly pace for low, mid and high shares: 0 without a gap, None where the pace is not positive."""
    pace = {side: amount - assumed.arrivals for side, amount in placed(assumed.places, assumed).items()}
    return {side: 0.0 if gap <= 0 else gap / net if net > 0 else None for side, net in pace.items()}


def _share(number: float) -> float:
    return min(1.0, max(0.0, number))
