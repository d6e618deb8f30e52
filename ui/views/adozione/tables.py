"""The tables behind the pictures of the adoption page, in the pictures' order."""

from collections.abc import Sequence

import pandas as pd

from reads.figure_index import Cell
from texts.translator import Words
from ui.content.figure_tables import figure_columns
from ui.style.theme import BADGES


def level_table(shares: Sequence[Cell], words: Words) -> pd.DataFrame:
    """One row a date and level of ``ui.views.adozione.rows.level_shares``: the share, how many, and of how many."""
    rows = [
        row | {"value": row["share"], "numerator": row["value"], "denominator": row["base"], "decimals": 0}
        for row in shares
    ]
    dates = [words.day(row["as_of"]) for row in shares]
    return pd.DataFrame(
        {words.t("Date"): dates, words.t("Level"): [row["name"] for row in shares]}
        | figure_columns(rows, "percent", words, "share")
    )


def move_table(moves: Sequence[Cell], words: Words) -> pd.DataFrame:
    """One row a move of ``ui.views.adozione.rows.moves``: from, to, number."""
    ends = {words.t("From"): "first_name", words.t("To"): "latest_name"}
    return pd.DataFrame(
        {title: [row[name] for row in moves] for title, name in ends.items()}
        | figure_columns(moves, "number", words, "mean")
    ).drop(columns=words.t("Base (number)"))  # a count has neither numerator nor base


def technology_table(rows: Sequence[Cell], words: Words) -> pd.DataFrame:
    """One row a technology of ``ui.views.adozione.rows.technologies``, by Elenco."""
    columns = {words.t("List"): "group", words.t("Technology"): "name"}
    return pd.DataFrame(
        {title: [row[name] for row in rows] for title, name in columns.items()}
        | figure_columns(rows, "percent", words, "share")
    )


def step_table(rows: Sequence[Cell], words: Words) -> pd.DataFrame:
    """One row a step of ``ui.views.adozione.rows.steps``: how many, and at which date."""
    dates = [words.day(row["as_of"]) for row in rows]
    return pd.DataFrame(
        {words.t("Cooperatives"): [row["name"] for row in rows], words.t("Date"): dates}
        | figure_columns(rows, "number", words, "mean")
    ).drop(columns=words.t("Base (number)"))


def index_table(rows: Sequence[Cell], unit: str, words: Words) -> pd.DataFrame:
    """One row a figure of ``ui.views.adozione.published_indices.index_rows``: whose, of when, from whom."""
    plain = {"publisher": words.t("Source"), "url": words.t("Address"), "note": words.t("Note")}
    return pd.DataFrame(
        {
            words.t("Whose figures"): [row["who"] for row in rows],
            words.t("Period"): [row["when"] for row in rows],
            words.t("As written"): [
                words.figure(row, unit) if row["value"] is not None else words.sign(row["sign"])[1] for row in rows
            ],
            words.t("Value"): [row["value"] for row in rows],
            words.t("Sign"): [row["sign"] for row in rows],
            words.t("Status of the figure"): [
                words.t(BADGES[row["status"]][1]) if row["status"] in BADGES else "" for row in rows
            ],
            **{title: [row[name] for row in rows] for name, title in plain.items()},
        }
    )
