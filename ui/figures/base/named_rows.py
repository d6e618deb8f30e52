"""Rows whose name stands above the bar: long names stay whole, and a telephone keeps its width for the bars."""

from __future__ import annotations

from collections.abc import Sequence

from texts.translator import Words
from ui.figures.base.canvas import canvas
from ui.figures.base.drawing import Drawing
from ui.figures.base.rich_text import shorten
from ui.style.theme import Theme

ROW = 48
LONGEST_NAME = 44
LETTER = 6.8  # px of a letter of a label at 12 px
BAR = 0.42
LOWERED = 0.16  # the bar stands below the middle of its row, its name above it


def rows(names: Sequence[str], labels: Sequence[str], words: Words, theme: Theme) -> Drawing:
    """An empty picture of one row per name, first on top; room on the right for the widest label at a bar's end."""
    widest = max((len(label) for label in labels), default=0)
    figure = canvas(words, theme, ROW * len(names) + 16, l=4, r=round(14 + LETTER * widest), t=8, b=8)
    for place, name in enumerate(names):
        figure.add_annotation(
            text=shorten(name, LONGEST_NAME), x=0, y=place - 0.26, xanchor="left", yanchor="middle", xshift=-3,
            align="left", font={"size": 13, "color": theme.text},
        )  # fmt: skip
    figure.update_yaxes(range=[len(names) - 0.4, -0.6], visible=False)
    return figure


def bar_at(place: int) -> float:
    """The middle of the bar of a row on the axis."""
    return place + LOWERED


def label(figure: Drawing, place: int, end: float, text: str, color: str) -> None:
    """What a bar says at its end."""
    figure.add_annotation(
        text=text, x=end, y=bar_at(place), xanchor="left", xshift=4, font={"size": 12, "color": color}
    )


def span(figure: Drawing, ends: Sequence[float]) -> None:
    """The value axis from zero to the highest end; it is not drawn, each bar says its value."""
    highest = max([0.0, *ends])
    figure.update_xaxes(range=[0, highest or 1.0], visible=False)
