"""A measure's history and proposed path as an SVG of the size of a tile, in a ``data:`` address."""

from base64 import b64encode
from itertools import groupby

from reads.records import Rows, records
from ui.figures.base.canvas import moment, number
from ui.style.html import call
from ui.style.theme import Theme

Point = tuple[float, float]
WIDTH, HEIGHT, PAD = 220, 42, 4


def sparkline(history: Rows, plan: Rows, theme: Theme, *, joined: bool = True) -> str:
    """The address of the image, '' with fewer than two values. ``history``: month, value; ``plan``: due_on, value.

    The text beside the image says what it shows, so that it needs no description. Months are ``joined`` by a line that
    a missing value interrupts; editions of a statistic are separate points.
    """
    path = [(moment(row["month"]).toordinal(), number(row["value"])) for row in records(history)]
    known = [(day, value) for day, value in path if value is not None]
    if len(known) < 2:
        return ""
    goals = [(moment(row["due_on"]).toordinal(), float(row["value"])) for row in records(plan)]
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
