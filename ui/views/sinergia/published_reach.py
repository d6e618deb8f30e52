"""The card of what Unioncamere published of the PID network's reach: four definitions, and so no line."""

from functools import partial

import pandas as pd

from reads.cross_section import statuses_of
from reads.origins import PublishedFigure, published_figures
from reads.series_marks import series_marks
from reads.slice import midnight
from reads.territories import ITALY
from texts.translator import N_, Words
from ui.components.figure_card import Picture, card, publisher_names
from ui.components.lazy_expander import lazy_expander
from ui.content.figure_tables import date_column
from ui.content.mark_columns import interval
from ui.style.theme import BADGES
from ui.views.sinergia.view_model import View

TITLE = N_("The reach of the PID network, as published")
REACH = "pid_reach_cumulated"
COUNTED = {
    "entrepreneurs": N_("entrepreneurs who used its services"),
    "firms_assisted": N_("firms assisted"),
    "service_users": N_("users of its services"),
    "firms_informed": N_("firms informed"),
}


def published_reach(view: View) -> None:
    """A few rows to read, not to compare, and so in an expander; nothing where none was known by the date."""
    page, words = view.page, view.page.words
    until = midnight(page.filters.as_of)
    rows = [row for row in published_figures(page.release)
            if (row["indicator"], row["territory"]) == (REACH, ITALY) and row["period_end"] <= until]  # fmt: skip
    rows.sort(key=lambda row: row["period_end"])
    if not rows:
        return
    lazy_expander(page, words.t(TITLE), "reach_part", partial(_card, view, rows))


def _card(view: View, rows: list[PublishedFigure]) -> None:
    page, words = view.page, view.page.words
    title = words.t(TITLE)
    card(
        page,
        Picture(
            key="published_reach", figure=None, title=title, place=view.names[ITALY],
            base=words.t("cumulated; what is counted changes"), unit="number", statuses=statuses_of(rows),
            source=publisher_names([row["publisher"] for row in rows], words), alt=title,
            table=partial(_table, view, rows, words),
            caveat=words.t("The definition changes from one row to another where the table says so: the numbers are no "
                           "series, and no line joins them."),
        ),
    )  # fmt: skip


def _table(view: View, rows: list[PublishedFigure], words: Words) -> pd.DataFrame:
    """One row a figure: until when, what was counted, how many, whether the definition is another than before."""
    told = []
    for row in rows:
        mark = series_marks(view.page.release, REACH, row["category"]).get((ITALY, row["period_end"]))
        told.append(interval(mark, "number", words) if mark else "")
    return pd.DataFrame(
        {
            words.t("Until"): date_column((row["period_end"] for row in rows), None, words),
            words.t("What is counted"): [words.t(COUNTED.get(row["category"], "")) or row["category"] for row in rows],
            words.t("Value"): [int(row["value"]) for row in rows],
            words.t("By its source"): told,
            words.t("Series break"): [words.t("change of definition") if row["break_before"] else "" for row in rows],
            words.t("Status of the figure"): [words.t(BADGES[row["status"] or "observed"][1]) for row in rows],
            words.t("Source"): [row["publisher"] for row in rows],
            words.t("Address"): [row["url"] for row in rows],
        }
    )
