"""Where a value comes from: its parts, publishers or files, and the command that lists the rows behind it."""

import shlex
from datetime import date, datetime

from reads.latest_figures import LatestFigure
from reads.origins import files_of_feeds, publications
from reads.records import SUPPRESSED
from texts.periods import period_text
from ui.components.data_grid import data_grid
from ui.components.html_table import html_table
from ui.components.text_blocks import paragraph
from ui.content.source_tables import files_table, publications_table
from ui.state.page_context import Context
from ui.style import html
from ui.views.kpi.source_rows import show_source_rows


def origin(page: Context, row: LatestFigure) -> None:
    """Draw all of it for one figure."""
    words = page.words
    trail(page, row)
    if row["published_indicator"]:
        sources = publications(
            page.release, row["published_indicator"], row["published_category"], (page.filters.territory,), date.min,
            page.filters.as_of,
        )  # fmt: skip
        if sources:
            html_table(publications_table(sources, words), words.t("Publishers of the figure"), words)
    files = files_of_feeds(page.release, row["feeds"])
    counted = words.n(
        "It rests on {count} file of this release.", "It rests on {count} files of this release.", len(files)
    )
    paragraph(counted if len(files) else words.t("No file of this release stands behind it."))
    if len(files):
        data_grid(files_table(files, words), f"files_{row['kpi']}")
    show_source_rows(page, row)
    command(page, row)


def trail(page: Context, row: LatestFigure) -> None:
    """A numbered list of value, definition, formula, numerator and denominator; of a suppressed value no part."""
    words = page.words
    if row["as_of"] is None:
        return
    hidden = row["sign"] == SUPPRESSED
    day = period_text(row["as_of"], row["period"], words)
    value = words.t("suppressed: it rests on too few units") if hidden else words.figure(row, row["unit"])
    steps = [
        (words.t("Value"), f"{value} ({day})"),
        (words.t("Definition"), words.pick(row["definition"])),
        (words.t("Formula"), words.pick(row["formula"])),
    ]
    parts = ((words.t("Numerator"), row["numerator"]), (words.t("Denominator"), row["denominator"]))
    if not hidden:
        steps += [(name, words.number(part)) for name, part in parts if part is not None]
    html.show("numbered_list.html", items=steps)


def command(page: Context, row: LatestFigure) -> None:
    """The command line that lists the rows of this figure, for whoever runs the Osservatorio."""
    if row["as_of"] is None:
        return
    text = page.words.t(
        "Which rows of which sheet it rests on is told by this command where the Osservatorio runs. It names "
        "single cooperatives, also where this page does not, and is for those who run the Osservatorio alone."
    )
    # plain HTML: Streamlit's own block of code brings a highlighter of 1.5 MB
    html.show("command.html", text=text, command=trace_command(page, row["kpi"], row["as_of"]))


def trace_command(page: Context, kpi: str, as_of: datetime) -> str:
    """``python -m etl trace`` with measure, territory, category, month and release of a figure."""
    chosen = page.filters.slice
    parts = ["python", "-m", "etl", "trace", kpi, "--territory", chosen.territory, "--month", f"{as_of:%Y-%m}"]
    parts += [] if chosen.is_whole else [f"--{chosen.breakdown}", chosen.category]
    return shlex.join([*parts, "--release", page.release.id])
