"""The data behind figures over time: one row a date, with what plans foresaw and what is projected."""

import pandas as pd

from kpi.plan import Plan, planned_values
from ui.tables import DECIMALS, date_text, figure_columns, whole_or_rounded
from ui.words import UNKNOWN, Words


def path_table(
    path: pd.DataFrame,
    unit: str,
    words: Words,
    kind: str | None = None,
    period: str | None = None,
    plans: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """A measure's history, one row a date; ``period`` ``year`` or ``month`` for a statistic of such a period.

    ``plans`` (valid_from, valid_to, due_on, value): one column each with what it foresaw at the date, the plan in force
    first.
    """
    dates = [date_text(day, period, words) for day in path["month"]]
    foreseen = {} if plans is None else _foreseen(path, plans, unit, words)
    return pd.DataFrame({words.t("Date"): dates} | figure_columns(path, unit, words, kind) | foreseen)


def with_projection(table: pd.DataFrame, band: pd.DataFrame | None, unit: str, words: Words) -> pd.DataFrame:
    """A ``path_table`` and the band that is drawn behind it (month, low, mid, high), told as projected: no figure."""
    if band is None or band.empty:
        return table
    decimals = 0 if unit in ("number", "persons") else DECIMALS.get(unit, 2)
    ahead = {
        words.t("Date"): [words.day(day) for day in band["month"]],
        words.t("As written"): words.no_data,
        words.t("Sign"): UNKNOWN,
        words.t("Status of the figure"): words.t("projection"),
        words.t("Projection"): band["mid"].round(decimals),
        words.t("80 times in 100 from"): band["low"].round(decimals),
        words.t("80 times in 100 to"): band["high"].round(decimals),
    }
    return pd.concat([table, pd.DataFrame(ahead)], ignore_index=True)


def way_table(
    path: pd.DataFrame, band: pd.DataFrame | None, *, unit: str, words: Words, kind: str | None = None,
    period: str | None = None, plans: pd.DataFrame | None = None,
) -> pd.DataFrame:  # fmt: skip
    """A measure's way: its ``path_table`` with the projection behind it."""
    return with_projection(path_table(path, unit, words, kind, period, plans), band, unit, words)


def long_table(paths: pd.DataFrame, unit: str, words: Words, kind: str, period: str) -> pd.DataFrame:
    """Several territories' histories, one row a territory and date, in the frame's order."""
    places = {words.t("Territory"): list(paths["name"]), words.t("Code"): list(paths["territory"])}
    dates = {words.t("Date"): [date_text(day, period, words) for day in paths["month"]]}
    return pd.DataFrame(places | dates | figure_columns(paths.reset_index(drop=True), unit, words, kind))


def _foreseen(path: pd.DataFrame, plans: pd.DataFrame, unit: str, words: Words) -> dict[str, object]:
    """What each plan foresaw at the dates of a history; a path of one date foresees nothing."""
    days = [pd.Timestamp(day).date() for day in path["month"]]
    columns: dict[str, object] = {}
    for _, own in sorted(plans.groupby("valid_from"), reverse=True):
        until = own["valid_to"].iloc[0]
        named = words.t("Proposed path") if pd.isna(until) else words.t("Plan until {day}", day=words.day(until))
        if len(own) > 1:
            ordered = own.sort_values("due_on")
            due = tuple(pd.Timestamp(day).date() for day in ordered["due_on"])
            foreseen = planned_values(Plan(due, tuple(ordered["value"])), days)
            columns[named] = list(whole_or_rounded(pd.Series(foreseen), DECIMALS.get(unit, 2)))
    return columns
