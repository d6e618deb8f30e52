"""The table of many measures at once: all of one territory."""

from collections.abc import Iterable

import pandas as pd

from reads.latest_figures import LatestFigure
from texts.translator import Words
from ui.content.figure_tables import date_text, judged, sign_of, status_name, written
from ui.export.file_cells import Cell, coded, column, dated
from ui.figures.base.canvas import drawable


def profile_table(rows: Iterable[LatestFigure], words: Words) -> pd.DataFrame:
    """Every measure of one territory as written: value, date, plan, status."""
    found = drawable(rows)
    return pd.DataFrame(
        {
            words.t("Indicator"): coded((words.pick(row["name"]) for row in found), (row["kpi"] for row in found)),
            words.t("Value"): column(
                Cell(written(row, row["unit"], words), row["value"], unit=row["unit"]) for row in found
            ),
            words.t("Sign"): [sign_of(row, words) for row in found],
            words.t("Date"): dated(
                (date_text(row["as_of"], row["period"], words) for row in found), (row["as_of"] for row in found)
            ),
            words.t("Proposed by then"): column(
                Cell("" if row["planned"] is None else words.value(row["planned"], row["unit"]), row["planned"])
                for row in found
            ),
            words.t("Beside the plan"): [judged(row["judgement"], words) for row in found],
            words.t("Status of the figure"): [status_name(row, words) for row in found],
        }
    )
