"""Two figures side by side on one line each: a territory against Italy, or one date against another."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ui.figures.base import (
    SUPPRESSED,
    blank,
    canvas,
    nice_range,
    note,
    plain,
    reason,
    safe,
    shorten,
    status_line,
    value_ticks,
)
from ui.figures.drawing import Drawing, Mark, scatter
from ui.rows import Row, records
from ui.theme import Theme
from ui.words import Words

ROW = 28
ROOM = 0.4
LONGEST_NAME = 21


def dumbbell(
    values: pd.DataFrame,
    *,
    label_a: str,
    label_b: str,
    unit: str,
    words: Words,
    theme: Theme,
    selected: str | None = None,
    left_out: int = 0,
) -> Drawing:
    """Draw values (name, value_a, value_b; optionally sign_a, sign_b, status, key) in the frame's order, first on top.

    A is an open circle, B a full one with its value beside it; where either is missing no line joins them. The row
    whose ``key`` is ``selected`` is in bold. ``left_out`` rows without a figure are counted in a line at the foot.
    """
    if values.empty:
        return blank(words, theme, 160)
    frame = _controlled(values)
    known = [v for v in [*frame["value_a"], *frame["value_b"]] if pd.notna(v)]
    middle = sum(nice_range(known)) / 2 if known else 0.0
    foot = 52 if left_out else 30
    figure = canvas(words, theme, ROW * len(frame) + 54 + foot, l=8, r=16, t=34, b=foot)
    for position, row in frame.iterrows():
        if pd.notna(row["value_a"]) and pd.notna(row["value_b"]):
            figure.add_trace(
                scatter(
                    name="line",
                    x=plain([row["value_a"], row["value_b"]]),
                    y=[position, position],
                    mode="lines",
                    line={"color": theme.no_data, "width": 3},
                    hoverinfo="skip",
                )
            )
        else:
            _say_missing(figure, position, row, words, theme, middle)
        if pd.notna(row["value_b"]):
            _say_value(figure, position, row, unit, words, theme)
    figure.add_trace(_dots(frame, "a", label_a, unit, words, theme))
    figure.add_trace(_dots(frame, "b", label_b, unit, words, theme))
    figure.add_annotation(
        text=f"○ {safe(label_a)}    <b>● {safe(label_b)}</b>",
        x=0,
        xref="paper",
        y=1,
        yref="paper",
        yshift=8,
        xanchor="left",
        yanchor="bottom",
        font={"color": theme.text, "size": 13},
    )
    if left_out:
        said = words.n("… {count} without a figure …", "… {count} without a figure …", left_out)
        place = {"x": 0, "xref": "paper", "y": 0, "yref": "paper", "xanchor": "left", "yanchor": "top", "yshift": -26}
        figure.add_annotation(note(theme, said, **place))
    low, high = nice_range(known or [0.0, 1.0])
    room = (high - low) * ROOM  # for the values beside the outermost points
    ticks = value_ticks(low, high, unit, words, about=4) if known else {"tickvals": [], "ticktext": []}
    figure.update_xaxes(range=[low - room, high + room], **ticks)
    figure.update_yaxes(
        range=[len(frame) - 0.4, -0.6],
        tickvals=list(frame.index),
        automargin=True,
        showgrid=False,
        ticktext=[_row_name(row, selected) for row in records(frame)],
    )
    return figure


def _row_name(row: Row, selected: str | None) -> str:
    name = shorten(row["name"], LONGEST_NAME)
    return f"<b>{name}</b>" if selected is not None and row.get("key") == selected else name


def _say_value(figure: Drawing, position: Any, row: pd.Series, unit: str, words: Words, theme: Theme) -> None:
    """B's value on the side away from A."""
    left = pd.notna(row["value_a"]) and row["value_b"] < row["value_a"]
    figure.add_annotation(
        text=words.value(row["value_b"], unit),
        x=float(row["value_b"]),
        y=position,
        xanchor="right" if left else "left",
        xshift=-9 if left else 9,
        font={"size": 12, "color": theme.text},
    )


def _say_missing(
    figure: Drawing, position: Any, row: pd.Series, words: Words, theme: Theme, middle: float
) -> None:  # fmt: skip
    """Why a point is missing, beside the other one (towards the ``middle``), or at the left edge where both are."""
    side = "a" if pd.isna(row["value_a"]) and pd.notna(row["value_b"]) else "b"
    other = row["value_b" if side == "a" else "value_a"]
    place = {"x": 0, "xref": "paper"} if pd.isna(other) else {"x": float(other)}
    text = reason(row[f"sign_{side}"], words)
    far = not pd.isna(other) and other > middle
    shift = 60 if side == "a" and not pd.isna(other) and not far else 10  # clear of B's own value
    side_of = {"xanchor": "right", "xshift": -shift} if far else {"xanchor": "left", "xshift": shift}
    figure.add_annotation(note(theme, text, y=position, **side_of, **place))


def _controlled(values: pd.DataFrame) -> pd.DataFrame:
    """The frame with both values missing where suppressed, and with both sign columns."""
    frame = values.reset_index(drop=True)
    if "status" not in frame:
        frame = frame.assign(status=None)
    for side in ("a", "b"):
        sign = frame[f"sign_{side}"] if f"sign_{side}" in frame else pd.Series("", index=frame.index)
        value = pd.to_numeric(frame[f"value_{side}"], errors="coerce").mask(sign.eq(SUPPRESSED))
        frame = frame.assign(**{f"sign_{side}": sign, f"value_{side}": value})
    return frame


def _dots(frame: pd.DataFrame, side: str, label: str, unit: str, words: Words, theme: Theme) -> Mark:
    """One side's points; the other side's text is not needed, each says its own."""
    marker: dict[str, Any] = {"size": 12, "color": theme.main}
    if side == "a":
        marker = {"size": 12, "color": theme.background, "line": {"color": theme.plan, "width": 2}}
    return scatter(
        name=side,
        x=plain(frame[f"value_{side}"]),
        y=list(frame.index),
        mode="markers",
        marker=marker,
        hovertext=[
            f"<b>{safe(name)}</b><br>{safe(label)}: {words.value(value, unit)}{status_line(status, words)}"
            for name, value, status in zip(frame["name"], frame[f"value_{side}"], frame["status"], strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
    )


def describe_dumbbell(values: pd.DataFrame, *, label_a: str, label_b: str, unit: str, words: Words, name: str) -> str:
    """Every pair in words: `Lombardia: Italia 40,1 %, luglio 2023 48,2 %`."""
    if values.empty:
        return f"{name}: {words.no_data}."
    pairs = []
    for row in records(_controlled(values)):
        a, b = (_spoken(row, side, unit, words) for side in ("a", "b"))
        pairs.append(f"{row['name']}: {label_a} {a}, {label_b} {b}")
    return f"{name}. {'; '.join(pairs)}."


def _spoken(row: Row, side: str, unit: str, words: Words) -> str:
    value = row[f"value_{side}"]
    return reason(row[f"sign_{side}"], words) if pd.isna(value) else words.value(value, unit)
