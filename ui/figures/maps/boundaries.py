"""The outlines of regions and provinces, read once; they are shipped with the product and ask nothing of anybody."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from texts.translator import N_

FOLDER = Path(__file__).resolve().parents[3] / "data" / "reference" / "shapes"
CREDIT = N_("Outlines: ISTAT through openpolis, CC BY 4.0")


@cache
def shapes(level: str, inside: frozenset[str] | None = None) -> dict[str, Any]:
    """GeoJSON of a level (``region`` or ``province``); the territories ``inside`` alone unless None."""
    collection: dict[str, Any] = json.loads((FOLDER / f"{level}s.geojson").read_text(encoding="utf-8"))
    if inside is None:
        return collection
    features = [item for item in collection["features"] if item["properties"]["code"] in inside]
    return collection | {"features": features}
