"""Several series over the same months, each named with its last value at the end of its line."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd

from ui.figures.base import (
    SUPPRESSED,
    blank,
    canvas,
    days,
    month_ticks,
    nice_range,
    note,
    plain,
    reason,
    safe,
    shorten,
    shown,
    spread,
    status_line,
    value_ticks,
)
from ui.figures.drawing import Drawing, Mark, scatter
from ui.figures.ranking_labels import LETTER
from ui.figures.trajectory_layers import add_suppressed, with_gaps
from ui.rows import records
from ui.theme import Theme
from ui.words import Words

HEIGHT, TOP, BOTTOM = 300, 30, 40
LONGEST, LABEL_GAP = 22, 16
DASHES = ("solid", "dash", "dot")


def lines(values: pd.DataFrame, *, unit: str, words: Words, theme: Theme, axis: str, first: Any, last: Any) -> Drawing:
    """Draw values (series, place, month, value, sign, status) from ``first`` to ``last``, the axis from zero.

    ``place`` is the series' number in its list, from 0: it keeps its colour whichever others are drawn. ``axis``
    says what is counted. A month without a row is a gap; a suppressed one an open mark on the axis.
    """
    known = shown(values) if len(values) else pd.Series(dtype=float)
    if not known.notna().any() and not (len(values) and values["sign"].eq(SUPPRESSED).any()):
        return blank(words, theme, 160)
    ends = _ends(values.assign(value=known), unit, words)
    room = round(LETTER * max((len(label) for label, _, _ in ends), default=0)) + 28
    figure = canvas(words, theme, HEIGHT, l=6, r=room, t=TOP, b=BOTTOM)
    high = nice_range([*known.dropna(), 1.0], from_zero=True)[1]
    for name, own in values.groupby("series", sort=False):
        _line(figure, own, str(name), int(own["place"].iloc[0]), unit, words, theme)
        add_suppressed(figure, own, 0, words, theme, str(name))
    pixels = (HEIGHT - TOP - BOTTOM) / high
    heights = spread([value * pixels for _, value, _ in ends], LABEL_GAP)
    for (label, _, place), height in zip(ends, heights, strict=True):
        at: Mark = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 8, "y": 0, "yref": "paper", "yshift": height}
        mark = "●" if place < len(theme.categorical) else "○"  # beyond the colours a line is dashed
        text = f"<span style='color:{_colour(place, theme)}'>{mark}</span> {safe(label)}"
        figure.add_annotation(text=text, font={"color": theme.text, "size": 12}, **at)
    wrapped = "<br>".join(safe(line) for line in textwrap.wrap(axis, 60))
    corner: Mark = {"x": 0, "xref": "paper", "y": 1, "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    figure.add_annotation(note(theme, wrapped, yshift=6, align="left", **corner))
    figure.update_xaxes(
        range=days([first, last]), showgrid=False, showline=True, tickangle=0, **_few(month_ticks(first, last, words))
    )
    figure.update_yaxes(range=[0, high], automargin=True, ticklabelstandoff=4, **value_ticks(0, high, unit, words))
    return figure


def describe_lines(values: pd.DataFrame, *, unit: str, words: Words, name: str) -> str:
    """The last value of every series, what is suppressed, and until when."""
    frame = values.assign(value=shown(values)) if len(values) else values
    parts = []
    for series, own in frame.groupby("series", sort=False):
        last = own.sort_values("month").iloc[-1]
        said = words.figure(last, unit) if pd.notna(last["value"]) else reason(last["sign"], words)
        parts.append(
            words.t("{series} {amount} ({month})", series=series, amount=said, month=words.month(last["month"])).strip()
        )
    return f"{name}: {'; '.join(parts) or words.no_data}."


def _ends(values: pd.DataFrame, unit: str, words: Words) -> list[tuple[str, float, int]]:
    """Label, value and place of each series' last known point, in the frame's order."""
    found = []
    for name, own in values.groupby("series", sort=False):
        known = own.dropna(subset="value").sort_values("month")
        if len(known):
            last = known.iloc[-1]
            label = " ".join(one for one in (_cut(str(name)), words.figure(last, unit)) if one)
            found.append((label, float(last["value"]), int(last["place"])))
    return found


def _cut(name: str) -> str:
    """A name cut to the margin, not yet made safe."""
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"


def _few(ticks: dict[str, Any]) -> dict[str, Any]:
    """Every second month of many: half of the figure may be the names at its lines' ends."""
    step = 2 if len(ticks["tickvals"]) > 4 else 1
    return {name: own[::step] for name, own in ticks.items()}


def _line(figure: Drawing, own: pd.DataFrame, name: str, place: int, unit: str, words: Words, theme: Theme) -> None:
    frame = with_gaps(own)
    hover = [
        f"<b>{shorten(name, 60)}</b><br>{words.month(row['month'])}: {words.figure(row, unit)}"
        f"{status_line(row['status'], words)}"
        for row in records(frame)
    ]
    alone = frame["value"].notna() & frame["value"].shift().isna() & frame["value"].shift(-1).isna()
    last = frame.index == frame["value"].last_valid_index()
    sizes = [8 if end else 5 if lone else 0 for end, lone in zip(last, alone, strict=True)]
    colour = _colour(place, theme)
    dash = DASHES[place // len(theme.categorical) % len(DASHES)]
    figure.add_trace(
        scatter(
            name=safe(name), x=days(frame["month"]), y=plain(frame["value"]), mode="lines+markers", connectgaps=False,
            line={"color": colour, "width": 2, "dash": dash}, marker={"color": colour, "size": sizes},
            hovertext=hover, hovertemplate="%{hovertext}<extra></extra>", cliponaxis=False,
        )
    )  # fmt: skip


def _colour(place: int, theme: Theme) -> str:
    return theme.categorical[place % len(theme.categorical)]
