"""One measure in a few territories over time: a line each with its name at its end, Italy in grey behind them."""

from __future__ import annotations

from itertools import cycle

import pandas as pd

from ui.figures.base import (
    blank,
    canvas,
    days,
    month_ticks,
    nice_range,
    plain,
    safe,
    shorten,
    shown,
    spread,
    value_ticks,
)
from ui.figures.drawing import Drawing, scatter
from ui.figures.territories import base
from ui.figures.trajectory_periods import middle, year_ticks
from ui.rows import records
from ui.theme import Theme
from ui.words import Words

HEIGHT, LINE = 360, 17
MARGIN = {"l": 6, "r": 118, "t": 16, "b": 44}
DASHES = ("solid", "dash", "dot", "dashdot")
SYMBOLS = ("circle", "square", "diamond", "triangle-up")
LONGEST = 14
REFERENCE = "IT"


def compared(paths: pd.DataFrame, *, unit: str, kind: str, period: str, words: Words, theme: Theme) -> Drawing:
    """Draw ``paths``: territory, name, month, value, sign and what ``base`` reads, one row a territory and date.

    The order of the frame is that of the colours. A missing or suppressed figure breaks its line. Statistics of a
    ``period`` (year or month) are points that no line joins.
    """
    told = paths.assign(value=shown(paths)) if len(paths) else paths
    if not len(told) or told["value"].notna().sum() == 0:
        return blank(words, theme, 160)
    told = told.assign(month=[middle(day, period) for day in told["month"]])
    low, high = nice_range(list(told["value"].dropna()))
    figure = canvas(words, theme, HEIGHT, **MARGIN)
    ends: list[tuple[float, str, str]] = []
    looks = zip(cycle(theme.categorical), cycle(DASHES), cycle(SYMBOLS), strict=False)
    for territory, own in told.sort_values("month", kind="stable").groupby("territory", sort=False):
        colour, dash, symbol = (theme.plan, "solid", "circle") if territory == REFERENCE else next(looks)
        name = str(own["name"].iloc[0])
        figure.add_trace(
            scatter(
                name=str(territory),
                x=days(own["month"]),
                y=plain(own["value"]),
                mode="markers" if period else "lines",
                line={"color": colour, "width": 2, "dash": dash},
                marker={"color": colour, "symbol": symbol, "size": 9},
                hovertext=[
                    f"<b>{safe(name)}</b><br>{words.day(row['month']) if not period else row['month'].year}: "
                    f"{words.figure(row, unit)}{base(row, words, kind)}"
                    for row in records(own)
                ],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
        known = own.dropna(subset="value")
        if len(known):
            ends.append((float(known["value"].iloc[-1]), shorten(name, LONGEST), colour))
    _end_labels(figure, ends, low, high)
    start, end = told["month"].min(), told["month"].max()
    ticks = year_ticks(start, end) if period == "year" else month_ticks(start, end, words)
    figure.update_xaxes(**ticks, ticks="outside", showgrid=False)
    figure.update_yaxes(range=[low, high], **value_ticks(low, high, unit, words), automargin=True)
    return figure


def _end_labels(figure: Drawing, ends: list[tuple[float, str, str]], low: float, high: float) -> None:
    """The names beside the lines' ends, moved apart where they would cover each other."""
    per_unit = (HEIGHT - MARGIN["t"] - MARGIN["b"]) / (high - low)
    placed = spread([value * per_unit for value, _, _ in ends], LINE)
    for (_, name, colour), height in zip(ends, placed, strict=True):
        figure.add_annotation(
            text=name, x=1, xref="paper", xanchor="left", xshift=6, y=height / per_unit, yanchor="middle",
            align="left", font={"color": colour, "size": 12},
        )  # fmt: skip


def describe_compared(paths: pd.DataFrame, *, name: str, unit: str, words: Words) -> str:
    """The first and the latest figure of each territory, for who cannot see the lines."""
    told = paths.assign(value=shown(paths)) if len(paths) else paths
    parts = []
    for _, own in told.groupby("territory", sort=False):
        known = own.dropna(subset="value").sort_values("month")
        place = str(own["name"].iloc[0])
        if not len(known):
            parts.append(words.t("{place}: no data", place=place))
            continue
        first, last = known.iloc[0], known.iloc[-1]
        parts.append(
            words.t(
                "{place}: from {first} ({first_month}) to {last} ({last_month})",
                place=place,
                first=words.figure(first, unit),
                first_month=words.month(first["month"]),
                last=words.figure(last, unit),
                last_month=words.month(last["month"]),
            )
        )
    return f"{name}: {'; '.join(parts) if parts else words.no_data}."
