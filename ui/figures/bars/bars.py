"""A few named amounts as bars from zero; an allocated one is hatched and dashed, and each says what it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from texts.translator import Words
from ui.figures.base.canvas import amounts, blank, drawable, reason, status_line
from ui.figures.base.drawing import Drawing, bar
from ui.figures.base.named_rows import BAR, bar_at, label, rows, span
from ui.figures.base.rich_text import HOVER_TEXT, bold
from ui.style.theme import Theme, badge_label

PLAIN = "observed"


class NamedAmount(TypedDict):
    """A named amount, or the sign of its absence."""

    name: str
    value: float | None
    sign: str
    status: str | None


def bars(values: Sequence[NamedAmount], *, unit: str, words: Words, theme: Theme) -> Drawing:
    """Draw values in their order, first on top.

    A status other than observed is written behind the value. A missing or suppressed one has its sign and no bar.
    """
    drawn = drawable(values)
    if not drawn:
        return blank(words, theme, 120)
    texts = [_said(row, unit, words) for row in drawn]
    figure = rows([row["name"] for row in drawn], texts, words, theme)
    allocated = [row["status"] == "allocated" for row in drawn]
    hover = [
        f"{bold(row['name'])}<br>{text if row['value'] is None else words.value(row['value'], unit)}"
        + status_line(row["status"], words)
        for row, text in zip(drawn, texts, strict=True)
    ]
    figure.add_trace(
        bar(
            name="values", orientation="h", x=[row["value"] for row in drawn],
            y=[bar_at(place) for place in range(len(drawn))], width=BAR,
            marker={
                "color": [theme.plan if split else theme.main for split in allocated],
                "pattern": {"shape": ["/" if split else "" for split in allocated], "fillmode": "replace", "size": 6,
                            "solidity": 0.3},
            },
            hovertext=hover, hovertemplate=HOVER_TEXT,
        )
    )  # fmt: skip
    for place, (row, text, split) in enumerate(zip(drawn, texts, allocated, strict=True)):
        there, end = row["value"] is not None, row["value"] or 0.0
        if there and split:
            sides = {"x0": 0, "x1": end, "y0": bar_at(place) - BAR / 2, "y1": bar_at(place) + BAR / 2}
            figure.add_shape(type="rect", line={"color": theme.plan, "width": 1, "dash": "dash"}, **sides)
        label(figure, place, end, text, theme.text if there else theme.muted)
    span(figure, amounts(drawn))
    return figure


def describe_bars(values: Sequence[NamedAmount], *, unit: str, words: Words, name: str) -> str:
    """Every amount in words, with its status where it is not observed."""
    pairs = [f"{row['name']} {_said(row, unit, words)}" for row in drawable(values)]
    return f"{name}: {'; '.join(pairs) or words.no_data}."


def _said(row: NamedAmount, unit: str, words: Words) -> str:
    if row["value"] is None:
        return reason(row["sign"], words)
    written = words.value(row["value"], unit)
    status = row["status"] or PLAIN
    return written if status == PLAIN else f"{written} {badge_label(status, words)}"
