"""How many measures are in each status: one strip of blocks, each with its glyph, number and word."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TypedDict

from texts.translator import Words
from ui.figures.base.canvas import blank, canvas
from ui.figures.base.drawing import Drawing, Mark
from ui.figures.base.rich_text import bold
from ui.style.theme import STATUSES, Theme, status_label

COLUMNS = 4
STRIP = 26
ROW = 62


class StatusCount(TypedDict):
    """How many measures are in a status."""

    status: str
    n: int


def status_counts(counts: Sequence[StatusCount], *, words: Words, theme: Theme) -> Drawing:
    """Draw counts: a strip of widths in proportion, then each status named with its number.

    A status with n = 0 is left out; the order is that of `STATUSES`, whatever theirs.
    """
    rows = _present(counts)
    if not rows:
        return blank(words, theme, 90)
    lines = -(-len(rows) // COLUMNS)
    height = STRIP + 12 + ROW * lines
    figure = canvas(words, theme, height, l=2, r=2, t=2, b=2)
    total, begin = sum(n for _, n in rows), 0.0
    strip = height - 4 - STRIP
    for i, (status, n) in enumerate(rows):
        end = begin + n / total
        figure.add_shape(
            type="rect",
            x0=begin,
            x1=end,
            y0=strip,
            y1=strip + STRIP,
            layer="below",
            fillcolor=theme.status_grounds[status],
            line={"color": theme.border, "width": 1},
        )
        if n / total >= 0.05:
            figure.add_annotation(
                text=STATUSES[status][0],
                x=(begin + end) / 2,
                y=strip + STRIP / 2,
                font={"size": 15, "color": theme.text},
            )
        line, column = divmod(i, COLUMNS)
        word = "<br>".join(textwrap.wrap(status_label(status, words), 13))
        place: Mark = {"x": column / COLUMNS, "y": strip - 4 - ROW * line, "xanchor": "left", "yanchor": "top"}
        figure.add_annotation(text=bold(words.number(n)), font={"size": 18, "color": theme.text}, **place)
        figure.add_annotation(text=word, yshift=-23, align="left", font={"size": 12, "color": theme.text}, **place)
        begin = end
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_yaxes(visible=False, range=[0, height - 4])
    figure.update_layout(hovermode=False)
    return figure


def _present(counts: Sequence[StatusCount]) -> list[tuple[str, int]]:
    """The statuses with at least one measure, in the fixed order. Raises KeyError for an unknown status."""
    found = {row["status"]: row["n"] for row in counts}
    if unknown := set(found) - set(STATUSES):
        raise KeyError(f"unknown status: {', '.join(sorted(unknown))}")
    return [(status, found[status]) for status in STATUSES if found.get(status)]


def describe_status_counts(counts: Sequence[StatusCount], *, words: Words) -> str:
    """The strip in one sentence: `Indicatori per stato: in linea 5, in ritardo 2.`"""
    parts = [f"{words.t(STATUSES[status][1])} {words.number(n)}" for status, n in _present(counts)]
    return words.t("Indicators by status: {parts}.", parts=", ".join(parts) if parts else words.no_data)
