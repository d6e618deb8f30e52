"""Who sent data for which month: a grid of rows by month, data, some, none, not due; each sign is a shape as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from ui.figures.base import blank, canvas, note, safe, shorten
from ui.theme import Theme
from ui.words import Words

ALL, SOME, NONE = "all", "some", "none"
GLYPHS = {ALL: "", SOME: "◇", NONE: "×"}
ROW, HEAD, KEY_LINE = 22, 44, 17
LONGEST_NAME = 22
MOST_NAMED = 3  # senders that a hover text names before it counts


@dataclass(frozen=True)
class Line:
    """One row: its name, and the senders in it as (name, months due, months sent)."""

    name: str
    senders: tuple[tuple[str, frozenset[pd.Timestamp], frozenset[pd.Timestamp]], ...]

    def cell(self, month: pd.Timestamp) -> tuple[int, list[str]]:
        """How many senders were due to send for a month, and the names of those that did not."""
        due = [(name, sent) for name, expected, sent in self.senders if month in expected]
        return len(due), [name for name, sent in due if month not in sent]

    @property
    def gaps(self) -> int:
        """Months due without data, over all senders."""
        return sum(len(expected - sent) for _, expected, sent in self.senders)


def sign_of(due: int, absent: int) -> str | None:
    """The sign of a cell; None where nothing was due."""
    if not due:
        return None
    return ALL if not absent else NONE if absent == due else SOME


def delivery_grid(lines: Sequence[Line], *, words: Words, theme: Theme, limit: int = 24) -> go.Figure:
    """Draw rows by month. Beyond ``limit`` rows those with the most gaps are drawn, and a line counts the others."""
    months = sorted({month for line in lines for _, expected, _ in line.senders for month in expected})
    if not months:
        return blank(words, theme, 160)
    drawn, left_out = _drawn(lines, limit)
    cells = [[line.cell(month) for month in months] for line in drawn]
    signs = [[sign_of(due, len(absent)) for due, absent in row] for row in cells]
    foot = _foot(signs, left_out, words)
    height = ROW * len(drawn) + HEAD + KEY_LINE * len(foot) + 12
    figure = canvas(words, theme, height, l=8, r=6, t=HEAD, b=KEY_LINE * len(foot) + 12)
    order = [NONE, SOME, ALL]
    figure.add_trace(
        go.Heatmap(
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
                [_hover(line.name, month, *cell, words) for month, cell in zip(months, row, strict=True)]
                for line, row in zip(drawn, cells, strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            showscale=False,
            zmin=-0.5,
            zmax=2.5,
            colorscale=_steps([theme.surface, theme.status_grounds["slightly_late"], theme.sequential[2]]),
        )
    )
    _axes(figure, months, [line.name for line in drawn], words)
    figure.add_annotation(
        note(theme, "<br>".join(foot), x=0, xref="paper", y=0, yref="paper", xanchor="left", yanchor="top",
             xshift=-2, yshift=-6, align="left")
    )  # fmt: skip
    return figure


def describe_delivery_grid(lines: Sequence[Line], *, name: str, words: Words) -> str:
    """From when to when, how many months are missing, and which rows miss the most."""
    months = sorted({month for line in lines for _, expected, _ in line.senders for month in expected})
    if not months:
        return words.t("{name}: {parts}.", name=name, parts=words.no_data)
    worst = sorted((line for line in lines if line.gaps), key=lambda line: (-line.gaps, line.name))
    span = words.t("from {first} to {last}", first=words.month(months[0]), last=words.month(months[-1]))
    if not worst:
        return words.t("{name}: {parts}.", name=name, parts=f"{span}, {words.t('no month is missing')}")
    told = [
        words.n("{name} {count} month", "{name} {count} months", line.gaps, name=line.name)
        for line in worst[:MOST_NAMED]
    ]
    missing = words.n("{count} month is missing", "{count} months are missing", sum(line.gaps for line in worst))
    most = words.t("most in: {names}", names=words.list_of(told))
    return words.t("{name}: {parts}.", name=name, parts=f"{span}, {missing}; {most}")


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


def _hover(name: str, month: pd.Timestamp, due: int, absent: list[str], words: Words) -> str:
    """Row, month, how many of those due sent, and who did not: ``Lazio, marzo 2019<br>4 su 5; mancano: Roma``."""
    head = f"{safe(name)}, {words.month(month)}"
    if due == 1:
        return f"{head}<br>{words.t('data') if not absent else words.no_data}"
    said = words.t("data from {count} of {total}", count=due - len(absent), total=due)
    if absent:
        more = len(absent) - MOST_NAMED
        named = [safe(one) for one in absent[:MOST_NAMED]] + ([words.number(more) + " +"] if more > 0 else [])
        said += "<br>" + words.t("without data: {names}", names=", ".join(named))
    return f"{head}<br>{said}"


def _foot(signs: list[list[str | None]], left_out: Sequence[Line], words: Words) -> list[str]:
    """What the signs mean, as many as are seen, and how many rows are not drawn."""
    seen = {sign for row in signs for sign in row}
    several = SOME in seen
    said = {
        ALL: words.t("■ data from all") if several else words.t("■ data"),
        SOME: words.t("◇ from some"),
        NONE: words.t("× from none") if several else words.t("× no data"),
        None: words.t("empty: not due"),
    }
    lines = ["   ".join(text for sign, text in said.items() if sign in seen)]
    if left_out:
        gaps = sum(line.gaps for line in left_out)
        lines.append(
            words.n("{count} other row is not drawn", "{count} other rows are not drawn", len(left_out))
            + (words.t(": none misses a month") if not gaps else words.t(": they miss fewer months"))
        )
    return lines


def _axes(figure: go.Figure, months: list[pd.Timestamp], names: list[str], words: Words) -> None:
    every = 6 if len(months) > 8 else 1
    ticks = [at for at, month in enumerate(months) if every == 1 or month.month % every == 1]
    figure.update_xaxes(
        side="top",
        ticks="",
        showgrid=False,
        tickvals=ticks,
        ticktext=[words.short_month(months[at]).replace(" ", "<br>") for at in ticks],
    )
    figure.update_yaxes(
        range=[len(names) - 0.5, -0.5],
        ticks="",
        tickvals=list(range(len(names))),
        ticktext=[shorten(name, LONGEST_NAME) for name in names],
        automargin=True,
        showgrid=False,
    )
