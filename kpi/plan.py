"""The planned path: a straight line between dated milestones, the first of which is the baseline."""

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


@dataclass(frozen=True)
class Plans:
    """Many plans at once: ``baselines`` and ``targets`` one per plan, ``planned`` and ``foreseen`` plans x days.

    ``planned`` is the planned value in the measure's unit, ``foreseen`` the planned attainment P (NaN for a nil
    journey).
    """

    baselines: Floats
    targets: Floats
    planned: Floats
    foreseen: Floats

    def attained(self, values: Floats) -> Floats:
        """A for values given as plans x days; NaN where the value is missing or the journey is nil."""
        return _share(values, self.baselines[:, None], self.targets[:, None])


def plans_over(plans: Sequence[Plan], days: Sequence[date]) -> Plans:
    """Lay out many plans over the same days."""
    at = _ordinals(days)
    planned = [np.interp(at, _ordinals(plan.dates), np.asarray(plan.values, dtype=np.float64)) for plan in plans]
    values = np.asarray(planned, dtype=np.float64).reshape(len(plans), len(days))
    ends = np.asarray([(plan.baseline, plan.target) for plan in plans], dtype=np.float64).reshape(len(plans), 2)
    return Plans(ends[:, 0], ends[:, 1], values, _share(values, ends[:, :1], ends[:, 1:]))


def _share(values: Floats, baseline: Floats, target: Floats) -> Floats:
    journey = target - baseline
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(journey == 0, np.nan, (values - baseline) / journey)


def _ordinals(days: Sequence[date]) -> Floats:
    return np.asarray([day.toordinal() for day in days], dtype=np.float64)
