"""Tables of many measures at once: regions beside their plans, and all measures of one territory."""

from collections.abc import Iterable, Sequence

import pandas as pd

from reads.latest_figures import LatestFigure
from reads.records import SUPPRESSED
from texts.translator import Words
from ui.content.figure_tables import date_text, judged, sign_of, status_name, written
from ui.content.file_cells import Cell, coded, column, dated
from ui.figures.base.canvas import drawable
from ui.figures.matrix.heat_text import StatusCell


def status_table(rows: Sequence[StatusCell], words: Words) -> pd.DataFrame:
    """Territory, measure, status, sign and share of the way to the target; of a suppressed pair the sign alone."""
    hidden = [row["sign"] == SUPPRESSED for row in rows]
    return pd.DataFrame(
        {
            words.t("Territory"): [row["territory_name"] for row in rows],
            words.t("Indicator"): coded((row["kpi_name"] for row in rows), (row.get("kpi", "") for row in rows)),
            words.t("Beside the plan"): [
                words.sign(row["sign"])[1] if secret else judged(row["status"], words) or words.no_data
                for row, secret in zip(rows, hidden, strict=True)
            ],
            words.t("Sign"): [row["sign"] for row in rows],
            words.t("Share of the journey"): column(
                Cell("", None)
                if secret or row["attainment"] is None
                else Cell(words.percent(100 * row["attainment"]), row["attainment"])
                for row, secret in zip(rows, hidden, strict=True)
            ),
        }
    )


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
