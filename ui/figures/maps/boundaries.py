"""The outlines of regions and provinces, read once; they are shipped with the product and ask nothing of anybody."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from catalogue import load
from texts.translator import N_

FOLDER = Path(__file__).resolve().parents[3] / "data" / "reference" / "shapes"
CREDIT = N_("Outlines: ISTAT through openpolis, CC BY 4.0")


@cache
def shapes(level: str, inside: str = "") -> dict[str, Any]:
    """GeoJSON of a level (``region`` or ``province``); of provinces, those of the region ``inside`` alone unless ''."""
    collection: dict[str, Any] = json.loads((FOLDER / f"{level}s.geojson").read_text(encoding="utf-8"))
    if not inside:
        return collection
    parents = {row[0]: row[2] for row in load().code_lists["territories"].rows}
    features = [item for item in collection["features"] if parents[item["properties"]["code"]] == inside]
    return collection | {"features": features}
