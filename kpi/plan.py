"""The planned path, linear between dated milestones from baseline to target, and its versions over time."""

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
        """y_T - y0: the distance from baseline to target, negative when the measure is to fall."""
        return self.target - self.baseline


def planned_values(plan: Plan, days: Sequence[date]) -> Floats:
    """The planned value on each day, constant before the baseline's date and after the target's."""
    return np.interp(_ordinals(days), _ordinals(plan.dates), np.asarray(plan.values, dtype=np.float64))


def attainment(plan: Plan, values: Floats) -> Floats:
    """A = (y - y0) / (y_T - y0): the share of the journey made. 0 at the baseline, 1 at the target.

    It does not depend on the unit. NaN where the value is missing or baseline and target are equal.
    """
    if plan.journey == 0:
        return np.full(len(values), np.nan)
    return (np.asarray(values, dtype=np.float64) - plan.baseline) / plan.journey


def planned_attainment(plan: Plan, days: Sequence[date]) -> Floats:
    """P(t): the attainment of the planned value on each day."""
    return attainment(plan, planned_values(plan, days))


# The versions of one series' plan: (first day, plan), each in force until the first day of the next.
PlanVersions = Sequence[tuple[date, Plan]]


@dataclass(frozen=True)
class PlanGrid:
    """The plan in force for many series on the same days; all arrays are series x days.

    ``baselines``, ``targets`` and ``planned`` in the measure's unit, NaN before the first plan; ``due``: the target's
    date, None before the first plan.
    """

    baselines: Floats
    targets: Floats
    planned: Floats
    due: NDArray[np.object_]

    def shares(self, values: Floats, *, rising: bool) -> Floats:
        """Attainment of each value (series x days) under the plan in force, as in ``attainment``.

        NaN also where the target lies on the wrong side of the baseline (``rising``: higher is better): such a target
        was met from the start, and moving towards it is no progress.
        """
        journey = self.targets - self.baselines
        onward = journey > 0 if rising else journey < 0
        attained = np.full(values.shape, np.nan)
        np.divide(values - self.baselines, journey, out=attained, where=onward)
        return attained


def plan_grid(series: Sequence[PlanVersions], days: Sequence[date]) -> PlanGrid:
    """The plan in force on each day for many series: of each series' versions the latest that has begun by that day.

    A version never applies to a day before its first.
    """
    shape, at = (len(series), len(days)), _ordinals(days)
    baselines, targets, planned = (np.full(shape, np.nan) for _ in range(3))
    due = np.full(shape, None, dtype=object)
    for row, versions in enumerate(series):
        for since, plan in sorted(versions, key=lambda version: version[0]):
            begun = at >= since.toordinal()
            baselines[row, begun], targets[row, begun], due[row, begun] = plan.baseline, plan.target, plan.dates[-1]
            planned[row, begun] = planned_values(plan, days)[begun]
    return PlanGrid(baselines, targets, planned, due)


def _ordinals(days: Sequence[date]) -> Floats:
    return np.asarray([day.toordinal() for day in days], dtype=np.float64)
