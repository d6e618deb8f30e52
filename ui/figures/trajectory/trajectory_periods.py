"""Yearly and monthly statistics: each figure is a point of its own period, and no line joins two editions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from texts.translator import Words
from ui.figures.base.canvas import amount, days, moment, status_line, with_value
from ui.figures.base.drawing import Drawing, Mark, scatter
from ui.figures.base.plan_paths import SeriesRow, by_month
from ui.figures.base.rich_text import HOVER_TEXT, bold
from ui.figures.base.territories import base
from ui.figures.trajectory.trajectory_layers import period_name
from ui.style.theme import Theme, badge_label

CROWDED = 0.13  # of the width: labels of nearer neighbours at one height stand one above and one below
FULL = 0.06  # nearer than this, the earlier one keeps its label for hover and the table
LINE = 16  # px of height that a label takes


def middle(date: Any, period: str | None) -> datetime:
    """The middle of the year or month a date lies in; the date itself without a period."""
    day = moment(date)
    if period == "year":
        return datetime(day.year, 7, 1)
    return datetime(day.year, day.month, 15) if period == "month" else day


def year_ticks(start: Any, end: Any) -> Mark:
    """Axis settings with each year written under its middle; every second or third where there are many."""
    years = list(range(moment(start).year, moment(end).year + 1))
    step = -(-len(years) // 9)
    # counted back from the last: the latest year is the one that is looked for
    picked = [year for year in years if (years[-1] - year) % step == 0]
    return {"tickvals": [f"{year}-07-01" for year in picked], "ticktext": [str(year) for year in picked]}


def add_points(
    figure: Drawing,
    history: Sequence[SeriesRow],
    span: tuple[pd.Timestamp, pd.Timestamp],
    per_unit: float,
    unit: str,
    words: Words,
    theme: Theme,
    name: str,
    period: str,
    kind: str | None,
) -> None:
    """One trace, "history": the known figures as labelled points; allocated ones are open.

    `history.month` already lies in the middle of its period; `span` are the ends of the time axis,
    `per_unit` the px of height of one unit of value.
    """
    rows = by_month(with_value(history))
    if not rows:
        return
    width, months = span[1] - span[0], [row["month"] for row in rows]
    shares = [float((m - span[0]) / width) for m in months]
    texts = [words.figure(row, unit) for row in rows]
    last = rows[-1]
    heights = [amount(row) * per_unit for row in rows]
    places: list[str] = []
    for i, share in enumerate(shares):
        if i + 1 < len(shares) and shares[i + 1] - share < FULL:
            texts[i] = ""
        crowded = i > 0 and share - shares[i - 1] < CROWDED and abs(heights[i] - heights[i - 1]) < LINE
        places.append("bottom center" if crowded and places[-1].startswith("top") else "top center")
    texts[-1] = bold(texts[-1])
    if last["status"] in ("allocated", "demonstration"):
        texts[-1] += f"<br>{badge_label(last['status'], words)}"
    figure.add_trace(
        scatter(
            name="history",
            x=days(months),
            y=[row["value"] for row in rows],
            mode="markers+text",
            text=texts,
            textposition=places,
            textfont={"size": 11, "color": theme.text},
            cliponaxis=False,
            hovertext=[
                f"{bold(name)}<br>{period_name(row['month'], period, words)}: "
                f"{words.figure(row, unit)}{base(row, words, kind) if kind else ''}"
                f"{status_line(row['status'], words)}"
                for row in rows
            ],
            hovertemplate=HOVER_TEXT,
            marker={
                "size": 9,
                "color": theme.main,
                "symbol": ["circle-open" if row["status"] == "allocated" else "circle" for row in rows],
                "line": {"width": 2, "color": theme.main},
            },
        )
    )
