"""The mark of a break in a series: a dotted upright with its words, over which no line goes."""

from collections.abc import Iterable
from typing import Any

from texts.translator import Words
from ui.figures.base.canvas import days, note
from ui.figures.base.drawing import Drawing
from ui.style.theme import Theme


def add_breaks(figure: Drawing, breaks: Iterable[Any], words: Words, theme: Theme) -> None:
    """Draw the days on which a definition changed."""
    for day in days(breaks):
        figure.add_vline(x=day, line={"color": theme.muted, "width": 1, "dash": "dot"})
        figure.add_annotation(
            note(
                theme, words.t("change of definition"), x=day, y=0.98, yref="paper", textangle=-90,
                xanchor="right", yanchor="top", font={"size": 11},
            )
        )  # fmt: skip
