"""Two figures side by side on one line each: a territory against Italy, or one date against another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypedDict

from texts.translator import Words
from ui.figures.base.canvas import blank, canvas, may_show, nice_range, note, reason, status_line, value_ticks
from ui.figures.base.drawing import Drawing, Mark, scatter
from ui.figures.base.rich_text import HOVER_TEXT, bold, safe, shorten
from ui.style.theme import Theme

ROW = 28
ROOM = 0.4
LONGEST_NAME = 21
Side = Literal["a", "b"]
SIDES: tuple[Side, ...] = ("a", "b")


class Pair(TypedDict):
    """Two figures of one row, which ``key`` identifies; the signs say why a value is missing."""

    key: str
    name: str
    value_a: float | None
    value_b: float | None
    sign_a: str
    sign_b: str
    status: str | None


def dumbbell(
    values: Sequence[Pair],
    *,
    label_a: str,
    label_b: str,
    unit: str,
    words: Words,
    theme: Theme,
    selected: str | None = None,
    left_out: int = 0,
) -> Drawing:
    """Draw pairs in their order, first on top.

    A is an open circle, B a full one with its value beside it; where either is missing no line joins them. The row
    whose ``key`` is ``selected`` is in bold. ``left_out`` rows without a figure are counted in a line at the foot.
    """
    rows = _controlled(values)
    if not rows:
        return blank(words, theme, 160)
    known = [value for side in SIDES for row in rows if (value := _value(row, side)) is not None]
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
            _say_value(figure, position, row["value_b"], row["value_a"], unit, words, theme)
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


def _row_name(row: Pair, selected: str | None) -> str:
    chosen = selected is not None and row["key"] == selected
    return (bold if chosen else shorten)(row["name"], LONGEST_NAME)


def _say_value(
    figure: Drawing, position: int, value: float, other: float | None, unit: str, words: Words, theme: Theme
) -> None:  # fmt: skip
    """B's value on the side away from A."""
    left = other is not None and value < other
    figure.add_annotation(
        text=words.value(value, unit),
        x=value,
        y=position,
        xanchor="right" if left else "left",
        xshift=-9 if left else 9,
        font={"size": 12, "color": theme.text},
    )


def _say_missing(
    figure: Drawing, position: int, row: Pair, words: Words, theme: Theme, middle: float
) -> None:  # fmt: skip
    """Why a point is missing, beside the other one (towards the ``middle``), or at the left edge where both are."""
    side: Side = "a" if row["value_a"] is None and row["value_b"] is not None else "b"
    other = _value(row, "b" if side == "a" else "a")
    place = {"x": 0, "xref": "paper"} if other is None else {"x": other}
    text = reason(_sign(row, side), words)
    far = other is not None and other > middle
    shift = 60 if side == "a" and other is not None and not far else 10  # clear of B's own value
    side_of = {"xanchor": "right", "xshift": -shift} if far else {"xanchor": "left", "xshift": shift}
    figure.add_annotation(note(theme, text, y=position, **side_of, **place))


def _controlled(values: Sequence[Pair]) -> list[Pair]:
    """The rows with both values missing where suppressed."""
    return [
        {**row, "value_a": may_show(row["value_a"], row["sign_a"]), "value_b": may_show(row["value_b"], row["sign_b"])}
        for row in values
    ]


def _value(row: Pair, side: Side) -> float | None:
    return row["value_a"] if side == "a" else row["value_b"]


def _sign(row: Pair, side: Side) -> str:
    return row["sign_a"] if side == "a" else row["sign_b"]


def _dots(rows: Sequence[Pair], side: Side, label: str, unit: str, words: Words, theme: Theme) -> Mark:
    """One side's points; the other side's text is not needed, each says its own."""
    marker: Mark = {"size": 12, "color": theme.main}
    if side == "a":
        marker = {"size": 12, "color": theme.background, "line": {"color": theme.plan, "width": 2}}
    return scatter(
        name=side,
        x=[_value(row, side) for row in rows],
        y=list(range(len(rows))),
        mode="markers",
        marker=marker,
        hovertext=[
            f"{bold(row['name'])}<br>{safe(label)}: {words.value(_value(row, side), unit)}"
            f"{status_line(row['status'], words)}"
            for row in rows
        ],
        hovertemplate=HOVER_TEXT,
        cliponaxis=False,
    )


def describe_dumbbell(
    values: Sequence[Pair], *, label_a: str, label_b: str, unit: str, words: Words, name: str
) -> str:  # fmt: skip
    """Every pair in words: `Lombardia: Italia 40,1 %, luglio 2023 48,2 %`."""
    rows = _controlled(values)
    if not rows:
        return f"{name}: {words.no_data}."
    pairs = []
    for row in rows:
        a, b = (_spoken(row, side, unit, words) for side in SIDES)
        pairs.append(f"{row['name']}: {label_a} {a}, {label_b} {b}")
    return f"{name}. {'; '.join(pairs)}."


def _spoken(row: Pair, side: Side, unit: str, words: Words) -> str:
    value = _value(row, side)
    return reason(_sign(row, side), words) if value is None else words.value(value, unit)
