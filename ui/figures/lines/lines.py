"""Several series over the same months, each named with its last value at the end of its line."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from reads.records import SUPPRESSED, grouped
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
    note,
    reason,
    spread,
    status_line,
    value_ticks,
    with_value,
)
from ui.figures.base.drawing import Drawing, Mark, scatter
from ui.figures.base.plan_paths import SeriesRow, by_month, last_known, sizes, with_gaps
from ui.figures.base.rich_text import HOVER_TEXT, bold, coloured, safe
from ui.figures.ranking.ranking_labels import LETTER
from ui.figures.trajectory.trajectory_layers import add_suppressed
from ui.style.theme import Theme

HEIGHT, TOP, BOTTOM = 240, 30, 40
LONGEST, LABEL_GAP = 22, 16
DASHES = ("solid", "dash", "dot")


class LineRow(SeriesRow):
    """A figure of one month of a ``series``; ``place``: the series' number in its list, from 0.

    A series keeps its colour whichever others are drawn.
    """

    series: str
    place: int


def lines(
    values: Sequence[LineRow], *, unit: str, words: Words, theme: Theme, axis: str, first: Any, last: Any
) -> Drawing:  # fmt: skip
    """Draw values from ``first`` to ``last``, the axis from zero.

    ``axis`` says what is counted. A month without a row is a gap; a suppressed one an open mark on the axis.
    """
    rows = drawable(values)
    if not with_value(rows) and not any(row["sign"] == SUPPRESSED for row in rows):
        return blank(words, theme, 160)
    series = grouped(rows, lambda row: row["series"])
    ends = _ends(series, unit, words)
    room = round(LETTER * max((len(label) for label, _, _ in ends), default=0)) + 28
    figure = canvas(words, theme, HEIGHT, l=6, r=room, t=TOP, b=BOTTOM)
    high = nice_range([*amounts(rows), 1.0], from_zero=True)[1]
    for name, own in series.items():
        _line(figure, own, name, own[0]["place"], unit, words, theme)
        add_suppressed(figure, own, 0, words, theme, name)
    pixels = (HEIGHT - TOP - BOTTOM) / high
    heights = spread([value * pixels for _, value, _ in ends], LABEL_GAP)
    for (label, _, place), height in zip(ends, heights, strict=True):
        at: Mark = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 8, "y": 0, "yref": "paper", "yshift": height}
        mark = "●" if place < len(theme.categorical) else "○"  # beyond the colours a line is dashed
        text = f"{coloured(mark, _colour(place, theme))} {safe(label)}"
        figure.add_annotation(text=text, font={"color": theme.text, "size": 12}, **at)
    wrapped = "<br>".join(safe(line) for line in textwrap.wrap(axis, 60))
    corner: Mark = {"x": 0, "xref": "paper", "y": 1, "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    figure.add_annotation(note(theme, wrapped, yshift=6, align="left", **corner))
    figure.update_xaxes(
        range=days([first, last]), showgrid=False, showline=True, tickangle=0, **_few(month_ticks(first, last, words))
    )
    scale = value_ticks(0, high, unit, words)
    figure.update_yaxes(range=[0, high], ticklabelstandoff=4, **scale)
    figure.keep_left(scale["ticktext"], standoff=4)
    return figure


def describe_lines(values: Sequence[LineRow], *, unit: str, words: Words, name: str) -> str:
    """The last value of every series, what is suppressed, and until when."""
    parts = []
    for series, own in grouped(drawable(values), lambda row: row["series"]).items():
        last = by_month(own)[-1]
        said = reason(last["sign"], words) if last["value"] is None else words.figure(last, unit)
        parts.append(
            words.t("{series} {amount} ({month})", series=series, amount=said, month=words.month(last["month"])).strip()
        )
    return f"{name}: {'; '.join(parts) or words.no_data}."


def _ends(series: Mapping[str, Sequence[LineRow]], unit: str, words: Words) -> list[tuple[str, float, int]]:
    """Label, value and place of each series' last known point, in the order of the series."""
    found = []
    for name, own in series.items():
        if there := with_value(own):
            last = by_month(there)[-1]
            label = " ".join(one for one in (_cut(name), words.figure(last, unit)) if one)
            found.append((label, amount(last), last["place"]))
    return found


def _cut(name: str) -> str:
    """A name cut to the margin, not yet made safe."""
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"


def _few(ticks: Mark) -> Mark:
    """Every second month of many: half of the figure may be the names at its lines' ends."""
    step = 2 if len(ticks["tickvals"]) > 4 else 1
    return {name: own[::step] for name, own in ticks.items()}


def _line(
    figure: Drawing, own: Sequence[SeriesRow], name: str, place: int, unit: str, words: Words, theme: Theme
) -> None:
    rows = with_gaps(own)
    values = [row["value"] for row in rows]
    hover = [
        f"{bold(name, 60)}<br>{words.month(row['month'])}: {words.figure(row, unit)}{status_line(row['status'], words)}"
        for row in rows
    ]
    colour = _colour(place, theme)
    marker = {"color": colour, "size": sizes(values, last_known(rows), 8, 5)}
    dash = DASHES[place // len(theme.categorical) % len(DASHES)]
    figure.add_trace(
        scatter(
            name=safe(name), x=days(row["month"] for row in rows), y=values, mode="lines+markers", connectgaps=False,
            line={"color": colour, "width": 2, "dash": dash}, marker=marker,
            hovertext=hover, hovertemplate=HOVER_TEXT, cliponaxis=False,
        )
    )  # fmt: skip


def _colour(place: int, theme: Theme) -> str:
    return theme.categorical[place % len(theme.categorical)]
