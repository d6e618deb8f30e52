"""Two figures side by side on one line each: a territory against Italy, or one date against another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reads.records import Row, Rows, records
from texts.translator import Words
from ui.figures.base.canvas import SUPPRESSED, blank, canvas, nice_range, note, number, reason, status_line, value_ticks
from ui.figures.base.drawing import Drawing, Mark, scatter
from ui.figures.base.rich_text import HOVER_TEXT, bold, safe, shorten
from ui.style.theme import Theme

ROW = 28
ROOM = 0.4
LONGEST_NAME = 21


def dumbbell(
    values: Rows,
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
    rows = _controlled(values)
    if not rows:
        return blank(words, theme, 160)
    known = [row[side] for side in ("value_a", "value_b") for row in rows if row[side] is not None]
    middle = sum(nice_range(known)) / 2 if known else 0.0
    foot = 52 if left_out else 30
    figure = canvas(words, theme, ROW * len(rows) + 54 + foot, l=8, r=16, t=34, b=foot)
    for position, row in enumerate(rows):
        if row["value_a"] is not None and row["value_b"] is not None:
            figure.add_trace(
                scatter(
                    name="line",
                    x=[row["value_a"], row["value_b"]],
                    y=[position, position],
                    mode="lines",
                    line={"color": theme.no_data, "width": 3},
                    hoverinfo="skip",
                )
            )
        else:
            _say_missing(figure, position, row, words, theme, middle)
        if row["value_b"] is not None:
            _say_value(figure, position, row, unit, words, theme)
    figure.add_trace(_dots(rows, "a", label_a, unit, words, theme))
    figure.add_trace(_dots(rows, "b", label_b, unit, words, theme))
    figure.add_annotation(
        text=f"○ {safe(label_a)}    {bold(f'● {label_b}')}",
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
    names = [_row_name(row, selected) for row in rows]
    figure.update_yaxes(range=[len(rows) - 0.4, -0.6], tickvals=list(range(len(rows))), showgrid=False, ticktext=names)
    figure.keep_left(names)
    return figure


def _row_name(row: Row, selected: str | None) -> str:
    chosen = selected is not None and row.get("key") == selected
    return (bold if chosen else shorten)(row["name"], LONGEST_NAME)


def _say_value(figure: Drawing, position: int, row: Row, unit: str, words: Words, theme: Theme) -> None:
    """B's value on the side away from A."""
    left = row["value_a"] is not None and row["value_b"] < row["value_a"]
    figure.add_annotation(
        text=words.value(row["value_b"], unit),
        x=row["value_b"],
        y=position,
        xanchor="right" if left else "left",
        xshift=-9 if left else 9,
        font={"size": 12, "color": theme.text},
    )


def _say_missing(
    figure: Drawing, position: int, row: Row, words: Words, theme: Theme, middle: float
) -> None:  # fmt: skip
    """Why a point is missing, beside the other one (towards the ``middle``), or at the left edge where both are."""
    side = "a" if row["value_a"] is None and row["value_b"] is not None else "b"
    other = row["value_b" if side == "a" else "value_a"]
    place = {"x": 0, "xref": "paper"} if other is None else {"x": other}
    text = reason(row[f"sign_{side}"], words)
    far = other is not None and other > middle
    shift = 60 if side == "a" and other is not None and not far else 10  # clear of B's own value
    side_of = {"xanchor": "right", "xshift": -shift} if far else {"xanchor": "left", "xshift": shift}
    figure.add_annotation(note(theme, text, y=position, **side_of, **place))


def _controlled(values: Rows) -> list[dict[str, Any]]:
    """The rows with both values missing where suppressed, and with both signs and a status."""
    none = {"sign_a": "", "sign_b": "", "status": None}
    rows = [none | row for row in records(values)]
    for side in ("a", "b"):
        rows = [row | {f"value_{side}": _may_show(row, side)} for row in rows]
    return rows


def _may_show(row: Row, side: str) -> float | None:
    return None if row[f"sign_{side}"] == SUPPRESSED else number(row[f"value_{side}"])


def _dots(rows: Sequence[Row], side: str, label: str, unit: str, words: Words, theme: Theme) -> Mark:
    """One side's points; the other side's text is not needed, each says its own."""
    marker: dict[str, Any] = {"size": 12, "color": theme.main}
    if side == "a":
        marker = {"size": 12, "color": theme.background, "line": {"color": theme.plan, "width": 2}}
    return scatter(
        name=side,
        x=[row[f"value_{side}"] for row in rows],
        y=list(range(len(rows))),
        mode="markers",
        marker=marker,
        hovertext=[
            f"{bold(row['name'])}<br>{safe(label)}: {words.value(row[f'value_{side}'], unit)}"
            f"{status_line(row['status'], words)}"
            for row in rows
        ],
        hovertemplate=HOVER_TEXT,
        cliponaxis=False,
    )


def describe_dumbbell(values: Rows, *, label_a: str, label_b: str, unit: str, words: Words, name: str) -> str:
    """Every pair in words: `Lombardia: Italia 40,1 %, luglio 2023 48,2 %`."""
    rows = _controlled(values)
    if not rows:
        return f"{name}: {words.no_data}."
    pairs = []
    for row in rows:
        a, b = (_spoken(row, side, unit, words) for side in ("a", "b"))
        pairs.append(f"{row['name']}: {label_a} {a}, {label_b} {b}")
    return f"{name}. {'; '.join(pairs)}."


def _spoken(row: Row, side: str, unit: str, words: Words) -> str:
    value = row[f"value_{side}"]
    return reason(row[f"sign_{side}"], words) if value is None else words.value(value, unit)
