"""Whether a measure's monthly flow moves beyond its noise: the XmR chart of statistical process control.

Of what is counted since the start of the agreement the flow is the step from month to month; of anything else it is the
value itself. Source of the rules: NHS England, Making data count; D. J. Wheeler, Understanding Variation (1993).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from catalogue.model import VariationRules

IMPROVES, WORSENS, STABLE = "improves", "worsens", "stable"
VARIATIONS = (WORSENS, STABLE, IMPROVES)
# Limits lie three standard deviations from the mean; the mean moving range is 1.128 of them for two values.
LIMIT, NEAR = 2.66, 2.66 * 2 / 3


@dataclass(frozen=True)
class Variation:
    """``kind``: improves, worsens or stable. ``rule``: outside, near, run or trend, '' where stable.

    ``mean``, ``low`` and ``high``: the chart's lines, in the measure's unit a month. ``months``: the base;
    ``provisional``: so few that the limits will still move.
    """

    kind: str
    rule: str
    mean: float
    low: float
    high: float
    months: int
    provisional: bool


def flow_of(values: Sequence[float | None], *, cumulative: bool) -> list[float]:
    """The monthly flow behind the figures of consecutive months, without what a missing figure leaves unknown."""
    if not cumulative:
        return [value for value in values if value is not None]
    return [last - first for first, last in pairwise(values) if first is not None and last is not None]


def variation(flow: Sequence[float], rules: VariationRules, *, up: bool, noise: float = 0.0) -> Variation | None:
    """Judge the last month of a flow; None with fewer than ``rules.fewest`` months.

    ``up``: more is better. ``noise``: the most by which rounding may have moved a value of the flow; limits are no
    nearer to the mean than that. The last ``rules.months`` months are the base.
    """
    base = list(flow)[-rules.months :]
    if len(base) < rules.fewest:
        return None
    mean = sum(base) / len(base)
    ranges = [abs(last - first) for first, last in pairwise(base)]
    moving = max(sum(ranges) / len(ranges), noise / LIMIT)
    rule, side = _signal([value - mean for value in base], moving, rules.run)
    kind = STABLE if not side else IMPROVES if (side > 0) == up else WORSENS
    wide = LIMIT * moving
    return Variation(kind, rule, mean, mean - wide, mean + wide, len(base), len(base) < rules.provisional)


def _signal(beyond: Sequence[float], moving: float, run: int) -> tuple[str, int]:
    """The first rule that the end of a flow breaks, and on which side: 1 above, -1 below, 0 for none.

    ``beyond``: distances from the mean.
    """
    for side in (1, -1):
        last = [value * side for value in beyond]
        if last[-1] > LIMIT * moving:
            return "outside", side
        if last[-1] > NEAR * moving and sum(value > NEAR * moving for value in last[-3:]) >= 2:
            return "near", side
        if len(last) >= run and all(value > 0 for value in last[-run:]):
            return "run", side
        steps = [later - sooner for sooner, later in pairwise(last[-run:])]
        if len(last) >= run and all(step > 0 for step in steps):
            return "trend", side
    return "", 0
