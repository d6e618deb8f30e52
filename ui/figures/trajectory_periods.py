"""Yearly and monthly statistics: each figure is a point of its own period, and no line joins two editions."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ui.figures.base import days, plain, safe, shown, status_line
from ui.figures.drawing import Drawing, scatter
from ui.figures.territories import base
from ui.figures.trajectory_layers import period_name
from ui.rows import records
from ui.theme import Theme, badge_label
from ui.words import Words

CROWDED = 0.13  # of the width: labels of nearer neighbours at one height stand one above and one below
FULL = 0.06  # nearer than this, the earlier one keeps its label for hover and the table
LINE = 16  # px of height that a label takes


def middle(date: Any, period: str | None) -> pd.Timestamp:
    """The middle of the year or month a date lies in; the date itself without a period."""
    day = pd.Timestamp(date)
    if period == "year":
        return pd.Timestamp(year=day.year, month=7, day=1)
    return pd.Timestamp(year=day.year, month=day.month, day=15) if period == "month" else day


def year_ticks(start: Any, end: Any) -> dict[str, Any]:
    """Axis settings with each year written under its middle; every second or third where there are many."""
    years = list(range(pd.Timestamp(start).year, pd.Timestamp(end).year + 1))
    step = -(-len(years) // 9)
    # counted back from the last: the latest year is the one that is looked for
    picked = [year for year in years if (years[-1] - year) % step == 0]
    return {"tickvals": [f"{year}-07-01" for year in picked], "ticktext": [str(year) for year in picked]}


def add_points(
    figure: Drawing,
    history: pd.DataFrame,
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
    known = history.assign(value=shown(history)).dropna(subset="value").sort_values("month")
    if known.empty:
        return
    width = span[1] - span[0]
    shares = [float((m - span[0]) / width) for m in known["month"]]
    texts = [words.figure(row, unit) for row in records(known)]
    last = known.iloc[-1]
    heights = [float(v) * per_unit for v in known["value"]]
    places: list[str] = []
    for i, share in enumerate(shares):
        if i + 1 < len(shares) and shares[i + 1] - share < FULL:
            texts[i] = ""
        crowded = i > 0 and share - shares[i - 1] < CROWDED and abs(heights[i] - heights[i - 1]) < LINE
        places.append("bottom center" if crowded and places[-1].startswith("top") else "top center")
    texts[-1] = f"<b>{texts[-1]}</b>"
    if last["status"] in ("allocated", "demonstration"):
        texts[-1] += f"<br>{badge_label(last['status'], words)}"
    figure.add_trace(
        scatter(
            name="history",
            x=days(known["month"]),
            y=plain(known["value"]),
            mode="markers+text",
            text=texts,
            textposition=places,
            textfont={"size": 11, "color": theme.text},
            cliponaxis=False,
            hovertext=[
                f"<b>{safe(name)}</b><br>{period_name(row['month'], period, words)}: "
                f"{words.figure(row, unit)}{base(row, words, kind) if kind else ''}"
                f"{status_line(row['status'], words)}"
                for row in records(known)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            marker={
                "size": 9,
                "color": theme.main,
                "symbol": ["circle-open" if s == "allocated" else "circle" for s in known["status"]],
                "line": {"width": 2, "color": theme.main},
            },
        )
    )
