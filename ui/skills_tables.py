"""The data behind the pictures of the skills page, in the reader's language."""

import pandas as pd

from ui.figures.base import shown
from ui.theme import BADGES
from ui.words import Words


def named_table(frame: pd.DataFrame, heading: str, unit: str, words: Words, column: str = "value") -> pd.DataFrame:
    """A name and an amount a row, as written and as a number, its sign and its status."""
    amounts = shown(frame, column)
    signs = [sign if isinstance(sign, str) else "" for sign in frame["sign"]]
    return pd.DataFrame(
        {
            heading: list(frame["name"]),
            words.t("As written"): [
                words.sign(sign)[1] if pd.isna(amount) else words.value(amount, unit)
                for amount, sign in zip(amounts, signs, strict=True)
            ],
            words.t("Value"): list(amounts),
            words.t("Sign"): signs,
            words.t("Status of the figure"): _statuses(frame["status"], words),
        }
    )


def steps_table(steps: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The steps of the waterfall: the low and the high number of each."""
    return pd.DataFrame(
        {
            words.t("Step"): steps["name"],
            words.t("At least"): steps["low"].round(0),
            words.t("At most"): steps["high"].round(0),
            words.t("Sign"): steps["sign"],
            words.t("Status of the figure"): _statuses(steps["status"], words),
        }
    )


def beside_table(frame: pd.DataFrame, heading: str, unit: str, words: Words) -> pd.DataFrame:
    """Territories beside Italy, those without a figure too."""
    table = named_table(frame.assign(value=frame["value_b"], sign=frame["sign_b"]), heading, unit, words)
    apart = (shown(frame.assign(sign=frame["sign_b"]), "value_b") - frame["value_a"]).round(2)
    return table.assign(
        **{words.t("Italy"): frame["value_a"].round(2), words.t("Difference from Italy, percentage points"): apart}
    )


def course_table(course: pd.DataFrame, words: Words) -> pd.DataFrame:
    """A scenario year by year: posts left under the high, middle and low assumption, and posts that joined."""
    whole = course[["least", "mid", "most", "arrived"]].round(0)
    return pd.DataFrame(
        {
            words.t("Year of the scenario"): course["year"].astype(int),
            words.t("Left, high assumption"): whole["least"],
            words.t("Left, middle assumption"): whole["mid"],
            words.t("Left, low assumption"): whole["most"],
            words.t("New open posts so far"): whole["arrived"],
        }
    )


def _statuses(statuses: pd.Series, words: Words) -> list[str]:
    return [words.t(BADGES[one][1]) if isinstance(one, str) and one in BADGES else "" for one in statuses]
