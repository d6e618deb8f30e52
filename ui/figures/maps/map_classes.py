"""The classes of a map: bounds, colours, and the legend drawn under the shapes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

import numpy as np

from texts.translator import Words
from ui.figures.base.canvas import note, plain
from ui.figures.base.drawing import Drawing
from ui.style.theme import Theme

CLASSES = 5
CELL = 56
COUNTS = ("count", "distinct", "euro")
LEGEND_PLACE = {"xref": "paper", "yref": "paper", "x": 0.5, "y": 0, "yanchor": "top", "xanchor": "center"}


def class_edges(values: Iterable[float | None]) -> list[float]:
    """The bounds of at most five classes with about as many territories each.

    With up to five distinct values each is a class of its own: the values, the last one twice. Classes of
    whole numbers have whole bounds.
    """
    known = [value for value in plain(values) if value is not None]
    distinct = sorted(set(known))
    if len(distinct) <= CLASSES:
        return [*distinct, *distinct[-1:]]
    whole = all(value.is_integer() for value in known)
    method: Any = "higher" if whole else "linear"
    return [float(e) for e in np.unique(np.quantile(known, np.linspace(0, 1, CLASSES + 1), method=method))]


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
    figure: Drawing,
    edges: list[float],
    colours: list[str],
    unit: str,
    words: Words,
    theme: Theme,
    kind: str | None = None,
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
    # single values stand under their cells, bounds between two
    single = len(edges) > 1 and edges[-1] == edges[-2]
    bounds = edges[:-1] if single else edges
    shift = left + (CELL / 2 if single else 0)
    for i, text in enumerate(bound_labels(bounds, unit, words, kind)):
        figure.add_annotation(note(theme, text, xshift=shift + CELL * i, yshift=-27, font={"size": 11}, **LEGEND_PLACE))
    add_missing_key(figure, words, theme)


def add_missing_key(figure: Drawing, words: Words, theme: Theme) -> None:
    """The two signs of a missing figure."""
    missing = f"▨ {words.no_data}   * {words.t('suppressed for confidentiality')}"
    figure.add_annotation(note(theme, missing, yshift=-52, **LEGEND_PLACE))


def bound_labels(bounds: list[float], unit: str, words: Words, kind: str | None = None) -> list[str]:
    """Class bounds as written, all with the same decimals: none for counts, else as few as tell them apart."""
    write = words.percent if unit == "percent" else words.number
    if kind in COUNTS or (unit in ("number", "euro", "persons") and all(float(b).is_integer() for b in bounds)):
        return [write(b, 0) for b in bounds]
    start = {"percent": 1, "score": 2}.get(unit, 0 if any(abs(b) >= 100 for b in bounds) else 1)
    for decimals in range(start, 4):
        labels = [write(b, decimals) for b in bounds]
        if len(set(labels)) == len(set(bounds)):
            break
    return labels
