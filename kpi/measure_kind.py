"""What a measure can be and how it moves: limits, whole numbers, whether it ever falls, how far units differ."""

from dataclasses import dataclass

import numpy as np

# The values that a measure of a unit can take; any other unit is at least nothing. A change of score can be negative.
LIMITS = {"percent": (0.0, 100.0), "per100": (0.0, 100.0), "score": (0.0, 4.0)}
CHANGE_OF_SCORE = (-4.0, 4.0)
# Variance of one cooperative's score, and of one cooperative's change of score: what a mean of few is unsure by.
SCORE_SPREAD, CHANGE_SPREAD = 0.40, 0.05
COUNTED = ("count", "distinct", "euro")


@dataclass(frozen=True)
class Nature:
    """``grows``: cumulated, never falls. ``whole``: counted in whole units. ``lowest``, ``highest``: in its unit.

    ``share``: in percent of units, so that one unit's variance is p (100 - p); otherwise it is ``spread`` (0: unknown).
    """

    grows: bool
    whole: bool
    lowest: float
    highest: float
    share: bool = False
    spread: float = 0.0


def nature_of(kind: str, unit: str, window: str, change: bool = False) -> Nature:
    """The nature of a measure by what the catalogue says of it.

    Counts and sums cumulated since the start of the agreement grow. All others move both ways within their limits:
    shares 0 to 100, a score 0 to 4, a change of score (``change``) -4 to 4, anything else from 0.
    """
    lowest, highest = CHANGE_OF_SCORE if change and unit == "score" else LIMITS.get(unit, (0.0, np.inf))
    return Nature(
        grows=kind in COUNTED and window == "cumulative",
        whole=kind in ("count", "distinct"),
        lowest=lowest,
        highest=highest,
        share=LIMITS.get(unit) == (0.0, 100.0),
        spread=(CHANGE_SPREAD if change else SCORE_SPREAD) if unit == "score" else 0.0,
    )
