"""The outlines of regions and provinces, read once; they are shipped with the product and ask nothing of anybody."""

import json
from functools import cache
from pathlib import Path
from typing import Literal, TypedDict

from texts.translator import N_

FOLDER = Path(__file__).resolve().parents[3] / "data" / "reference" / "shapes"
CREDIT = N_("Outlines: ISTAT through openpolis, CC BY 4.0")


class Properties(TypedDict):
    """A territory's code, and points inside it as [longitude, latitude]."""

    code: str
    points: list[list[float]]


class Polygon(TypedDict):
    """Rings of points."""

    type: Literal["Polygon"]
    coordinates: list[list[list[float]]]


class MultiPolygon(TypedDict):
    """Polygons, each of rings of points."""

    type: Literal["MultiPolygon"]
    coordinates: list[list[list[list[float]]]]


class Feature(TypedDict):
    """The outline of one territory."""

    type: str
    properties: Properties
    geometry: Polygon | MultiPolygon


class Shapes(TypedDict):
    """A GeoJSON collection of outlines."""

    type: str
    features: list[Feature]


@cache
def shapes(level: str, inside: frozenset[str] | None = None) -> Shapes:
    """GeoJSON of a level (``region`` or ``province``); the territories ``inside`` alone unless None."""
    collection: Shapes = json.loads((FOLDER / f"{level}s.geojson").read_text(encoding="utf-8"))
    if inside is None:
        return collection
    features = [item for item in collection["features"] if item["properties"]["code"] in inside]
    return {**collection, "features": features}
