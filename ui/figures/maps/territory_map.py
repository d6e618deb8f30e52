"""A map of territories as plain shapes: no tiles, no fetched outline, so that it prints and works offline."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from reads.records import SUPPRESSED, NamedFigure
from texts.translator import Words
from ui.figures.base.canvas import blank, canvas, drawable
from ui.figures.base.drawing import Drawing, Mark, scatter
from ui.figures.base.rich_text import HOVER_TEXT, bold
from ui.figures.base.territories import hover, is_hidden, summary
from ui.figures.maps.boundaries import Feature, Shapes
from ui.figures.maps.map_classes import add_legend, class_colours, class_edges, class_of
from ui.figures.maps.map_symbols import add_circle_legend, add_circles, middle_of
from ui.style.theme import Theme

HEIGHT = 580
# one degree of longitude is this much shorter than one of latitude in the middle of Italy
ASPECT = 1 / math.cos(math.radians(42.5))


def territory_map(
    shapes: Shapes,
    values: Sequence[NamedFigure],
    *,
    unit: str,
    words: Words,
    theme: Theme,
    selected: str | None = None,
    name: str = "",
    kind: str | None = None,
    symbols: bool = False,
) -> Drawing:
    """Draw values on GeoJSON shapes.

    Each feature has the properties `code` and `points` ([lon, lat] inside it); the last trace, "targets",
    lies invisibly on those points and carries the territory code as customdata, for hover and click.
    `name` is the measure and `kind` its kind (count, share, mean, ...), told on hover. `symbols` draws circles
    in proportion on a plain map, which counts need; with a negative value among them colours are kept.
    """
    features = shapes["features"]
    rows = {row["territory"]: row for row in drawable(values)}
    if not features or not rows:
        return blank(words, theme, HEIGHT)
    figures = {code: row["value"] for code, row in rows.items()}
    circles = symbols and not any((value or 0) < 0 for value in figures.values())
    edges = class_edges(figures.values())
    colours = class_colours(len(edges) - 1, theme)
    figure = canvas(words, theme, HEIGHT, l=4, r=4, t=4, b=84)
    # the selected one last, so that its outline lies over its neighbours'
    for feature in sorted(features, key=lambda f: f["properties"]["code"] == selected):
        code = feature["properties"]["code"]
        row = rows.get(code)
        if code == selected:
            figure.add_trace(_halo(feature, theme))
        colour, value = theme.surface, figures.get(code)
        if value is not None and not circles:
            colour = colours[class_of(value, edges)]
        figure.add_trace(_shape(feature, row, colour, theme, bold=code == selected))
        if row is not None and is_hidden(row):
            lon, lat = middle_of(feature["properties"]["points"])
            figure.add_annotation(text=bold(SUPPRESSED), x=lon, y=lat, font={"size": 16, "color": theme.text})
    texts = _texts(features, rows, unit, words, name, kind)
    if circles:
        places = {f["properties"]["code"]: middle_of(f["properties"]["points"]) for f in features}
        add_circles(figure, places, figures, texts, theme)
        add_circle_legend(figure, figures, unit, words, theme)
    else:
        add_legend(figure, edges, colours, unit, words, theme, kind)
    figure.add_trace(_targets(features, texts))
    figure.update_xaxes(visible=False, constrain="domain")
    figure.update_yaxes(visible=False, constrain="domain", scaleanchor="x", scaleratio=ASPECT)
    return figure


def _shape(
    feature: Feature,
    row: NamedFigure | None,
    colour: str,
    theme: Theme,
    *,
    bold: bool,
) -> Mark:
    """One territory as a filled outline; hatched where there is no figure."""
    x, y = _outline(feature)
    known = row is not None and row["value"] is not None
    fill: Mark
    if known:
        fill = {"fillcolor": colour}
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
    return scatter(
        name=feature["properties"]["code"],
        x=x,
        y=y,
        mode="lines",
        fill="toself",
        line=outline,
        hoverinfo="skip",
        **fill,
    )


def _halo(feature: Feature, theme: Theme) -> Mark:
    """A clear line under the selected outline, so that it stands out from the darkest class too."""
    x, y = _outline(feature)
    line = {"color": theme.background, "width": 7}
    return scatter(name="halo", x=x, y=y, mode="lines", line=line, hoverinfo="skip")


def _outline(feature: Feature) -> tuple[list[float | None], list[float | None]]:
    """All rings of a Polygon or MultiPolygon in one line, the pen lifted (None) between two rings."""
    geometry = feature["geometry"]
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    x: list[float | None] = []
    y: list[float | None] = []
    for ring in (ring for polygon in polygons for ring in polygon):
        x += [*([None] if x else []), *[point[0] for point in ring]]
        y += [*([None] if y else []), *[point[1] for point in ring]]
    return x, y


def _texts(
    features: Sequence[Feature],
    rows: Mapping[str, NamedFigure],
    unit: str,
    words: Words,
    measure: str,
    kind: str | None,
) -> dict[str, str]:
    """The hover text of every territory on the map."""
    codes = [feature["properties"]["code"] for feature in features]
    return {
        code: hover(rows[code], unit, words, measure, kind) if code in rows else f"{code}<br>{words.no_data}"
        for code in codes
    }


def _targets(features: Sequence[Feature], texts: dict[str, str]) -> Mark:
    """All interior points in one invisible trace."""
    points = [(f["properties"]["code"], lon, lat) for f in features for lon, lat in f["properties"]["points"]]
    invisible = {"marker": {"opacity": 0}}
    return scatter(
        name="targets",
        x=[lon for _, lon, _ in points],
        y=[lat for _, _, lat in points],
        mode="markers",
        marker={"size": 14, "opacity": 0},
        customdata=[[code] for code, _, _ in points],
        hovertext=[texts[code] for code, _, _ in points],
        hovertemplate=HOVER_TEXT,
        selected=invisible,
        unselected=invisible,
    )


def describe_territory_map(
    values: Sequence[NamedFigure], *, unit: str, words: Words, name: str, kind: str | None = None
) -> str:  # fmt: skip
    """The map in one sentence: how many territories, the highest, the lowest, small bases, what is missing."""
    return f"{name}: {'; '.join(summary(values, unit, words, kind))}."
