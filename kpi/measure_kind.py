"""The kind of a measure, which decides how it is projected: limits, whole numbers, cumulative or not, variance."""

from dataclasses import dataclass

import numpy as np

# Lowest and highest value of a measure by its unit; any other unit has no upper limit and starts at 0.
LIMITS = {"percent": (0.0, 100.0), "per100": (0.0, 100.0), "score": (0.0, 4.0)}
CHANGE_OF_SCORE = (-4.0, 4.0)
# Assumed variance of one cooperative's score, and of one cooperative's change of score.
SCORE_SPREAD, CHANGE_SPREAD = 0.40, 0.05
COUNTED = ("count", "distinct", "euro")


@dataclass(frozen=True)
class MeasureKind:
    """How a measure can move. ``grows``: cumulative, never falls. ``whole``: a whole number.

    ``lowest``, ``highest``: limits in the measure's unit. ``share``: a percentage of units, whose variance for one unit
    is p (100 - p); for other kinds that variance is ``spread`` (0: not known). ``cumulative_share``: numerator and
    denominator are counted since the start; ``of_stock``: the denominator is what there is at the date.
    """

    grows: bool
    whole: bool
    lowest: float
    highest: float
    share: bool = False
    spread: float = 0.0
    cumulative_share: bool = False
    of_stock: bool = False


def kind_of(kind: str, unit: str, window: str, change: bool = False, leaving: bool = False) -> MeasureKind:
    """The kind of a measure from its ``kind``, ``unit``, ``window`` and ``change`` in the catalogue.

    Counts and sums cumulated since the start of the agreement grow. All others move both ways within their limits:
    shares 0 to 100, a score 0 to 4, a change of score (``change``) -4 to 4, anything else from 0. ``leaving``: what
    the measure counts may leave it again, so that the denominator of a share is a stock.
    """
    lowest, highest = CHANGE_OF_SCORE if change and unit == "score" else LIMITS.get(unit, (0.0, np.inf))
    share = LIMITS.get(unit) == (0.0, 100.0)
    return MeasureKind(
        grows=kind in COUNTED and window == "cumulative",
        whole=kind in ("count", "distinct"),
        lowest=lowest,
        highest=highest,
        share=share,
        spread=(CHANGE_SPREAD if change else SCORE_SPREAD) if unit == "score" else 0.0,
        cumulative_share=share and window == "cumulative",
        of_stock=share and window == "cumulative" and leaving,
    )
