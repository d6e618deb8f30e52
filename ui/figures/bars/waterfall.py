"""From what firms ask for to what would be left, each step hanging from the last; a missing one is an open slot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from texts.translator import Words
from ui.figures.base.canvas import blank, may_show, number, reason, status_line
from ui.figures.base.drawing import Drawing, bar
from ui.figures.base.named_rows import BAR, bar_at, label, rows, span
from ui.figures.base.rich_text import HOVER_TEXT, bold
from ui.style.theme import Theme

LEVEL, FALL = "level", "fall"


class Step(TypedDict):
    """A step: ``low`` and ``high`` differ where only a range is known; ``start``: what a FALL hangs from."""

    name: str
    kind: str
    low: float | None
    high: float | None
    start: float | None
    sign: str
    status: str | None


def waterfall(steps: Sequence[Step], *, unit: str, words: Words, theme: Theme) -> Drawing:
    """Draw steps in their order, first on top.

    ``kind`` level: a bar from zero to low, and hatched on to high. ``kind`` fall: a bar that hangs from ``start``
    back to start - low, and hatched on to start - high. Low and high differ where only a range is known. A step
    without a number is an open dashed slot as wide as ``start`` (what it could be at most), with its sign.
    """
    drawn = _controlled(steps)
    if not drawn:
        return blank(words, theme, 120)
    texts = [_said(row, unit, words) for row in drawn]
    figure = rows([row["name"] for row in drawn], texts, words, theme)
    ends = [end for row in drawn for end in (row["high"], row["start"]) if end is not None]
    for place, row in enumerate(drawn):
        if row["low"] is None:
            _slot(figure, place, row, texts[place], theme)
            continue
        first, firm, furthest = _ends(row)
        _bar(figure, place, first, firm, row, texts[place], theme, words, hatched=False)
        if furthest != firm:
            _bar(figure, place, firm, furthest, row, texts[place], theme, words, hatched=True)
        label(figure, place, max(first, firm, furthest), texts[place], theme.text)
    span(figure, ends)
    figure.update_layout(barmode="overlay")
    return figure


def describe_waterfall(steps: Sequence[Step], *, unit: str, words: Words, name: str) -> str:
    """Every step in words, the missing ones with their reason."""
    told = [f"{row['name']} {_said(row, unit, words)}" for row in _controlled(steps)]
    return f"{name}: {'; '.join(told) or words.no_data}."


def _controlled(steps: Sequence[Step]) -> list[Step]:
    """The rows without the numbers of suppressed steps."""
    return [
        {**row, "low": may_show(row["low"], row["sign"]), "high": may_show(row["high"], row["sign"]),
         "start": number(row["start"])}
        for row in steps
    ]  # fmt: skip


def _ends(row: Step) -> tuple[float, float, float]:
    """Where a step begins, how far it certainly goes, and how far it may go."""
    low, high, start = row["low"] or 0.0, row["high"] or 0.0, row["start"] or 0.0
    return (0.0, low, high) if row["kind"] == LEVEL else (start, start - low, start - high)


def _bar(
    figure: Drawing, place: int, first: float, last: float, row: Step, text: str, theme: Theme, words: Words, *,
    hatched: bool,
) -> None:  # fmt: skip
    color = theme.main if row["kind"] == LEVEL else theme.no_data
    said = f"{bold(row['name'])}<br>{text}{status_line(row['status'], words)}"
    figure.add_trace(
        bar(
            name="range" if hatched else "step", orientation="h", base=[min(first, last)], x=[abs(last - first)],
            y=[bar_at(place)], width=BAR, hovertext=[said], hovertemplate=HOVER_TEXT,
            marker={"color": color, "pattern": {"shape": "/" if hatched else "", "fillmode": "replace", "size": 6,
                                                "solidity": 0.3}},
        )
    )  # fmt: skip


def _slot(figure: Drawing, place: int, row: Step, text: str, theme: Theme) -> None:
    """The place of a step that is not known, with its sign behind it."""
    widest = row["start"] or 0.0
    if widest:
        sides = {"x0": 0, "x1": widest, "y0": bar_at(place) - BAR / 2, "y1": bar_at(place) + BAR / 2}
        figure.add_shape(type="rect", line={"color": theme.border, "width": 1, "dash": "dash"}, **sides)
    label(figure, place, widest, text, theme.muted)


def _said(row: Step, unit: str, words: Words) -> str:
    if row["low"] is None:
        return reason(row["sign"], words)
    if row["low"] == row["high"]:
        return words.value(row["low"], unit)
    return words.t("{low} to {high}", low=words.value(row["low"], unit), high=words.value(row["high"], unit))
