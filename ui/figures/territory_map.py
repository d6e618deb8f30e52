"""A map of territories as plain shapes: no tiles, no fetched outline, so that it prints and works offline."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ui.figures.base import blank, canvas
from ui.figures.map_classes import add_legend, class_colours, class_edges, class_of
from ui.figures.territories import controlled, hover, is_hidden, summary
from ui.theme import Theme
from ui.words import Words

HEIGHT = 580
# one degree of longitude is this much shorter than one of latitude in the middle of Italy
ASPECT = 1 / math.cos(math.radians(42.5))


def territory_map(
    shapes: dict[str, Any],
    values: pd.DataFrame,
    *,
    unit: str,
    words: Words,
    theme: Theme,
    selected: str | None = None,
    name: str = "",
) -> go.Figure:
    """Draw values (territory, name, value, sign, units, numerator, denominator, status) on GeoJSON shapes.

    Each feature has the properties `code` and `points` ([lon, lat] inside it); the last trace, "targets",
    lies invisibly on those points and carries the territory code as customdata, for hover and click.
    `name` is the measure, told on hover.
    """
    features = shapes.get("features", [])
    if not features or values.empty:
        return blank(words, theme, HEIGHT)
    frame = controlled(values).set_index("territory")
    edges = class_edges(frame["value"])
    colours = class_colours(len(edges) - 1, theme)
    figure = canvas(words, theme, HEIGHT, l=4, r=4, t=4, b=84)
    # the selected one last, so that its outline lies over its neighbours'
    for feature in sorted(features, key=lambda f: f["properties"]["code"] == selected):
        code = feature["properties"]["code"]
        row = frame.loc[code] if code in frame.index else None
        if code == selected:
            figure.add_trace(_halo(feature, theme))
        figure.add_trace(_shape(feature, row, edges, colours, theme, bold=code == selected))
        if row is not None and is_hidden(row):
            lon, lat = _middle(feature)
            figure.add_annotation(text="<b>*</b>", x=lon, y=lat, font={"size": 16, "color": theme.text})
    figure.add_trace(_targets(features, frame, unit, words, name))
    add_legend(figure, edges, colours, unit, words, theme)
    figure.update_xaxes(visible=False, constrain="domain")
    figure.update_yaxes(visible=False, constrain="domain", scaleanchor="x", scaleratio=ASPECT)
    return figure


def _shape(
    feature: dict[str, Any],
    row: pd.Series | None,
    edges: list[float],
    colours: list[str],
    theme: Theme,
    *,
    bold: bool,
) -> go.Scatter:
    """One territory as a filled outline; hatched where there is no figure."""
    x, y = _outline(feature)
    known = row is not None and pd.notna(row["value"])
    fill: dict[str, Any]
    if known and row is not None:
        fill = {"fillcolor": colours[class_of(float(row["value"]), edges)]}
    else:
        hidden = row is not None and is_hidden(row)
        fill = {
            "fillpattern": {
                "shape": "." if hidden else "/",
                "fgcolor": theme.no_data,
                "bgcolor": theme.surface,
                "size": 6,
                "solidity": 0.25,
            }
        }
    outline = {"color": theme.text if bold else theme.border, "width": 3 if bold else 0.7}
    return go.Scatter(
        name=feature["properties"]["code"],
        x=x,
        y=y,
        mode="lines",
        fill="toself",
        line=outline,
        hoverinfo="skip",
        **fill,
    )


def _halo(feature: dict[str, Any], theme: Theme) -> go.Scatter:
    """A clear line under the selected outline, so that it stands out from the darkest class too."""
    x, y = _outline(feature)
    line = {"color": theme.background, "width": 7}
    return go.Scatter(name="halo", x=x, y=y, mode="lines", line=line, hoverinfo="skip")


def _outline(feature: dict[str, Any]) -> tuple[list[float | None], list[float | None]]:
    """All rings of a Polygon or MultiPolygon in one line, the pen lifted (None) between two rings."""
    geometry = feature["geometry"]
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    x: list[float | None] = []
    y: list[float | None] = []
    for ring in (ring for polygon in polygons for ring in polygon):
        x += [*([None] if x else []), *[point[0] for point in ring]]
        y += [*([None] if y else []), *[point[1] for point in ring]]
    return x, y


def _targets(features: list[dict[str, Any]], frame: pd.DataFrame, unit: str, words: Words, measure: str) -> go.Scatter:
    """All interior points in one invisible trace."""
    x, y, codes, texts = [], [], [], []
    for feature in features:
        code = feature["properties"]["code"]
        text = hover(frame.loc[code], unit, words, measure) if code in frame.index else f"{code}<br>{words.no_data}"
        for lon, lat in feature["properties"]["points"]:
            x.append(lon)
            y.append(lat)
            codes.append([code])
            texts.append(text)
    invisible = {"marker": {"opacity": 0}}
    return go.Scatter(
        name="targets",
        x=x,
        y=y,
        mode="markers",
        marker={"size": 14, "opacity": 0},
        customdata=codes,
        hovertext=texts,
        hovertemplate="%{hovertext}<extra></extra>",
        selected=invisible,
        unselected=invisible,
    )


def _middle(feature: dict[str, Any]) -> tuple[float, float]:
    """The interior point nearest to the middle of the interior points."""
    points = np.array(feature["properties"]["points"], dtype=float)
    nearest = points[np.argmin(((points - points.mean(axis=0)) ** 2).sum(axis=1))]
    return float(nearest[0]), float(nearest[1])


def describe_territory_map(values: pd.DataFrame, *, unit: str, words: Words, name: str) -> str:
    """The map in one sentence: how many territories, the highest, the lowest, what is missing."""
    return f"{name}: {'; '.join(summary(values, unit, words))}."
