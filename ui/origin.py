"""From a value down to its definition, formula, numerator and denominator, and the command that tells its rows."""

import shlex

import pandas as pd
import streamlit as st

from ui import markup
from ui.context import Context
from ui.periods import period_text


def trail(page: Context, row: pd.Series) -> None:
    """What the value is made of; a suppressed one says that it is, and gives no part of itself away."""
    words = page.words
    if pd.isna(row["as_of"]):
        return
    hidden = row["sign"] == "*"
    day = period_text(pd.Timestamp(row["as_of"]).date(), row["period"], words)
    value = words.t("suppressed: it rests on too few units") if hidden else words.figure(row, row["unit"])
    steps = [
        (words.t("Value"), f"{value} ({day})"),
        (words.t("Definition"), row[f"definition_{words.lang}"]),
        (words.t("Formula"), row[f"formula_{words.lang}"]),
    ]
    parts = ((words.t("Numerator"), row["numerator"]), (words.t("Denominator"), row["denominator"]))
    if not hidden:
        steps += [(name, words.number(part)) for name, part in parts if pd.notna(part)]
    body = "".join(f"<li><strong>{markup.text(name)}.</strong> {markup.text(said)}</li>" for name, said in steps)
    st.html(f"<ol>{body}</ol>")


def command(page: Context, row: pd.Series) -> None:
    """The command line that tells the rows of this very figure, for whoever runs the Osservatorio."""
    if pd.isna(row["as_of"]):
        return
    st.write(
        page.words.t(
            "Which rows of which sheet it rests on is told by this command where the Osservatorio runs. It names "
            "single cooperatives, also where this page does not, and is for those who run the Osservatorio alone."
        )
    )
    st.code(trace_command(page, row), language=None, wrap_lines=True)


def trace_command(page: Context, row: pd.Series) -> str:
    """``python -m etl trace`` with measure, territory, category, month and release of a figure."""
    breakdown, category = page.filters.slice
    month = pd.Timestamp(row["as_of"]).strftime("%Y-%m")
    asked = ["python", "-m", "etl", "trace", str(row["kpi"]), "--territory", page.filters.territory, "--month", month]
    asked += [] if breakdown == "total" else [f"--{breakdown}", category]
    return shlex.join([*asked, "--release", page.release.id])
