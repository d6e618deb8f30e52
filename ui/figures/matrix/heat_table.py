"""Measures by territory: a table of status glyphs, in which colour only supports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reads.records import SUPPRESSED
from texts.translator import Words
from ui.figures.base.canvas import blank, canvas
from ui.figures.base.drawing import Drawing, heatmap
from ui.figures.base.rich_text import HOVER_TEXT, bold, shorten
from ui.figures.matrix.heat_text import GLYPHS, NO_DATA, StatusCell, headers, hover_text, key_lines, order_of
from ui.style.theme import STATUSES, Theme

ROW = 24
KEY_LINE = 17
LONGEST_NAME = 20
LETTER = 6.6  # px of a letter of a header at 12 px


def status_heat(
    rows: Sequence[StatusCell],
    *,
    words: Words,
    theme: Theme,
    territories: Sequence[str] = (),
    selected: str | None = None,
) -> Drawing:
    """Draw a table, territories downwards.

    A cell without a row or status shows the sign for no data. Territories follow `territories`, which may name some
    that have no row, then the order of the rows; measures follow the rows. `selected` (a territory_name) is
    outlined. Raises KeyError for an unknown status.
    """
    names = list(dict.fromkeys([*territories, *(row["territory_name"] for row in rows)]))
    kpis = list(dict.fromkeys(row["kpi_name"] for row in rows))
    if not kpis:
        return blank(words, theme, 160)
    cells = _cells(rows)
    if unknown := {status for status, _ in cells.values()} - set(STATUSES) - set(GLYPHS):
        raise KeyError(f"unknown status: {', '.join(sorted(unknown))}")
    found = [[cells.get((name, kpi), (NO_DATA, None)) for kpi in kpis] for name in names]
    order = [*STATUSES, *GLYPHS]
    heads = headers(rows, kpis)
    top = round(LETTER * max(len(line) for head in heads for line in head.split("<br>"))) + 16
    key = key_lines(order_of(found), words)
    foot = 12 + KEY_LINE * len(key)
    figure = canvas(words, theme, ROW * len(names) + top + foot, l=8, r=4, t=top, b=foot)
    grounds = [*[theme.status_grounds[s] for s in STATUSES], theme.surface, "rgba(0,0,0,0)"]
    figure.add_trace(
        heatmap(
            name="status",
            z=[[order.index(status) for status, _ in line] for line in found],
            x=list(range(len(kpis))),
            y=list(range(len(names))),
            text=[[GLYPHS.get(s) or STATUSES[s][0] for s, _ in line] for line in found],
            texttemplate="%{text}",
            textfont={"size": 14, "color": theme.text},
            xgap=2,
            ygap=2,
            hovertext=[
                [hover_text(name, kpi, cell, words) for kpi, cell in zip(kpis, line, strict=True)]
                for name, line in zip(names, found, strict=True)
            ],
            hovertemplate=HOVER_TEXT,
            showscale=False,
            zmin=-0.5,
            zmax=len(order) - 0.5,
            colorscale=_steps(grounds),
        )
    )
    written = [shorten(name, LONGEST_NAME) for name in names]
    figure.update_xaxes(
        side="top", tickangle=-90, ticks="", tickvals=list(range(len(kpis))), showgrid=False, ticktext=heads
    )
    figure.update_yaxes(
        range=[len(names) - 0.5, -0.5],
        ticks="",
        tickvals=list(range(len(names))),
        showgrid=False,
        ticktext=[(bold if name == selected else shorten)(name, LONGEST_NAME) for name in names],
    )
    figure.keep_left(written)
    if selected in names:
        at, line = names.index(selected), {"color": theme.text, "width": 2}
        figure.add_shape(
            type="rect", xref="paper", x0=0, x1=1, y0=at - 0.5, y1=at + 0.5, line=line, fillcolor="rgba(0,0,0,0)"
        )
    _key(figure, key, theme)
    return figure


def _cells(rows: Sequence[StatusCell]) -> dict[tuple[str, str], tuple[str, float | None]]:
    """Status and attainment of each pair; a suppressed pair keeps neither."""
    cells: dict[tuple[str, str], tuple[str, float | None]] = {}
    for row in rows:
        pair = row["territory_name"], row["kpi_name"]
        if row["sign"] == SUPPRESSED:
            cells[pair] = (SUPPRESSED, None)
        elif row["status"]:
            cells[pair] = (row["status"], row["attainment"])
    return cells


def _steps(colours: list[str]) -> list[list[float | str]]:
    """A colour scale of plain steps: each status has its own colour, nothing lies between two."""
    width = 1 / len(colours)
    return [[min((i + side) * width, 1.0), c] for i, c in enumerate(colours) for side in (0, 1)]


def _key(figure: Drawing, lines: list[str], theme: Theme) -> None:
    """What the glyphs mean, in short lines under the table, right to the edge of the figure."""
    figure.add_annotation(
        text="<br>".join(lines),
        x=1,
        xref="paper",
        y=0,
        yref="paper",
        xanchor="right",
        yanchor="top",
        yshift=-6,
        align="right",
        font={"size": 12, "color": theme.muted},
    )


def describe_status_heat(rows: Sequence[StatusCell], *, words: Words) -> str:
    """How many pairs of territory and measure are in each status, and how many are suppressed."""
    if not rows:
        return words.t("Indicators by territory: {parts}.", parts=words.no_data)
    found = Counter(status for status, _ in _cells(rows).values())
    parts = [f"{words.t(STATUSES[s][1])} {words.number(found[s])}" for s in STATUSES if s in found]
    if SUPPRESSED in found:
        parts.append(words.t("suppressed: {count}", count=found[SUPPRESSED]))
    size = words.t(
        "{kpis} indicators for {territories} territories",
        kpis=len({row["kpi_name"] for row in rows}),
        territories=len({row["territory_name"] for row in rows}),
    )
    return words.t("Indicators by territory: {parts}.", parts=f"{size}; {', '.join(parts)}")
