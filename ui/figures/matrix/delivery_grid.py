"""Who sent data for which month: a grid of rows by month, data, some, none, not due; each sign is a shape as well."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from texts.translator import Words
from ui.figures.base.canvas import blank, canvas, note
from ui.figures.base.drawing import Drawing, heatmap
from ui.figures.base.rich_text import HOVER_TEXT, shorten
from ui.figures.matrix.delivery_text import (
    ALL,
    NONE,
    SOME,
    Line,
    describe_delivery_grid,
    hover_text,
    key_lines,
    sign_of,
)
from ui.style.theme import Theme

__all__ = ["Line", "delivery_grid", "describe_delivery_grid"]

GLYPHS = {ALL: "", SOME: "◇", NONE: "×"}
ROW, HEAD, KEY_LINE = 22, 44, 17
LONGEST_NAME = 22


def delivery_grid(lines: Sequence[Line], *, words: Words, theme: Theme, limit: int = 24) -> Drawing:
    """Draw rows by month. Beyond ``limit`` rows those with the most gaps are drawn, and a line counts the others."""
    months = sorted({month for line in lines for _, expected, _ in line.senders for month in expected})
    if not months:
        return blank(words, theme, 160)
    drawn, left_out = _drawn(lines, limit)
    cells = [[line.cell(month) for month in months] for line in drawn]
    signs = [[sign_of(due, len(absent)) for due, absent in row] for row in cells]
    foot = key_lines(signs, left_out, words)
    height = ROW * len(drawn) + HEAD + KEY_LINE * len(foot) + 12
    figure = canvas(words, theme, height, l=8, r=6, t=HEAD, b=KEY_LINE * len(foot) + 12)
    order = [NONE, SOME, ALL]
    figure.add_trace(
        heatmap(
            name="months",
            z=[[None if sign is None else order.index(sign) for sign in row] for row in signs],
            x=list(range(len(months))),
            y=list(range(len(drawn))),
            text=[["" if sign is None else GLYPHS[sign] for sign in row] for row in signs],
            texttemplate="%{text}",
            textfont={"size": 11, "color": theme.text},
            xgap=1,
            ygap=3,
            hoverongaps=False,
            hovertext=[
                [hover_text(line.name, month, *cell, words) for month, cell in zip(months, row, strict=True)]
                for line, row in zip(drawn, cells, strict=True)
            ],
            hovertemplate=HOVER_TEXT,
            showscale=False,
            zmin=-0.5,
            zmax=2.5,
            colorscale=_steps([theme.surface, theme.status_grounds["slightly_late"], theme.sequential[2]]),
        )
    )
    _axes(figure, months, [line.name for line in drawn], words)
    figure.add_annotation(
        note(theme, "<br>".join(foot), x=1, xref="paper", y=0, yref="paper", xanchor="right", yanchor="top",
             yshift=-6, align="right")
    )  # fmt: skip
    return figure


def _drawn(lines: Sequence[Line], limit: int) -> tuple[list[Line], list[Line]]:
    """The rows to draw in the order given, and those left out: the ones with the fewest gaps."""
    if len(lines) <= limit:
        return list(lines), []
    worst = sorted(range(len(lines)), key=lambda place: -lines[place].gaps)[:limit]
    kept = set(worst)
    return [line for place, line in enumerate(lines) if place in kept], [
        line for place, line in enumerate(lines) if place not in kept
    ]


def _steps(colours: list[str]) -> list[list[float | str]]:
    """A colour scale of plain steps: nothing lies between two signs."""
    width = 1 / len(colours)
    return [[min((at + side) * width, 1.0), colour] for at, colour in enumerate(colours) for side in (0, 1)]


def _axes(figure: Drawing, months: list[datetime], names: list[str], words: Words) -> None:
    every = 6 if len(months) > 8 else 1
    ticks = [at for at, month in enumerate(months) if every == 1 or month.month % every == 1]
    figure.update_xaxes(
        side="top",
        ticks="",
        showgrid=False,
        tickvals=ticks,
        ticktext=[words.short_month(months[at]).replace(" ", "<br>") for at in ticks],
    )
    written = [shorten(name, LONGEST_NAME) for name in names]
    figure.update_yaxes(
        range=[len(names) - 0.5, -0.5],
        ticks="",
        tickvals=list(range(len(names))),
        ticktext=written,
        showgrid=False,
    )
    figure.keep_left(written)
