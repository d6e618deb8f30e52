"""The data behind the pictures of the skills page, in the reader's language."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ui.figures.base import SUPPRESSED
from ui.rows import Rows, records
from ui.theme import BADGES
from ui.words import Words


def named_table(named: Rows, heading: str, unit: str, words: Words) -> pd.DataFrame:
    """A name and an amount a row, as written and as a number, its sign and its status."""
    rows = records(named)
    amounts = [None if row["sign"] == SUPPRESSED else row["value"] for row in rows]
    signs = [row["sign"] or "" for row in rows]
    return pd.DataFrame(
        {
            heading: [row["name"] for row in rows],
            words.t("As written"): [
                words.sign(sign)[1] if amount is None else words.value(amount, unit)
                for amount, sign in zip(amounts, signs, strict=True)
            ],
            words.t("Value"): pd.Series(amounts, dtype="float64"),
            words.t("Sign"): signs,
            words.t("Status of the figure"): _statuses(rows, words),
        }
    )


def steps_table(steps: Rows, words: Words) -> pd.DataFrame:
    """The steps of the waterfall: the low and the high number of each."""
    rows = records(steps)
    return pd.DataFrame(
        {
            words.t("Step"): [row["name"] for row in rows],
            words.t("At least"): pd.Series([row["low"] for row in rows], dtype="float64").round(0),
            words.t("At most"): pd.Series([row["high"] for row in rows], dtype="float64").round(0),
            words.t("Sign"): [row["sign"] for row in rows],
            words.t("Status of the figure"): _statuses(rows, words),
        }
    )


def beside_table(beside: Rows, heading: str, unit: str, words: Words) -> pd.DataFrame:
    """Territories beside Italy, those without a figure too."""
    rows = [row | {"value": row["value_b"], "sign": row["sign_b"]} for row in records(beside)]
    table = named_table(rows, heading, unit, words)
    italy = pd.Series([row["value_a"] for row in rows], dtype="float64")
    apart = (table[words.t("Value")] - italy).round(2)
    return table.assign(
        **{words.t("Italy"): italy.round(2), words.t("Difference from Italy, percentage points"): apart}
    )


def course_table(course: Rows, words: Words) -> pd.DataFrame:
    """A scenario year by year: posts left under the high, middle and low assumption, and posts that joined."""
    years = pd.DataFrame(records(course))
    whole = years[["least", "mid", "most", "arrived"]].round(0)
    return pd.DataFrame(
        {
            words.t("Year of the scenario"): years["year"].astype(int),
            words.t("Left, high assumption"): whole["least"],
            words.t("Left, middle assumption"): whole["mid"],
            words.t("Left, low assumption"): whole["most"],
            words.t("New open posts so far"): whole["arrived"],
        }
    )


def _statuses(rows: Sequence[dict[str, Any]], words: Words) -> list[str]:
    return [words.t(BADGES[row["status"]][1]) if row["status"] in BADGES else "" for row in rows]
