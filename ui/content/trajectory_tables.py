"""Tables of the data behind figures over time: one row a date, with plans and projection."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

import pandas as pd

from kpi.plan import Plan, planned_values
from reads.measures import Goal, ProjectedMonth
from reads.records import grouped
from reads.series_marks import NO_MARKS, Marks
from texts.translator import UNKNOWN, Words
from ui.content.figure_tables import DECIMALS, date_column, figure_columns, whole_or_rounded
from ui.content.mark_columns import mark_columns
from ui.figures.base.canvas import moment
from ui.figures.base.plan_paths import FormerGoal, SeriesRow, by_due, target_changes
from ui.figures.lines.compared_lines import TerritoryRow
from ui.figures.trajectory.target_changes import change_text


class DatedGoal(Goal):
    """A milestone of a plan that held from ``valid_from`` to ``valid_to``, None for the plan in force."""

    valid_from: datetime
    valid_to: datetime | None


def path_table(
    path: Iterable[SeriesRow],
    unit: str,
    words: Words,
    kind: str | None = None,
    period: str | None = None,
    plans: Sequence[DatedGoal] = (),
    more: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """A measure's history, one row a date; ``period`` ``year`` or ``month`` for a statistic of such a period.

    ``plans``: one column each with what it foresaw at the date, the plan in force
    first. ``more``: further columns in the order of the rows, as of ``mark_columns``.
    """
    rows = list(path)
    dates = date_column((row["month"] for row in rows), period, words)
    foreseen = _foreseen(rows, plans, unit, words)
    return pd.DataFrame(
        {words.t("Date"): dates} | figure_columns(rows, unit, words, kind) | dict(more or {}) | foreseen
    )


def with_projection(
    table: pd.DataFrame, ahead: Sequence[ProjectedMonth], unit: str, words: Words
) -> pd.DataFrame:  # fmt: skip
    """A ``path_table`` and below it the rows of a projection (month, low, mid, high), marked as no figures."""
    if not ahead:
        return table
    decimals = 0 if unit in ("number", "persons") else DECIMALS.get(unit, 2)
    low, mid, high = (
        pd.Series(side, dtype="float64") for side in zip(*((row["low"], row["mid"], row["high"]) for row in ahead),
                                                         strict=True)
    )  # fmt: skip
    projected = {
        words.t("Date"): date_column((row["month"] for row in ahead), None, words),
        words.t("As written"): words.no_data,
        words.t("Sign"): UNKNOWN,
        words.t("Status of the figure"): words.t("projection"),
        words.t("Projection"): mid.round(decimals),
        words.t("{share} times in 100 from", share=words.interval): low.round(decimals),
        words.t("{share} times in 100 to", share=words.interval): high.round(decimals),
    }
    return pd.concat([table, pd.DataFrame(projected)], ignore_index=True)


def way_table(
    path: Iterable[SeriesRow], band: Sequence[ProjectedMonth], *, unit: str, words: Words, kind: str | None = None,
    period: str | None = None, plans: Sequence[DatedGoal] = (), more: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """A measure over time: its ``path_table`` with the projection below."""
    return with_projection(path_table(path, unit, words, kind, period, plans, more), band, unit, words)


def long_table(
    rows: Sequence[TerritoryRow], unit: str, words: Words, kind: str, period: str, marks: Marks = NO_MARKS
) -> pd.DataFrame:
    """Several territories' histories, one row a territory and date, in their order; ``marks``: of published figures."""
    whose = {
        words.t("Territory"): [row["name"] for row in rows],
        words.t("Code"): [row["territory"] for row in rows],
        words.t("Date"): date_column((row["month"] for row in rows), period, words),
    }
    marked = mark_columns([(row["territory"], row["month"]) for row in rows], marks, unit, words)
    return pd.DataFrame(whose | figure_columns(rows, unit, words, kind) | marked)


def _foreseen(
    path: Sequence[SeriesRow], plans: Sequence[DatedGoal], unit: str, words: Words
) -> dict[str, object]:  # fmt: skip
    """The value of each plan at the dates of a history, by heading; a plan of one date has none."""
    days = [moment(row["month"]).date() for row in path]
    columns: dict[str, object] = {}
    for _, own in sorted(grouped(plans, lambda row: row["valid_from"]).items(), reverse=True):
        until = own[0]["valid_to"]
        named = words.t("Proposed path") if until is None else words.t("Plan until {day}", day=words.day(until))
        if len(own) > 1:
            ordered = by_due(own)
            plan = Plan(tuple(moment(row["due_on"]).date() for row in ordered), tuple(row["value"] for row in ordered))
            columns[named] = list(whole_or_rounded(planned_values(plan, days), DECIMALS.get(unit, 2)))
    return columns | _changes(days, plans, unit, words)


def _changes(days: Sequence[date], plans: Sequence[DatedGoal], unit: str, words: Words) -> dict[str, object]:
    """In the first date under a changed plan what was changed; no column where no plan was."""
    former: list[FormerGoal] = [row for row in plans if row["valid_to"] is not None]
    changes = target_changes([row for row in plans if row["valid_to"] is None], former)
    told = {next((day for day in days if day >= one.day.date()), None): one for one in changes}
    if not any(told):
        return {}
    cells = [change_text(told[day], unit, words) if day in told else "" for day in days]
    return {words.t("Change of target"): cells}
