"""The planned path: a straight line between dated milestones, the first being the baseline; and plans in turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Plan:
    """Milestones in the measure's unit: ``dates`` strictly ascending, baseline first, target last.

    Raises ValueError for fewer than two milestones, or dates that do not ascend.
    """

    dates: tuple[date, ...]
    values: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.dates) < 2 or len(self.dates) != len(self.values):
            raise ValueError("a plan has a baseline and at least one milestone, each with a date and a value")
        if any(later <= earlier for earlier, later in zip(self.dates, self.dates[1:], strict=False)):
            raise ValueError("the dates of a plan ascend")

    @property
    def baseline(self) -> float:
        """y0, the value at the start of the path."""
        return self.values[0]

    @property
    def target(self) -> float:
        """y_T, the value at the end of the path."""
        return self.values[-1]

    @property
    def journey(self) -> float:
        """y_T - y0: what there is to travel, negative when the measure is to fall."""
        return self.target - self.baseline


def planned_values(plan: Plan, days: Sequence[date]) -> Floats:
    """The planned value on each day; level before the baseline and after the target."""
    return np.interp(_ordinals(days), _ordinals(plan.dates), np.asarray(plan.values, dtype=np.float64))


def attainment(plan: Plan, values: Floats) -> Floats:
    """A = (y - y0) / (y_T - y0): the share of the journey made. 0 at the baseline, 1 at the target.

    The same whatever the unit; NaN where the value is missing or the journey is nil.
    """
    if plan.journey == 0:
        return np.full(len(values), np.nan)
    return (np.asarray(values, dtype=np.float64) - plan.baseline) / plan.journey


def planned_attainment(plan: Plan, days: Sequence[date]) -> Floats:
    """P(t): the share of the journey that the plan foresees by each day."""
    return attainment(plan, planned_values(plan, days))


# The plans of one series in turn, each from its first day on until the next one's.
Versions = Sequence[tuple[date, Plan]]


@dataclass(frozen=True)
class Plans:
    """The plan in force for many series on the same days; all arrays are series x days.

    ``baselines``, ``targets`` and ``planned`` in the measure's unit, NaN before the first plan; ``due``: the target's
    date, None before the first plan.
    """

    baselines: Floats
    targets: Floats
    planned: Floats
    due: NDArray[np.object_]

    def shares(self, values: Floats, *, rising: bool) -> Floats:
        """The share of the journey that each value (series x days) has made, as ``attainment`` has it.

        NaN also where the journey leads away from what is good (``rising``: higher is better): a target that the
        baseline has passed already sets no journey, and a fall towards it is no progress.
        """
        journey = self.targets - self.baselines
        onward = journey > 0 if rising else journey < 0
        found = np.full(values.shape, np.nan)
        np.divide(values - self.baselines, journey, out=found, where=onward)
        return found


def plans_over(series: Sequence[Versions], days: Sequence[date]) -> Plans:
    """Lay out the plans of many series over the same days: on each day the one whose first day is the latest by then.

    What was decided later never judges an earlier day.
    """
    shape, at = (len(series), len(days)), _ordinals(days)
    baselines, targets, planned = (np.full(shape, np.nan) for _ in range(3))
    due = np.full(shape, None, dtype=object)
    for row, versions in enumerate(series):
        for since, plan in sorted(versions, key=lambda version: version[0]):
            held = at >= since.toordinal()
            baselines[row, held], targets[row, held], due[row, held] = plan.baseline, plan.target, plan.dates[-1]
            planned[row, held] = planned_values(plan, days)[held]
    return Plans(baselines, targets, planned, due)


def _ordinals(days: Sequence[date]) -> Floats:
    return np.asarray([day.toordinal() for day in days], dtype=np.float64)
