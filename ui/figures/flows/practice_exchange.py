"""What goes from one to another: bars to one side or to both from one line, each a whole and the part that is solid."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from texts.translator import Words
from ui.figures.base.canvas import amounts, blank, brief, canvas, drawable, note, number, reason, status_line
from ui.figures.base.drawing import Drawing, Mark, bar, writing
from ui.figures.base.rich_text import HOVER_TEXT, bold, safe, shorten
from ui.figures.ranking.ranking_labels import LETTER
from ui.style.theme import Theme

ROW, TALL_ROW, HEAD, FOOT = 26, 40, 50, 12
LINE = 18  # letters: a longer name is written in two lines


class ExchangeRow(TypedDict):
    """A bar: ``part`` is solid, None for none.

    ``label`` stands in the place of the number, ``note`` under it, ``aside`` in the hover text and the description
    alone; '' for none.
    """

    name: str
    value: float | None
    sign: str
    status: str | None
    part: float | None
    label: str
    note: str
    aside: str


@dataclass(frozen=True)
class Side:
    """One direction."""

    heading: str
    values: Sequence[ExchangeRow]


def exchange(
    sides: Sequence[Side], *, whole: str, part: str, words: Words, theme: Theme, glyphs: tuple[str, str] = ("◀", "▶")
) -> Drawing:
    """Draw one side to the right, or a left and a right one on the same scale, rows in the frame's order.

    ``whole`` and ``part`` name what is outlined and what is solid. Both sides hold the same names in the same order.
    """
    drawn = [_controlled(side.values) for side in sides]
    if not drawn[0]:
        return blank(words, theme, 160)
    names = [row["name"] for row in drawn[0]]
    labels = [[_label(row, words) for row in rows] for rows in drawn]
    written = [_two_lines(name) for name in names]
    tall = any("<br>" in text for text in [*written, *(label for own in labels for label in own)])
    room = [_room(rows, own) for rows, own in zip(drawn, labels, strict=True)]
    title = round(LETTER * max(len(line) for name in written for line in name.split("<br>"))) + 8 if any(names) else 0
    left = title + (room[0] if len(drawn) > 1 else 0)
    height = (TALL_ROW if tall else ROW) * len(names) + HEAD + FOOT
    figure = canvas(words, theme, height, l=left, r=room[-1] + 4, t=HEAD, b=FOOT)
    figure.update_layout(barmode="overlay")
    ends = [value for rows in drawn for value in amounts(rows)]
    for side, rows, own in zip(sides, drawn, labels, strict=True):
        sign = -1 if len(drawn) > 1 and side is sides[0] else 1
        _bars(figure, rows, sign, words, theme)
        _labels(figure, rows, own, sign, theme)
        if len(drawn) > 1:
            said = bold(f"{glyphs[0]} {side.heading}" if sign < 0 else f"{side.heading} {glyphs[1]}")
            place: Mark = {"x": 0, "y": 1, "yref": "paper", "yanchor": "bottom", "xshift": 8 * sign}
            figure.add_annotation(text=said, xanchor="right" if sign < 0 else "left", font={"size": 13}, **place)
    if any(_has_parts(rows) for rows in drawn):
        place = {"x": 0, "xref": "paper", "y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": "left"}
        said = f"□ {safe(whole)}   ■ {safe(part)}"
        figure.add_annotation(note(theme, said, xshift=-left, yshift=24, **place))
    high = max(ends, default=0) or 1
    figure.update_xaxes(range=[-high if len(drawn) > 1 else 0, high], visible=False)
    figure.update_yaxes(
        range=[len(names) - 0.4, -0.6], showgrid=False, tickvals=list(range(len(names))), ticktext=written,
        tickfont={"color": theme.text, "size": 12}, ticklabelstandoff=left - title + 4,
    )  # fmt: skip
    figure.add_vline(x=0, line={"color": theme.border, "width": 1})
    return figure


def describe_exchange(sides: Sequence[Side], *, name: str, words: Words) -> str:
    """Every side in one sentence: each row's value and its second line, or why there is none."""
    said = []
    for side in sides:
        pairs = ((row["name"], _spoken(row, words)) for row in _controlled(side.values))
        rows = [": ".join(one for one in pair if one) for pair in pairs]
        said.append(": ".join(one for one in (side.heading, "; ".join(rows) or words.no_data) if one))
    return f"{name}. {'. '.join(said)}."


def _labels(
    figure: Drawing, rows: Sequence[ExchangeRow], labels: Sequence[str], sign: int, theme: Theme
) -> None:  # fmt: skip
    """Each bar's number at its end, or why there is none."""
    side = "left" if sign < 0 else "right"
    ends = [0 if row["value"] is None else sign * row["value"] for row in rows]
    colours = [theme.muted if row["value"] is None else theme.text for row in rows]
    figure.add_trace(writing(labels, ends, range(len(rows)), side, {"color": colours, "size": 12}))


def _bars(figure: Drawing, rows: Sequence[ExchangeRow], sign: int, words: Words, theme: Theme) -> None:
    hover = []
    for row in rows:
        head = f"{bold(row['name'])}<br>" if row["name"] else ""
        hover.append(head + safe(_spoken(row, words)) + status_line(row["status"], words))
    shared = {
        "orientation": "h",
        "y": list(range(len(rows))),
        "width": 0.62,
        "hovertemplate": HOVER_TEXT,
    }
    outline = {"color": theme.band, "line": {"color": theme.main, "width": 1}}
    side = "left" if sign < 0 else "right"
    whole = [row["value"] for row in rows]
    part = [row["part"] for row in rows] if _has_parts(rows) else whole
    for name, values, marker in ((side, whole, outline), (f"{side} part", part, {"color": theme.main})):
        ends = [None if value is None else sign * value for value in values]
        figure.add_trace(bar(name=name, x=ends, marker=marker, hovertext=hover, **shared))


def _controlled(values: Sequence[ExchangeRow]) -> list[ExchangeRow]:
    """The rows with value and part missing where suppressed."""
    return [{**row, "part": None if row["value"] is None else number(row["part"])} for row in drawable(values)]


def _has_parts(rows: Sequence[ExchangeRow]) -> bool:
    """Whether a part of some bar is known."""
    return any(row["part"] is not None for row in rows)


def _room(rows: Sequence[ExchangeRow], labels: Sequence[str]) -> int:
    """Px beside the longest bar; the reason for a missing one stands at zero, where there is room."""
    beside = [label for label, row in zip(labels, rows, strict=True) if row["value"] is not None]
    return round(LETTER * max((len(line) for label in beside for line in label.split("<br>")), default=0)) + 8


def _two_lines(name: str) -> str:
    first, *rest = textwrap.wrap(name, LINE) or [""]
    return "<br>".join(shorten(line, LINE) for line in ([first, " ".join(rest)] if rest else [first]))


def _label(row: ExchangeRow, words: Words) -> str:
    if row["value"] is None:
        return brief(row["sign"], words)
    return safe(row["label"] or words.number(row["value"])) + (f"<br>{safe(row['note'])}" if row["note"] else "")


def _spoken(row: ExchangeRow, words: Words) -> str:
    if row["value"] is None:
        return reason(row["sign"], words)
    said = [row["label"] or words.number(row["value"]), row["note"], row["aside"]]
    return ", ".join(one for one in said if one)
