"""Measures by territory: a table of status glyphs, in which colour only supports."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from ui.figures.base import blank, canvas, safe, shorten
from ui.theme import SMALL, STATUSES, Theme, status_label
from ui.words import Words

ROW = 24
HEADER = 150
LEGEND = 44
LONGEST_NAME = 18
LONGEST_HEADER = 26


def status_heat(rows: pd.DataFrame, *, words: Words, theme: Theme) -> go.Figure:
    """Draw rows (territory_name, kpi_name, status, attainment as 0 to 1 or missing), territories downwards.

    Territories and measures keep the order in which the frame first names them; a pair without a row stays
    empty. Raises KeyError for an unknown status.
    """
    if rows.empty:
        return blank(words, theme, 160)
    territories, kpis = list(rows["territory_name"].unique()), list(rows["kpi_name"].unique())
    pairs = zip(rows["territory_name"], rows["kpi_name"], strict=True)
    cells = dict(zip(pairs, zip(rows["status"], rows["attainment"], strict=True), strict=True))
    if unknown := {status for status, _ in cells.values()} - set(STATUSES):
        raise KeyError(f"unknown status: {', '.join(sorted(unknown))}")
    order = list(STATUSES)
    z: list[list[int | None]] = []
    glyphs, hovers = [], []
    for territory in territories:
        line = [cells.get((territory, kpi)) for kpi in kpis]
        z.append([order.index(cell[0]) if cell else None for cell in line])
        glyphs.append([STATUSES[cell[0]][0] if cell else "" for cell in line])
        hovers.append([_hover(territory, kpi, cell, words) for kpi, cell in zip(kpis, line, strict=True)])
    figure = canvas(words, theme, ROW * len(territories) + HEADER + LEGEND, l=8, r=4, t=HEADER, b=LEGEND)
    figure.add_trace(
        go.Heatmap(
            name="status",
            z=z,
            x=list(range(len(kpis))),
            y=list(range(len(territories))),
            text=glyphs,
            texttemplate="%{text}",
            textfont={"size": 14, "color": theme.text},
            xgap=2,
            ygap=2,
            hoverongaps=False,
            hovertext=hovers,
            hovertemplate="%{hovertext}<extra></extra>",
            showscale=False,
            zmin=-0.5,
            zmax=len(order) - 0.5,
            colorscale=_steps([theme.status_grounds[s] for s in order]),
        )
    )
    figure.update_xaxes(
        side="top",
        tickangle=-90,
        ticks="",
        tickvals=list(range(len(kpis))),
        showgrid=False,
        ticktext=[shorten(kpi, LONGEST_HEADER) for kpi in kpis],
    )
    figure.update_yaxes(
        autorange="reversed",
        ticks="",
        tickvals=list(range(len(territories))),
        automargin=True,
        showgrid=False,
        ticktext=[shorten(territory, LONGEST_NAME) for territory in territories],
    )
    _key(figure, [s for s in order if any(cell[0] == s for cell in cells.values())], words, theme)
    return figure


def _steps(colours: list[str]) -> list[list[float | str]]:
    """A colour scale of plain steps: each status has its own colour, nothing lies between two."""
    width = 1 / len(colours)
    return [[min((i + side) * width, 1.0), c] for i, c in enumerate(colours) for side in (0, 1)]


def _hover(territory: str, kpi: str, cell: tuple[str, float] | None, words: Words) -> str:
    head = f"<b>{safe(territory)}</b><br>{safe(kpi)}<br>"
    if cell is None:
        return head + words.no_data
    status, attainment = cell
    text = head + status_label(status, words)
    if pd.notna(attainment):
        text += "<br>" + words.t("{share} of the way to the proposed target", share=words.percent(attainment * 100, 0))
    return text


def _key(figure: go.Figure, present: list[str], words: Words, theme: Theme) -> None:
    """What the glyphs mean, in two lines under the table, from the left edge of the figure."""
    labels = [status_label(status, words).replace(" ", "\u00a0") for status in present]
    half = min(len(labels), 4)
    text = "<br>".join("   ".join(part) for part in (labels[:half], labels[half:]) if part)
    figure.add_annotation(
        text=text,
        x=1,
        xref="paper",
        y=0,
        yref="paper",
        xanchor="right",
        yanchor="top",
        yshift=-6,
        align="right",
        font={"size": SMALL, "color": theme.muted},
    )


def describe_status_heat(rows: pd.DataFrame, *, words: Words) -> str:
    """How many pairs of territory and measure are in each status."""
    if rows.empty:
        return words.t("Indicators by territory: {parts}.", parts=words.no_data)
    found = rows["status"].value_counts()
    parts = [f"{words.t(STATUSES[s][1])} {words.number(int(found[s]))}" for s in STATUSES if s in found]
    size = words.t(
        "{kpis} indicators for {territories} territories",
        kpis=rows["kpi_name"].nunique(),
        territories=rows["territory_name"].nunique(),
    )
    return words.t("Indicators by territory: {parts}.", parts=f"{size}; {', '.join(parts)}")
