"""One measure in a few territories over time: a line each with its name at its end, Italy in grey behind them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import cycle

from reads.records import grouped
from texts.translator import Words
from ui.figures.base.canvas import (
    amount,
    amounts,
    blank,
    canvas,
    days,
    drawable,
    month_ticks,
    nice_range,
    spread,
    value_ticks,
    with_value,
)
from ui.figures.base.drawing import Drawing, scatter
from ui.figures.base.plan_paths import SeriesRow, by_month
from ui.figures.base.rich_text import HOVER_TEXT, bold, shorten
from ui.figures.base.series_breaks import add_breaks
from ui.figures.base.territories import base
from ui.figures.trajectory.trajectory_periods import middle, year_ticks
from ui.style.theme import Theme

HEIGHT, LINE = 360, 17
MARGIN = {"l": 6, "r": 118, "t": 16, "b": 44}
DASHES = ("solid", "dash", "dot", "dashdot")
SYMBOLS = ("circle", "square", "diamond", "triangle-up")
LONGEST = 14
REFERENCE = "IT"


class TerritoryRow(SeriesRow):
    """A territory's figure of one month, with its name."""

    territory: str
    name: str


def compared(
    paths: Sequence[TerritoryRow], *, unit: str, kind: str, period: str, words: Words, theme: Theme,
    breaks: Sequence[datetime] = (),
) -> Drawing:  # fmt: skip
    """Draw ``paths``, one row a territory and date; ``breaks``: days on which a definition changed.

    The order of the rows is that of the colours. A missing or suppressed figure breaks its line. Statistics of a
    ``period`` (year or month) are points that no line joins.
    """
    dated: list[TerritoryRow] = [{**row, "month": middle(row["month"], period)} for row in drawable(paths)]
    rows = by_month(dated)
    if not with_value(rows):
        return blank(words, theme, 160)
    low, high = nice_range(amounts(rows))
    figure = canvas(words, theme, HEIGHT, **MARGIN)
    ends: list[tuple[float, str, str]] = []
    looks = zip(cycle(theme.categorical), cycle(DASHES), cycle(SYMBOLS), strict=False)
    for territory, own in grouped(rows, lambda row: row["territory"]).items():
        colour, dash, symbol = (theme.plan, "solid", "circle") if territory == REFERENCE else next(looks)
        name = own[0]["name"]
        figure.add_trace(
            scatter(
                name=territory,
                x=days(row["month"] for row in own),
                y=[row["value"] for row in own],
                mode="markers" if period else "lines",
                line={"color": colour, "width": 2, "dash": dash},
                marker={"color": colour, "symbol": symbol, "size": 9},
                hovertext=[
                    f"{bold(name)}<br>{words.day(row['month']) if not period else row['month'].year}: "
                    f"{words.figure(row, unit)}{base(row, words, kind)}"
                    for row in own
                ],
                hovertemplate=HOVER_TEXT,
            )
        )
        if figures := with_value(own):
            ends.append((amount(figures[-1]), shorten(name, LONGEST), colour))
    _end_labels(figure, ends, low, high)
    add_breaks(figure, breaks, words, theme)
    start, end = rows[0]["month"], rows[-1]["month"]
    ticks = year_ticks(start, end) if period == "year" else month_ticks(start, end, words)
    figure.update_xaxes(**ticks, ticks="outside", showgrid=False)
    scale = value_ticks(low, high, unit, words)
    figure.update_yaxes(range=[low, high], **scale)
    figure.keep_left(scale["ticktext"])
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


def describe_compared(paths: Sequence[TerritoryRow], *, name: str, unit: str, words: Words) -> str:
    """The first and the latest figure of each territory, for who cannot see the lines."""
    parts = []
    for own in grouped(drawable(paths), lambda row: row["territory"]).values():
        figures, place = by_month(with_value(own)), own[0]["name"]
        if not figures:
            parts.append(words.t("{place}: no data", place=place))
            continue
        first, last = figures[0], figures[-1]
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
