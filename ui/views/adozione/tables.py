"""The tables behind the pictures of the adoption page, in the pictures' order."""

from collections.abc import Sequence

import pandas as pd

from reads.records import NO_FIGURE, Figure
from texts.translator import Words
from ui.content.figure_tables import date_column, figure_columns
from ui.export.file_cells import coded, column, dated, on_screen_alone
from ui.figures.bars.grouped_bars import GroupedRow
from ui.figures.bars.level_bars import LevelShare
from ui.style.theme import BADGES
from ui.views.adozione.published_indices import PublishedIndex
from ui.views.adozione.rows import NamedMove, NamedStep


def level_table(shares: Sequence[LevelShare], words: Words) -> pd.DataFrame:
    """One row a date and level of ``ui.views.adozione.rows.level_shares``: the share, how many, and of how many."""
    figures: list[Figure] = [
        {**NO_FIGURE, "value": row["share"], "sign": row["sign"], "precision": row["precision"], "decimals": 0,
         "numerator": row["value"], "denominator": row["base"], "status": row["status"]}
        for row in shares
    ]  # fmt: skip
    dates = date_column((row["as_of"] for row in shares), None, words)
    names = coded((row["name"] for row in shares), (row["level"] for row in shares))
    return pd.DataFrame(
        {words.t("Date"): dates, words.t("Level"): names} | figure_columns(figures, "percent", words, "share")
    )


def move_table(moves: Sequence[NamedMove], words: Words) -> pd.DataFrame:
    """One row a move of ``ui.views.adozione.rows.moves``: from, to, number."""
    return pd.DataFrame(
        {
            words.t("From"): coded((row["first_name"] for row in moves), (row["first"] for row in moves)),
            words.t("To"): coded((row["latest_name"] for row in moves), (row["latest"] for row in moves)),
        }
        | figure_columns(moves, "number", words, "mean")
    ).drop(columns=words.t("Base (number)"))  # a count has neither numerator nor base


def technology_table(rows: Sequence[GroupedRow], words: Words) -> pd.DataFrame:
    """One row a technology of ``ui.views.adozione.rows.technologies``, by Elenco."""
    names = coded((row["name"] for row in rows), (row["territory"] for row in rows))
    return pd.DataFrame(
        {words.t("List"): [row["group"] for row in rows], words.t("Technology"): names}
        | figure_columns(rows, "percent", words, "share")
    )


def step_table(rows: Sequence[NamedStep], words: Words) -> pd.DataFrame:
    """One row a step of ``ui.views.adozione.rows.steps``: how many, and at which date."""
    dates = dated((words.day(row["as_of"]) for row in rows), (row["as_of"] for row in rows))
    names = coded((row["name"] for row in rows), (row["kpi"] for row in rows))
    return pd.DataFrame(
        {words.t("Cooperatives"): names, words.t("Date"): dates} | figure_columns(rows, "number", words, "mean")
    ).drop(columns=words.t("Base (number)"))


def index_table(rows: Sequence[PublishedIndex], unit: str, words: Words) -> pd.DataFrame:
    """One row a figure of ``ui.views.adozione.published_indices.index_rows``: whose, of when, from whom."""
    return pd.DataFrame(
        {
            words.t("Whose figures"): [row["who"] for row in rows],
            words.t("Period"): column(row["when"] for row in rows),
            words.t("As written"): on_screen_alone(
                words.figure(row, unit) if row["value"] is not None else words.sign(row["sign"])[1] for row in rows
            ),
            words.t("Value"): [row["value"] for row in rows],
            words.t("Sign"): [row["sign"] for row in rows],
            words.t("Status of the figure"): [
                words.t(BADGES[row["status"]][1]) if row["status"] in BADGES else "" for row in rows
            ],
            words.t("Series break"): [words.t("change of definition") if row["new_series"] else "" for row in rows],
            words.t("Source"): [row["publisher"] for row in rows],
            words.t("Address"): [row["url"] for row in rows],
            words.t("Note"): [row["note"] for row in rows],
        }
    )
