"""The small line of a tile: the figures, the proposed path in grey, and a dot at the latest figure."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from ui.figures.base import canvas, days, nice_range, plain, shown
from ui.figures.trajectory import describe_trajectory
from ui.figures.trajectory_layers import with_gaps
from ui.theme import Theme
from ui.words import Words

HEIGHT = 56


def sparkline(history: pd.DataFrame, plan: pd.DataFrame, *, words: Words, theme: Theme) -> go.Figure:
    """Draw history (month, value, sign, status) and plan (due_on, value) without axes, text or hover.

    With nothing to draw the figure is a short grey rule: the tile itself says "nessun dato".
    """
    figure = canvas(words, theme, HEIGHT, l=6, r=6, t=6, b=6)
    figure.update_layout(hovermode=False)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    known = list(shown(history).dropna()) if len(history) else []
    goals = list(plan["value"].dropna()) if len(plan) else []
    if not known and not goals:
        figure.add_shape(
            type="line",
            x0=0,
            x1=1,
            xref="paper",
            y0=0.5,
            y1=0.5,
            yref="paper",
            line={"color": theme.no_data, "width": 1, "dash": "dot"},
        )
        return figure
    figure.update_yaxes(range=list(nice_range([*known, *goals])))
    if goals:
        path = plan.sort_values("due_on")
        figure.add_trace(
            go.Scatter(
                name="plan",
                x=days(path["due_on"]),
                y=plain(path["value"]),
                mode="lines",
                line={"color": theme.plan, "width": 1, "dash": "dash"},
            )
        )
    if known:
        frame = with_gaps(history)
        last = frame["value"].last_valid_index()
        alone = frame["value"].notna() & frame["value"].shift().isna() & frame["value"].shift(-1).isna()
        figure.add_trace(
            go.Scatter(
                name="history",
                x=days(frame["month"]),
                y=plain(frame["value"]),
                mode="lines+markers",
                connectgaps=False,
                cliponaxis=False,
                line={"color": theme.main, "width": 2},
                marker={
                    "color": theme.main,
                    "size": [8 if i == last else 4 if lone else 0 for i, lone in alone.items()],
                },
            )
        )
    return figure


def describe_sparkline(history: pd.DataFrame, plan: pd.DataFrame, *, unit: str, words: Words, name: str) -> str:
    """The same sentence as for the large figure, without a projection."""
    return describe_trajectory(history, plan, None, unit=unit, words=words, name=name)
