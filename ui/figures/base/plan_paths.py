"""Rows in the order of time: a history with its gaps, the milestones of plans, and the points of a broken line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypedDict, TypeVar

from reads.measures import Goal
from reads.records import NO_FIGURE, Figure, Value, grouped
from ui.figures.base.canvas import drawable, moment, months


class Month(TypedDict):
    """Anything of one month."""

    month: datetime


class FormerGoal(Goal):
    """A milestone of a plan that held before, until ``valid_to``."""

    valid_to: datetime | None


class SeriesRow(Figure, Month):
    """A figure of one month of a series."""


OfMonth = TypeVar("OfMonth", bound=Month)
OfPlan = TypeVar("OfPlan", bound=Goal)


def by_month(rows: Iterable[OfMonth]) -> list[OfMonth]:
    """Rows in the order of their months."""
    return sorted(rows, key=lambda row: moment(row["month"]))


def by_due(plan: Iterable[OfPlan]) -> list[OfPlan]:
    """The milestones of a plan in the order of their dates."""
    return sorted(plan, key=lambda row: moment(row["due_on"]))


def former_plans(former: Iterable[FormerGoal]) -> list[list[FormerGoal]]:
    """The plans that held before, the one that ended first before the others."""
    ended = grouped(former, lambda row: row["valid_to"])
    return [own for day, own in sorted(ended.items(), key=lambda plan: plan[0] or datetime.max)]


class TargetChange(NamedTuple):
    """The day from which another plan holds, and the last value of the plan before and of this one."""

    day: datetime
    before: float
    after: float


def target_changes(plan: Sequence[Goal], former: Iterable[FormerGoal]) -> list[TargetChange]:
    """When the target was changed, in the order of time; nothing for a plan that none replaced."""
    paths: list[Sequence[Goal]] = list(former_plans(former))
    ends = [own[0]["valid_to"] for own in former_plans(former)]
    after = [path for path in [*paths[1:], plan] if path]
    return [
        TargetChange(moment(end) + timedelta(days=1), by_due(old)[-1]["value"], by_due(new)[-1]["value"])
        for end, old, new in zip(ends, paths, after, strict=False) if end is not None
    ]  # fmt: skip


def with_gaps(history: Iterable[SeriesRow], breaks: Sequence[Any] = ()) -> list[SeriesRow]:
    """The history by month with an empty row for each missing month and each break, so no line joins over."""
    rows = by_month(drawable(history))
    first, last = rows[0]["month"], rows[-1]["month"]
    have = {(row["month"].year, row["month"].month) for row in rows}
    absent = [day for day in months(first, last) if (day.year, day.month) not in have]
    cuts = [moment(day) - timedelta(days=1) for day in breaks]
    absent += [day for day in cuts if first < day < last]
    empty: list[SeriesRow] = [{**NO_FIGURE, "month": day} for day in absent]
    return by_month([*rows, *empty])


def last_known(rows: Sequence[Value]) -> int:
    """The place of the last row that has a value; -1 without one."""
    return max((at for at, row in enumerate(rows) if row["value"] is not None), default=-1)


def sizes(values: Sequence[Any], last: int, at_end: int, alone: int) -> list[int]:
    """The sizes of a line's points: the ``last`` one is marked, so is one ``alone``; others have the line."""
    around = [None, *values, None]
    lone = [around[at] is around[at + 2] is None and value is not None for at, value in enumerate(values)]
    return [at_end if at == last else alone if one else 0 for at, one in enumerate(lone)]
