"""From a value down to its definition, formula, numerator and denominator, and the command that tells its rows."""

import shlex
from datetime import date
from typing import Any

import streamlit as st

from reads.origins import files_of_feeds, publishers
from texts.periods import period_text
from ui.components.data_grid import data_grid
from ui.components.html_table import listing
from ui.content.source_tables import files_table, publishers_table
from ui.state.page_context import Context
from ui.style import html


def origin(page: Context, row: dict[str, Any]) -> None:
    """All that stands behind one figure: its parts, who published it or the files it rests on, its rows."""
    words = page.words
    trail(page, row)
    if row["published_indicator"]:
        told_by = publishers(
            page.release, row["published_indicator"], row["published_category"], (page.filters.territory,), date.min,
            page.filters.as_of,
        )  # fmt: skip
        if len(told_by):
            listing(publishers_table(told_by, words), words.t("Publishers of the figure"), words)
    files = files_of_feeds(page.release, tuple(row["feeds"].split("|")))
    told = words.n(
        "It rests on {count} file of this release.", "It rests on {count} files of this release.", len(files)
    )
    st.html(f"<p>{html.text(told if len(files) else words.t('No file of this release stands behind it.'))}</p>")
    if len(files):
        data_grid(files_table(files, words), f"files_{row['kpi']}")
    command(page, row)


def trail(page: Context, row: dict[str, Any]) -> None:
    """What the value is made of; a suppressed one says that it is, and gives no part of itself away."""
    words = page.words
    if row["as_of"] is None:
        return
    hidden = row["sign"] == "*"
    day = period_text(row["as_of"], row["period"], words)
    value = words.t("suppressed: it rests on too few units") if hidden else words.figure(row, row["unit"])
    steps = [
        (words.t("Value"), f"{value} ({day})"),
        (words.t("Definition"), row[f"definition_{words.lang}"]),
        (words.t("Formula"), row[f"formula_{words.lang}"]),
    ]
    parts = ((words.t("Numerator"), row["numerator"]), (words.t("Denominator"), row["denominator"]))
    if not hidden:
        steps += [(name, words.number(part)) for name, part in parts if part is not None]
    body = "".join(f"<li><strong>{html.text(name)}.</strong> {html.text(said)}</li>" for name, said in steps)
    st.html(f"<ol>{body}</ol>")


def command(page: Context, row: dict[str, Any]) -> None:
    """The command line that tells the rows of this very figure, for whoever runs the Osservatorio."""
    if row["as_of"] is None:
        return
    said = page.words.t(
        "Which rows of which sheet it rests on is told by this command where the Osservatorio runs. It names "
        "single cooperatives, also where this page does not, and is for those who run the Osservatorio alone."
    )
    # plain HTML: Streamlit's own block of code brings a highlighter of 1.5 MB
    line = html.text(trace_command(page, row))
    st.html(f'<p>{html.text(said)}</p><pre class="command"><code>{line}</code></pre>')


def trace_command(page: Context, row: dict[str, Any]) -> str:
    """``python -m etl trace`` with measure, territory, category, month and release of a figure."""
    breakdown, category = page.filters.slice
    month = f"{row['as_of']:%Y-%m}"
    asked = ["python", "-m", "etl", "trace", row["kpi"], "--territory", page.filters.territory, "--month", month]
    asked += [] if breakdown == "total" else [f"--{breakdown}", category]
    return shlex.join([*asked, "--release", page.release.id])
