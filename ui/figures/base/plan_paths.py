"""Rows in the order of time: a history with its gaps, the milestones of plans, and the points of a broken line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from reads.records import Rows, grouped, records
from ui.figures.base.canvas import moment, months, told


def by_month(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows in the order of their months."""
    return sorted(rows, key=lambda row: moment(row["month"]))


def by_due(plan: Rows) -> list[dict[str, Any]]:
    """The milestones of a plan in the order of their dates."""
    return sorted(records(plan), key=lambda row: moment(row["due_on"]))


def former_plans(former: Rows | None) -> list[list[dict[str, Any]]]:
    """The plans that held before, the one that ended first before the others."""
    if former is None:
        return []
    return [own for _, own in sorted(grouped(records(former), "valid_to").items())]


def with_gaps(history: Rows, breaks: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """The history by month with an empty row for each missing month and each break, so no line joins over."""
    rows = by_month([row | {"month": moment(row["month"])} for row in told(history)])
    first, last = rows[0]["month"], rows[-1]["month"]
    have = {(row["month"].year, row["month"].month) for row in rows}
    absent = [day for day in months(first, last) if (day.year, day.month) not in have]
    cuts = [moment(day) - timedelta(days=1) for day in breaks]
    absent += [day for day in cuts if first < day < last]
    return by_month([*rows, *({"month": day, "value": None, "sign": "", "status": ""} for day in absent)])


def last_known(rows: Sequence[dict[str, Any]]) -> int:
    """The place of the last row that has a value; -1 without one."""
    return max((at for at, row in enumerate(rows) if row["value"] is not None), default=-1)


def sizes(values: Sequence[Any], last: int, at_end: int, alone: int) -> list[int]:
    """The sizes of a line's points: the ``last`` one is marked, so is one ``alone``; others have the line."""
    around = [None, *values, None]
    lone = [around[at] is around[at + 2] is None and value is not None for at, value in enumerate(values)]
    return [at_end if at == last else alone if one else 0 for at, one in enumerate(lone)]
