"""The data behind the pictures of the page on adoption, in their order."""

import pandas as pd

from ui.rows import records
from ui.tables import figure_columns
from ui.theme import BADGES
from ui.words import Words


def level_table(shares: pd.DataFrame, words: Words) -> pd.DataFrame:
    """One row a date and level of ``ui.adoption.level_shares``: the share, how many, and of how many."""
    told = shares.assign(value=shares["share"], numerator=shares["value"], denominator=shares["base"], decimals=0)
    return pd.DataFrame(
        {words.t("Date"): [words.day(day) for day in told["as_of"]], words.t("Level"): told["name"]}
        | figure_columns(told, "percent", words, "share")
    )


def move_table(moves: pd.DataFrame, words: Words) -> pd.DataFrame:
    """One row a move of ``ui.adoption.moves``: from, to, number."""
    return pd.DataFrame(
        {words.t("From"): moves["first_name"], words.t("To"): moves["latest_name"]}
        | figure_columns(moves, "number", words, "mean")
    ).drop(columns=words.t("Base (number)"))  # a count has neither numerator nor base


def technology_table(frame: pd.DataFrame, words: Words) -> pd.DataFrame:
    """One row a technology of ``ui.adoption.technologies``, by Elenco."""
    return pd.DataFrame(
        {words.t("List"): frame["group"], words.t("Technology"): frame["name"]}
        | figure_columns(frame, "percent", words, "share")
    )


def step_table(frame: pd.DataFrame, words: Words) -> pd.DataFrame:
    """One row a step of ``ui.adoption.steps``: how many, and at which date."""
    return pd.DataFrame(
        {words.t("Cooperatives"): frame["name"], words.t("Date"): [words.day(day) for day in frame["as_of"]]}
        | figure_columns(frame, "number", words, "mean")
    ).drop(columns=words.t("Base (number)"))


def index_table(frame: pd.DataFrame, unit: str, words: Words) -> pd.DataFrame:
    """One row a figure of ``ui.adoption_indices.index_rows``: whose, of when, from whom."""
    return pd.DataFrame(
        {
            words.t("Whose figures"): frame["who"],
            words.t("Period"): frame["when"],
            words.t("As written"): [
                words.figure(row, unit) if pd.notna(row["value"]) else words.sign(row["sign"])[1]
                for row in records(frame)
            ],
            words.t("Value"): frame["value"],
            words.t("Sign"): frame["sign"],
            words.t("Status of the figure"): [
                words.t(BADGES[one][1]) if one in BADGES else "" for one in frame["status"]
            ],
            words.t("Source"): frame["publisher"],
            words.t("Address"): frame["url"],
            words.t("Note"): frame["note"],
        }
    )
