"""The data behind a figure, as a table with headings and numbers a reader can sort, and signs for what is missing."""

import pandas as pd

from ui.theme import BADGES, STATUSES
from ui.words import Words


def path_table(path: pd.DataFrame, unit: str, words: Words) -> pd.DataFrame:
    """A measure's history, one row a month."""
    return pd.DataFrame({words.t("Date"): path["month"].dt.date} | _figures(path, unit, words))


def territory_table(frame: pd.DataFrame, unit: str, words: Words) -> pd.DataFrame:
    """A measure across territories, with its status beside the plan."""
    table = pd.DataFrame({words.t("Territory"): frame["name"]} | _figures(frame, unit, words))
    judged = [words.t(STATUSES[s][1]) if isinstance(s, str) else "" for s in frame["judgement"]]
    return table.assign(**{words.t("Beside the plan"): judged})


def category_table(frame: pd.DataFrame, unit: str, words: Words) -> pd.DataFrame:
    """A measure by category."""
    return pd.DataFrame({words.t("Category"): frame["name"]} | _figures(frame, unit, words))


def _figures(frame: pd.DataFrame, unit: str, words: Words) -> dict[str, object]:
    """Value as a number, what is written for it, numerator and base, and the figure's status."""
    signs = [
        words.sign(sign)[1] if sign else words.no_data if pd.isna(value) else ""
        for sign, value in zip(frame["sign"], frame["value"], strict=True)
    ]
    written = [sign or words.value(value, unit) for value, sign in zip(frame["value"], signs, strict=True)]
    return {
        words.t("Value"): frame["value"],
        words.t("As written"): written,
        words.t("Numerator"): frame["numerator"],
        words.t("Base (number)"): frame["denominator"],
        words.t("Status of the figure"): [words.t(BADGES[s][1]) if isinstance(s, str) else "" for s in frame["status"]],
    }


def status_table(grid: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Territory, measure, status and share of the journey made."""
    return pd.DataFrame(
        {
            words.t("Territory"): grid["territory_name"],
            words.t("Indicator"): grid["kpi_name"],
            words.t("Beside the plan"): [words.t(STATUSES[s][1]) for s in grid["status"]],
            words.t("Share of the journey"): [
                words.percent(100 * a) if pd.notna(a) else "" for a in grid["attainment"]
            ],
        }
    )


def profile_table(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Every measure of one territory as written: value, date, plan, status."""
    figures = zip(rows["value"], rows["sign"], rows["unit"], strict=True)
    return pd.DataFrame(
        {
            words.t("Indicator"): rows[f"name_{words.lang}"],
            words.t("Value"): [
                words.sign("*")[1] if sign == "*" else words.value(value, unit) for value, sign, unit in figures
            ],
            words.t("Date"): [words.day(day) if pd.notna(day) else "" for day in rows["as_of"]],
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
