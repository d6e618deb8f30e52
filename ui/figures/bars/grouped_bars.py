"""Named values as horizontal bars on one scale, in the frame's order and under headings where they have groups."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import groupby

from reads.records import NamedFigure, grouped
from texts.translator import Words
from ui.figures.base.canvas import amounts, blank, brief, canvas, drawable, note, reason, with_value
from ui.figures.base.drawing import Drawing, bar
from ui.figures.base.rich_text import HOVER_TEXT, bold, shorten
from ui.figures.base.territories import hover
from ui.style.theme import SMALL, Theme

ROW, TALL_ROW, FOOT, LINE = 28, 37, 12, 22
ROOM = 1.32  # the scale ends so far beyond the longest bar, for its number


class GroupedRow(NamedFigure):
    """A named value, and the heading that it stands under, '' for none."""

    group: str


class DrawnRow(GroupedRow):
    """A value at its place on the axis."""

    position: int


def grouped_bars(
    values: Sequence[GroupedRow], *, unit: str, words: Words, theme: Theme, kind: str | None = None
) -> Drawing:  # fmt: skip
    """Draw values in their order, first on top; zero is a bar of no length.

    A row without a figure has its reason in the bar's place. Each group has one line for its heading.
    """
    drawn: list[DrawnRow] = []
    heads: list[tuple[int, str]] = []
    for group, own in groupby(drawable(values), lambda row: row["group"]):
        heads += [(len(drawn) + len(heads), group)] if group else []
        drawn += [{**row, "position": len(heads) + at} for at, row in enumerate(own, len(drawn))]
    if not drawn:
        return blank(words, theme, 160)
    lines, rows = len(drawn) + len(heads), with_value(drawn)
    written = [in_lines(row["name"]) for row in drawn]
    tall = TALL_ROW if any("<br>" in name for name in written) else ROW
    figure = canvas(words, theme, tall * lines + FOOT + 8, l=8, r=8, t=8, b=FOOT)
    figure.add_trace(
        bar(
            name="values", orientation="h", x=[row["value"] for row in rows], y=[row["position"] for row in rows],
            marker={"color": theme.main}, width=0.62,
            hovertext=[hover(row, unit, words, kind=kind) for row in rows],
            hovertemplate=HOVER_TEXT,
        )
    )  # fmt: skip
    for row in drawn:
        told = row["value"] is not None
        figure.add_annotation(
            note(theme, words.figure(row, unit) if told else brief(row["sign"], words), x=row["value"] if told else 0,
                 y=row["position"], xanchor="left", xshift=4,
                 font={"color": theme.text if told else theme.muted, "size": SMALL})
        )  # fmt: skip
    for place, group in heads:
        figure.add_annotation(note(theme, bold(group), x=0, xref="paper", y=place, xanchor="left",
                                   font={"color": theme.text}))  # fmt: skip
    most = max(amounts(rows), default=0.0)
    figure.update_xaxes(range=[0, (most or 1.0) * ROOM], visible=False)
    figure.update_yaxes(
        range=[lines - 0.45, -0.55],
        tickvals=[row["position"] for row in drawn], ticktext=written,
        tickfont={"color": theme.text, "size": SMALL}, showgrid=False,
    )  # fmt: skip
    figure.keep_left(written)
    return figure


def in_lines(name: object, most: int = 2) -> str:
    """A long name in some lines, the last of them cut, so that telephones keep room for bars; safe text."""
    lines = textwrap.wrap(str(name), LINE) or [""]
    lines = [*lines[: most - 1], " ".join(lines[most - 1 :])] if len(lines) > most else lines
    return "<br>".join(shorten(line, LINE) + " " for line in lines)


def describe_grouped_bars(values: Sequence[GroupedRow], *, unit: str, words: Words, name: str) -> str:
    """Every bar in words, group by group: `Elenco 1: Robotica 12 %, …`."""
    rows = drawable(values)
    if not rows:
        return f"{name}: {words.no_data}."
    told = []
    for group, own in grouped(rows, lambda row: row["group"]).items():
        parts = [f"{row['name']} {reason(row['sign'], words) if row['value'] is None else words.figure(row, unit)}"
                 for row in own]  # fmt: skip
        told.append((f"{group}: " if group else "") + "; ".join(parts))
    return f"{name}. {'. '.join(told)}."
