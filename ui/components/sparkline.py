"""A measure's history and proposed path as an SVG of the size of a tile, in a ``data:`` address."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import TypedDict

from reads.measures import Goal
from ui.figures.base.canvas import number
from ui.style.html import call
from ui.style.theme import Theme

Point = tuple[float, float]
WIDTH, HEIGHT, PAD = 220, 42, 4


class MonthValue(TypedDict):
    """A value of one month."""

    month: datetime
    value: float | None


def sparkline(
    history: Sequence[MonthValue], plan: Sequence[Goal], theme: Theme, *, joined: bool = True
) -> str:  # fmt: skip
    """The address of the image, '' with fewer than two values.

    The text beside the image says what it shows, so that it needs no description. Months are ``joined`` by a line that
    a missing value interrupts; editions of a statistic are separate points.
    """
    path = [(row["month"].toordinal(), number(row["value"])) for row in history]
    known = [(day, value) for day, value in path if value is not None]
    if len(known) < 2:
        return ""
    goals = [(row["due_on"].toordinal(), row["value"]) for row in plan]
    days, values = [day for day, _ in (*path, *goals)], [value for _, value in (*known, *goals)]
    start, low = min(days), min(0.0, *values)
    width, height = (max(days) - start) or 1, (max(values) - low) or 1.0

    def placed(day: int, value: float) -> Point:
        across = PAD + (day - start) / width * (WIDTH - 2 * PAD)
        return across, HEIGHT - PAD - (value - low) / height * (HEIGHT - 2 * PAD)

    points = [placed(*one) for one in known]
    runs = [
        [placed(day, value) for day, value in run if value is not None]
        for _, run in groupby(path, lambda one: one[1] is not None)
    ]
    svg = call(
        "sparkline.svg",
        "sparkline",
        (WIDTH, HEIGHT),
        theme,
        _points([placed(*one) for one in goals]),
        [_points(run) for run in runs if run] if joined else [],
        [_coordinates(point) for point in (points[-1:] if joined else points)],
        joined,
    )
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def _coordinates(point: Point) -> tuple[str, str]:
    """A point in tenths of a unit of the image."""
    return f"{point[0]:.1f}", f"{point[1]:.1f}"


def _points(line: list[Point]) -> str:
    """The ``points`` of a polyline."""
    return " ".join([f"{x:.1f},{y:.1f}" for x, y in line])
