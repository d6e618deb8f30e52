"""The data behind the pictures of the skills page, in the reader's language."""

from collections.abc import Iterable, Sequence

import pandas as pd

from texts.translator import Words
from ui.export.file_cells import on_screen_alone
from ui.figures.bars.bars import NamedAmount
from ui.figures.bars.waterfall import Step
from ui.figures.base.canvas import drawable
from ui.figures.lines.scenario_band import ScenarioYear
from ui.figures.ranking.dumbbell import Pair
from ui.style.theme import BADGES


def named_table(rows: Iterable[NamedAmount], heading: str, unit: str, words: Words) -> pd.DataFrame:
    """A name and an amount a row, as written and as a number, its sign and its status."""
    found = drawable(rows)
    return pd.DataFrame(
        {
            heading: [row["name"] for row in found],
            words.t("As written"): on_screen_alone(
                words.sign(row["sign"])[1] if row["value"] is None else words.value(row["value"], unit) for row in found
            ),
            words.t("Value"): pd.Series([row["value"] for row in found], dtype="float64"),
            words.t("Sign"): [row["sign"] for row in found],
            words.t("Status of the figure"): _statuses([row["status"] for row in found], words),
        }
    )


def steps_table(found: Sequence[Step], words: Words) -> pd.DataFrame:
    """The steps of the waterfall: the low and the high number of each."""
    return pd.DataFrame(
        {
            words.t("Step"): [row["name"] for row in found],
            words.t("At least"): pd.Series([row["low"] for row in found], dtype="float64").round(0),
            words.t("At most"): pd.Series([row["high"] for row in found], dtype="float64").round(0),
            words.t("Sign"): [row["sign"] for row in found],
            words.t("Status of the figure"): _statuses([row["status"] for row in found], words),
        }
    )


def beside_table(rows: Sequence[Pair], heading: str, unit: str, words: Words) -> pd.DataFrame:
    """Territories beside Italy, those without a figure too."""
    named: list[NamedAmount] = [
        {"name": row["name"], "value": row["value_b"], "sign": row["sign_b"], "status": row["status"]} for row in rows
    ]
    table = named_table(named, heading, unit, words)
    italy = pd.Series([row["value_a"] for row in rows], dtype="float64")
    apart = (table[words.t("Value")] - italy).round(2)
    return table.assign(
        **{words.t("Italy"): italy.round(2), words.t("Difference from Italy, percentage points"): apart}
    )


def course_table(course: Sequence[ScenarioYear], words: Words) -> pd.DataFrame:
    """A scenario year by year: posts left under the high, middle and low assumption, and posts that joined."""
    years = pd.DataFrame(course)
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


def _statuses(statuses: Iterable[str | None], words: Words) -> list[str]:
    return [words.t(BADGES[one][1]) if one in BADGES else "" for one in statuses]
