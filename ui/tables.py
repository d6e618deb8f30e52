"""The data behind a figure, in the figure's order: as written, as a number, with signs for what is missing."""

from typing import Any

import pandas as pd

from ui.figures.base import SUPPRESSED
from ui.rows import Rows, records
from ui.theme import BADGES, STATUSES
from ui.words import N_, Words

# decimals of the number beside the written form: one more than is written, for who computes with it
EXACT, ROUNDED = "exact", "rounded"
PRECISION = {EXACT: N_("to the unit"), ROUNDED: N_("rounded for confidentiality")}
DECIMALS = {"percent": 2, "score": 3, "euro": 2}


def territory_table(frame: pd.DataFrame, unit: str, words: Words, kind: str | None = None) -> pd.DataFrame:
    """A measure across territories from the highest value down, with its status beside the plan."""
    ordered = _highest_first(frame)
    codes = {words.t("Code"): ordered["territory"]}
    table = pd.DataFrame({words.t("Territory"): ordered["name"]} | codes | figure_columns(ordered, unit, words, kind))
    judged = [words.t(STATUSES[s][1]) if isinstance(s, str) else "" for s in ordered["judgement"]]
    return table.assign(**{words.t("Beside the plan"): judged})


def category_table(frame: pd.DataFrame, unit: str, words: Words, kind: str | None = None) -> pd.DataFrame:
    """A measure by category from the highest value down."""
    ordered = _highest_first(frame)
    return pd.DataFrame({words.t("Category"): ordered["name"]} | figure_columns(ordered, unit, words, kind))


def any_rounded(rows: Rows) -> bool:
    """Whether some of these figures are told as rounded: their table says so of each, and their card of all."""
    return any(row.get("precision") == ROUNDED for row in records(rows))


def whole_or_rounded(numbers: pd.Series, decimals: int = 2) -> pd.Series:
    """Whole numbers as integers (missing ones stay missing), others rounded: never ``48,0`` for a count."""
    found = pd.to_numeric(numbers, errors="coerce").astype("Float64")
    known = found.dropna()
    return found.astype("Int64") if bool((known % 1 == 0).all()) else found.round(decimals)


def _highest_first(frame: pd.DataFrame) -> pd.DataFrame:
    """The order of a ranking: by value, then by name, rows without a figure last."""
    value = frame["value"].mask(frame["sign"].eq(SUPPRESSED))
    ordered = frame.assign(value=value).sort_values(["value", "name"], ascending=[False, True], na_position="last")
    return ordered.reset_index(drop=True)


def date_text(day: Any, period: str | None, words: Words) -> str:
    """When a figure is of: a day, or the year or month of a statistic; '' without one."""
    if pd.isna(day):
        return ""
    if period == "year":
        return str(pd.Timestamp(day).year)
    return words.month(day) if period == "month" else words.day(day)


def figure_columns(frame: pd.DataFrame, unit: str, words: Words, kind: str | None) -> dict[str, object]:
    """What is written, the value as a number, its sign, what it rests on, and the figure's status.

    A mean has no numerator to show: it is the sum of the scores, not a number of anything.
    """
    value = frame["value"].mask(frame["sign"].eq(SUPPRESSED))
    signs, written = _signs(value, frame["sign"], words), _written(frame.assign(value=value), unit, words)
    parts = {} if kind == "mean" else {words.t("Numerator"): whole_or_rounded(frame["numerator"])}
    decimals = DECIMALS.get(unit, 2)
    return {
        words.t("As written"): written,
        words.t("Value"): whole_or_rounded(value) if unit in ("number", "persons") else value.round(decimals),
        words.t("Sign"): signs,
        **parts,
        words.t("Base (number)"): whole_or_rounded(frame["denominator"]),
        **_precision(frame, words),
        words.t("Status of the figure"): [words.t(BADGES[s][1]) if isinstance(s, str) else "" for s in frame["status"]],
    }


def _signs(values: pd.Series, given: pd.Series, words: Words) -> list[str]:
    """The sign beside each figure: the given one, that of the unknown where there is neither, none beside a number."""
    told = [sign if isinstance(sign, str) else "" for sign in given]
    return [words.sign(sign)[0] if pd.isna(v) else sign for v, sign in zip(values, told, strict=True)]


def _written(rows: pd.DataFrame, unit: str | pd.Series, words: Words) -> list[str]:
    """Each figure as the pages write it, and in its place what its sign says."""
    return [
        words.figure(row, row["unit"]) if pd.notna(row["value"]) else words.sign(row["sign"])[1]
        for row in records(rows.assign(unit=unit))
    ]


def _precision(frame: pd.DataFrame, words: Words) -> dict[str, object]:
    """Whether each figure is told to the unit; left out where nothing is rounded."""
    if not any_rounded(frame):
        return {}
    said = {ROUNDED: words.t(PRECISION[ROUNDED]), EXACT: words.t(PRECISION[EXACT])}
    return {words.t("Precision"): [said.get(one, "") for one in frame["precision"]]}


def status_table(grid: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Territory, measure, status, sign and share of the journey made; a suppressed pair keeps only its sign."""
    given = grid["sign"] if "sign" in grid else pd.Series("", index=grid.index)
    signs = [sign if isinstance(sign, str) else "" for sign in given]
    rows = list(zip(grid["status"], grid["attainment"], signs, strict=True))
    judged = [
        words.sign(sign)[1] if sign == SUPPRESSED else words.t(STATUSES[s][1]) if isinstance(s, str) else words.no_data
        for s, _, sign in rows
    ]
    return pd.DataFrame(
        {
            words.t("Territory"): grid["territory_name"],
            words.t("Indicator"): grid["kpi_name"],
            words.t("Beside the plan"): judged,
            words.t("Sign"): signs,
            words.t("Share of the journey"): [
                words.percent(100 * a) if pd.notna(a) and sign != SUPPRESSED else "" for _, a, sign in rows
            ],
        }
    )


def profile_table(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Every measure of one territory as written: value, date, plan, status. ``period`` is an optional column."""
    value = rows["value"].mask(rows["sign"].eq(SUPPRESSED))
    periods = rows["period"] if "period" in rows else pd.Series("", index=rows.index)
    return pd.DataFrame(
        {
            words.t("Indicator"): rows[f"name_{words.lang}"],
            words.t("Value"): _written(rows.assign(value=value), rows["unit"], words),
            words.t("Sign"): _signs(value, rows["sign"], words),
            words.t("Date"): [
                date_text(day, period, words) for day, period in zip(rows["as_of"], periods, strict=True)
            ],
            words.t("Proposed by then"): [
                words.value(value, unit) if pd.notna(value) else ""
                for value, unit in zip(rows["planned"], rows["unit"], strict=True)
            ],
            words.t("Beside the plan"): [
                words.t(STATUSES[s][1]) if isinstance(s, str) else "" for s in rows["judgement"]
            ],
            words.t("Status of the figure"): [
                words.t(BADGES[s][1]) if isinstance(s, str) else "" for s in rows["status"]
            ],
        }
    )
