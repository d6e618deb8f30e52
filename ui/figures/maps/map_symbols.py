"""Counts on a map: circles whose area is in proportion, since a large territory must not look like a large count."""

from __future__ import annotations

import math

import numpy as np

from texts.translator import Words
from ui.figures.base.canvas import note
from ui.figures.base.drawing import Drawing, Mark, scatter
from ui.figures.base.rich_text import HOVER_TEXT
from ui.figures.maps.map_classes import LEGEND_PLACE, add_missing_key
from ui.style.theme import Theme

LARGEST = 46.0  # px across, of the largest of few territories
MANY = 40


def diameter(value: float, top: float, largest: float) -> float:
    """Px across of a circle whose area is in proportion to `value`; none for zero."""
    return largest * math.sqrt(max(value, 0.0) / top) if top > 0 else 0.0


def largest_for(count: int) -> float:
    """Px across of the largest circle: smaller where many territories share the map."""
    return LARGEST if count <= MANY else LARGEST * 0.75


def add_circles(
    figure: Drawing,
    places: dict[str, tuple[float, float]],
    values: dict[str, float | None],
    texts: dict[str, str],
    theme: Theme,
) -> None:
    """One trace, "symbols": a circle at each place (code to lon, lat) in the size of its value, largest below.

    `values` are by code; a circle answers hover and click like the territory itself.
    """
    known = {code: value for code, value in values.items() if value is not None}
    codes = sorted((code for code in known if code in places), key=lambda code: -known[code])
    top, largest = max(known.values(), default=0.0), largest_for(len(values))
    steady = {"marker": {"opacity": 0.75}}
    figure.add_trace(
        scatter(
            name="symbols",
            x=[places[code][0] for code in codes],
            y=[places[code][1] for code in codes],
            mode="markers",
            marker={
                "size": [diameter(known[code], top, largest) for code in codes],
                "color": theme.main,
                "opacity": 0.75,
                "line": {"color": theme.background, "width": 1},
            },
            customdata=[[code] for code in codes],
            hovertext=[texts[code] for code in codes],
            hovertemplate=HOVER_TEXT,
            selected=steady,
            unselected=steady,
            cliponaxis=False,
        )
    )


def legend_sizes(top: float) -> list[float]:
    """Two round numbers to read circles by: the largest that is on the map, and about a fifth of it."""
    large = _round_down(top)
    small = _round_down(large / 5)
    return [large] if small < 1 and large <= 1 else [large, max(small, 1.0)]


def _round_down(value: float) -> float:
    if value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(m * power for m in (5, 2, 1) if m * power <= value * (1 + 1e-9))


def add_circle_legend(
    figure: Drawing, values: dict[str, float | None], unit: str, words: Words, theme: Theme
) -> None:  # fmt: skip
    """Under the map: two circles with the numbers they stand for, then the signs of a missing figure."""
    top = max((value for value in values.values() if value is not None), default=0.0)
    step = 130
    sizes = [size for size in legend_sizes(top) if size > 0] if top > 0 else []
    for i, size in enumerate(sizes):
        across = diameter(size, top, largest_for(len(values)))
        middle = step * (i - (len(sizes) - 1) / 2) - 30
        place: Mark = {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel"}
        figure.add_shape(
            type="circle",
            xanchor=0.5,
            yanchor=0,
            x0=middle - across / 2,
            x1=middle + across / 2,
            y0=-25 - across / 2,
            y1=-25 + across / 2,
            line={"color": theme.muted, "width": 1.2},
            **place,
        )
        at = LEGEND_PLACE | {"xanchor": "left", "yanchor": "middle"}
        label = words.value(size, unit, 0)
        figure.add_annotation(note(theme, label, xshift=middle + across / 2 + 5, yshift=-25, **at))
    add_missing_key(figure, words, theme)


def middle_of(points: list[list[float]]) -> tuple[float, float]:
    """The interior point nearest to the middle of the interior points."""
    found = np.array(points, dtype=float)
    nearest = found[np.argmin(((found - found.mean(axis=0)) ** 2).sum(axis=1))]
    return float(nearest[0]), float(nearest[1])
