"""Typed records of the rows of ``kpi.compare``: the change of a measure in a territory, and each of its two ends."""

from datetime import datetime
from typing import Literal, TypedDict, cast

import pandas as pd

End = Literal["before", "after"]
Part = Literal["new_period", "revision", "definition", "unseparated"]
ENDS: tuple[End, ...] = ("before", "after")


class Change(TypedDict):
    """A change; amounts are whole hundredths of the measure's unit, None where there is none.

    ``notable``: one of kpi.notable_changes.REASONS, or ''; the rest as in ``kpi.compare``.
    """

    kpi: str
    territory: str
    state: str
    before: int | None
    after: int | None
    change: int | None
    new_period: int | None
    revision: int | None
    definition: int | None
    unseparated: int | None
    planned_before: int | None
    planned_after: int | None
    path: int | None
    target: int | None
    as_of_before: datetime | None
    as_of_after: datetime | None
    sign_before: str | None
    sign_after: str | None
    figure_status_before: str | None
    figure_status_after: str | None
    judgement_before: str | None
    judgement_after: str | None
    due_on_before: datetime | None
    due_on_after: datetime | None
    goal_before: int | None
    goal_after: int | None
    baseline_before: int | None
    baseline_after: int | None
    redefined: bool
    resupplied: bool
    replanned: bool
    rejudged: bool
    notable: str


class Endpoint(TypedDict):
    """One end of a change: the figure, its date, sign and judgement, and its plan's last date and goal."""

    amount: int | None
    as_of: datetime | None
    sign: str | None
    judgement: str | None
    due_on: datetime | None
    goal: int | None


def changes_of(frame: pd.DataFrame) -> list[Change]:
    """The rows of ``kpi.compare.compare`` with a column ``notable``; missing values are None."""
    plain = frame.astype(object).where(frame.notna(), None)
    return cast("list[Change]", plain.to_dict("records"))


def endpoint(row: Change, end: End) -> Endpoint:
    """One of the two ends of a change."""
    if end == "before":
        return {"amount": row["before"], "as_of": row["as_of_before"], "sign": row["sign_before"],
                "judgement": row["judgement_before"], "due_on": row["due_on_before"],
                "goal": row["goal_before"]}  # fmt: skip
    return {"amount": row["after"], "as_of": row["as_of_after"], "sign": row["sign_after"],
            "judgement": row["judgement_after"], "due_on": row["due_on_after"], "goal": row["goal_after"]}  # fmt: skip
