"""The rows behind a figure as a table, on a server of the role internal."""

import pandas as pd

from reads.latest_figures import LatestFigure
from reads.releases import is_internal
from reads.rows_behind import rows_behind
from ui.components.data_grid import data_grid
from ui.components.text_blocks import paragraph
from ui.state.page_context import Context


def show_source_rows(page: Context, row: LatestFigure) -> None:
    """Draw the table; nothing for any other role, or without a figure."""
    if not is_internal() or row["as_of"] is None:
        return
    words = page.words
    found = rows_behind(page.release, row["kpi"], page.filters.slice, row["as_of"])
    if not found:
        return
    every = found[0]["every"]
    paragraph(
        words.n(
            "{count} row of the sources counts in it; the first {shown}:",
            "{count} rows of the sources count in it; the first {shown}:",
            every,
            shown=len(found),
        )
    )
    table = pd.DataFrame(
        {
            words.t("File"): [one["source_file"] for one in found],
            words.t("Sheet"): [one["source_sheet"] for one in found],
            words.t("Row"): [one["source_row"] for one in found],
            words.t("Date"): [words.day(one["day"]) if one["day"] else "" for one in found],
            words.t("Amount"): [one["amount"] for one in found],
        }
    )
    data_grid(table, f"rows_{row['kpi']}")
