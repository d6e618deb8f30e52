"""Small frames and shapes for the tests of the figures, and functions that read a Plotly figure."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from tests.helpers.rows import as_rows
from tests.helpers.words import EN, IT
from texts.translator import Words
from ui.figures.trajectory.trajectory import trajectory
from ui.style.theme import theme

__all__ = ["EN", "IT"]
LIGHT = theme("light")
NASTY = "<script>alert(1)</script> *bold* $x$ %{y} " + "Valle lunga " * 8
SECRET = 98765.0
NO_PLAN = pd.DataFrame({"due_on": pd.to_datetime([]), "value": []})


def history(values: list[float], *, start: str = "2018-07-31", status: str = "observed") -> pd.DataFrame:
    months = pd.date_range(start, periods=len(values), freq="ME")
    return pd.DataFrame({"month": months, "value": values, "sign": "", "status": status})


def plan() -> pd.DataFrame:
    return pd.DataFrame({"due_on": pd.to_datetime(["2018-06-14", "2021-06-13"]), "value": [0.0, 6000.0]})


def projection() -> pd.DataFrame:
    months = pd.date_range("2020-12-31", "2021-06-30", freq="ME")
    steps = pd.Series(range(len(months)))
    sides = {"low": 5430 + 9 * steps, "mid": 5430 + 17 * steps, "high": 5430 + 26 * steps}
    return pd.DataFrame({"month": months, **sides})


def territories(values: list[float], signs: dict[int, str] | None = None, name: str = "Regione") -> pd.DataFrame:
    frame = pd.DataFrame({"territory": [f"T{i}" for i in range(len(values))], "value": values})
    names = [f"{name} {i}" for i in range(len(values))]
    frame = frame.assign(name=names, sign="", units=12, numerator=1234.0, denominator=20000.0, status="derived")
    for row, sign in (signs or {}).items():
        frame.loc[row, "sign"] = sign
    return frame


def shapes(count: int) -> dict[str, Any]:
    """Unit squares side by side; the first has a second part."""
    features = []
    for i in range(count):
        ring = [[i, 42], [i + 1, 42], [i + 1, 43], [i, 43], [i, 42]]
        geometry: dict[str, Any] = {"type": "Polygon", "coordinates": [ring]}
        if i == 0:
            geometry = {"type": "MultiPolygon", "coordinates": [[ring], [[[x, y + 3] for x, y in ring]]]}
        properties = {"code": f"T{i}", "points": [[i + 0.5, 42.5], [i + 0.4, 42.4]]}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def draw(frame: pd.DataFrame, words: Words = IT, **more: Any) -> go.Figure:
    settings: dict[str, Any] = {
        "unit": "number",
        "as_of": "2020-12-31",
        "name": "Cooperative",
        "words": words,
        "window_start": "2018-06-14",
        "window_end": "2021-06-13",
        **more,
    }
    return trajectory(
        as_rows(frame),
        as_rows(settings.pop("plan", NO_PLAN)),
        as_rows(settings.pop("projection", None)),
        theme=LIGHT,
        **settings,
    )


def trace(figure: go.Figure, name: str) -> Any:
    return next(t for t in figure.data if t.name == name)


def points(figure: go.Figure, name: str) -> dict[str, float | None]:
    line = trace(figure, name)
    return dict(zip(line.x, line.y, strict=True))


def pairs() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": ["Lombardia", "Molise", "Sicilia"],
            "value_a": [40.1, 40.1, 40.1],
            "value_b": [48.2, np.nan, SECRET],
            "sign_b": ["", "", "*"],
        }
    )


def steps() -> pd.DataFrame:
    """Demand, what firms expect to fill, the gap, filled (a range), and what remains (not known)."""
    rows = [
        ("domanda", "level", 1000.0, 1000.0, 0.0, "", "observed"),
        ("offerta", "fall", 600.0, 600.0, 1000.0, "", "derived"),
        ("divario", "level", 400.0, 400.0, 400.0, "", "observed"),
        ("formati", "fall", 100.0, 150.0, 400.0, "", "derived"),
        ("resta", "level", np.nan, np.nan, 400.0, "....", ""),
    ]
    return pd.DataFrame(rows, columns=["name", "kind", "low", "high", "start", "sign", "status"])


def written(figure: go.Figure) -> list[str]:
    """Every annotation and text trace of a figure."""
    beside = [text for trace in figure.data if getattr(trace, "mode", "") == "text" for text in trace.text]
    return [annotation.text for annotation in figure.layout.annotations] + [
        "<br>".join(line.strip("\u00a0") for line in text.split("<br>")) for text in beside
    ]
