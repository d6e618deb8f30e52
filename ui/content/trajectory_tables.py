"""Tables of the data behind figures over time: one row a date, with plans and projection."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from kpi.plan import Plan, planned_values
from reads.records import Row, Rows, grouped, records
from texts.translator import UNKNOWN, Words
from ui.content.figure_tables import DECIMALS, date_text, figure_columns, whole_or_rounded
from ui.figures.base.canvas import moment
from ui.figures.base.plan_paths import by_due


def path_table(
    path: Rows,
    unit: str,
    words: Words,
    kind: str | None = None,
    period: str | None = None,
    plans: Rows | None = None,
) -> pd.DataFrame:
    """A measure's history, one row a date; ``period`` ``year`` or ``month`` for a statistic of such a period.

    ``plans`` (valid_from, valid_to, due_on, value): a column each with its value at the date, the plan in force first.
    """
    rows = records(path)
    dates = [date_text(row["month"], period, words) for row in rows]
    foreseen = {} if plans is None else _foreseen(rows, records(plans), unit, words)
    return pd.DataFrame({words.t("Date"): dates} | figure_columns(rows, unit, words, kind) | foreseen)


def with_projection(table: pd.DataFrame, band: Rows | None, unit: str, words: Words) -> pd.DataFrame:
    """A ``path_table`` and below it the rows of a projection (month, low, mid, high), marked as no figures."""
    ahead = [] if band is None else records(band)
    if not ahead:
        return table
    decimals = 0 if unit in ("number", "persons") else DECIMALS.get(unit, 2)
    low, mid, high = (pd.Series([row[side] for row in ahead], dtype="float64") for side in ("low", "mid", "high"))
    projected = {
        words.t("Date"): [words.day(row["month"]) for row in ahead],
        words.t("As written"): words.no_data,
        words.t("Sign"): UNKNOWN,
        words.t("Status of the figure"): words.t("projection"),
        words.t("Projection"): mid.round(decimals),
        words.t("{share} times in 100 from", share=words.interval): low.round(decimals),
        words.t("{share} times in 100 to", share=words.interval): high.round(decimals),
    }
    return pd.concat([table, pd.DataFrame(projected)], ignore_index=True)


def way_table(
    path: Rows, band: Rows | None, *, unit: str, words: Words, kind: str | None = None,
    period: str | None = None, plans: Rows | None = None,
) -> pd.DataFrame:  # fmt: skip
    """A measure over time: its ``path_table`` with the projection below."""
    return with_projection(path_table(path, unit, words, kind, period, plans), band, unit, words)


def long_table(paths: Rows, unit: str, words: Words, kind: str, period: str) -> pd.DataFrame:
    """Several territories' histories, one row a territory and date, in the frame's order."""
    rows = records(paths)
    whose = {
        words.t("Territory"): [row["name"] for row in rows],
        words.t("Code"): [row["territory"] for row in rows],
        words.t("Date"): [date_text(row["month"], period, words) for row in rows],
    }
    return pd.DataFrame(whose | figure_columns(rows, unit, words, kind))


def _foreseen(path: Sequence[Row], plans: Sequence[dict[str, Any]], unit: str, words: Words) -> dict[str, object]:
    """The value of each plan at the dates of a history, by heading; a plan of one date has none."""
    days = [moment(row["month"]).date() for row in path]
    columns: dict[str, object] = {}
    for _, own in sorted(grouped(plans, "valid_from").items(), reverse=True):
        until = own[0]["valid_to"]
        named = words.t("Proposed path") if until is None else words.t("Plan until {day}", day=words.day(until))
        if len(own) > 1:
            ordered = by_due(own)
            plan = Plan(tuple(moment(row["due_on"]).date() for row in ordered), tuple(row["value"] for row in ordered))
            columns[named] = list(whole_or_rounded(planned_values(plan, days), DECIMALS.get(unit, 2)))
    return columns
