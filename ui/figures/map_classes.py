"""The classes of a map: bounds, colours, and the legend drawn under the shapes."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ui.figures.base import note
from ui.theme import Theme
from ui.words import Words

CLASSES = 5
CELL = 56


def class_edges(values: pd.Series) -> list[float]:
    """The bounds of at most five classes with about as many territories each; fewer when values are few."""
    known = values.dropna()
    if known.empty:
        return []
    count = min(CLASSES, max(1, known.nunique() // 2))
    edges = np.unique(np.quantile(known, np.linspace(0, 1, count + 1)))
    return [float(e) for e in edges] if len(edges) > 1 else [float(edges[0])] * 2


def class_colours(count: int, theme: Theme) -> list[str]:
    """So many steps of the theme's single-hue scale, spread over its whole length."""
    steps = len(theme.sequential) - 1
    return [
        theme.sequential[round(steps * (i + 1) / 2) if count < 3 else round(steps * i / (count - 1))]
        for i in range(count)
    ]


def class_of(value: float, edges: list[float]) -> int:
    """The class of a value; a value on a bound belongs to the class above it."""
    return min(max(bisect_right(edges[1:-1], value), 0), len(edges) - 2)


def add_legend(
    figure: go.Figure, edges: list[float], colours: list[str], unit: str, words: Words, theme: Theme
) -> None:
    """Under the map: the classes as one bar with their bounds, then the two signs of a missing figure."""
    left = -CELL * len(colours) / 2
    for i, colour in enumerate(colours):
        figure.add_shape(
            type="rect",
            xref="paper",
            yref="paper",
            xsizemode="pixel",
            ysizemode="pixel",
            xanchor=0.5,
            yanchor=0,
            x0=left + CELL * i,
            x1=left + CELL * (i + 1),
            y0=-26,
            y1=-14,
            fillcolor=colour,
            line={"color": theme.border, "width": 0.7},
        )
    bounds = edges if len(set(edges)) > 1 else edges[:1]
    step = CELL if len(bounds) > 1 else 0
    shift = left if len(bounds) > 1 else 0
    place = {"xref": "paper", "yref": "paper", "x": 0.5, "y": 0, "yanchor": "top", "xanchor": "center"}
    for i, bound in enumerate(bounds):
        figure.add_annotation(
            note(
                theme,
                _bound(bound, unit, words),
                xshift=shift + step * i,
                yshift=-27,
                font={"size": 11},
                **place,
            )
        )
    missing = f"▨ {words.no_data}   * {words.t('suppressed for confidentiality')}"
    figure.add_annotation(note(theme, missing, yshift=-52, **place))


def _bound(value: float, unit: str, words: Words) -> str:
    """A class bound, short enough for its cell."""
    if unit == "percent":
        return words.percent(value)
    return words.number(value, 0 if abs(value) >= 100 else 2 if unit == "score" else 1)
