"""Where a label beside a point may stand, so that no line of the picture runs through it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
OFFSETS = (5, 20, 36, 54)
CLEAR = 3  # px between a label and a line
SAMPLES = 12


@dataclass(frozen=True)
class Plot:
    """The plotting area: its dates and values, its height in px and the narrowest width it is shown in.

    What is free at the narrowest width is free at every other: a label only takes a smaller share of the width.
    """

    start: pd.Timestamp
    end: pd.Timestamp
    low: float
    high: float
    height: float
    width: float = 260.0
    curves: list[tuple[Floats, Floats]] = field(default_factory=list)
    uprights: list[float] = field(default_factory=list)

    def x(self, date: Any) -> float:
        """Px from the left edge."""
        return float((pd.Timestamp(date) - self.start) / (self.end - self.start) * self.width)

    def y(self, value: float) -> float:
        """Px from the bottom."""
        return float((value - self.low) / (self.high - self.low) * self.height)

    def add_curve(self, points: Sequence[tuple[Any, float | None]]) -> None:
        """A line of dates and values that no label may cross; missing values are left out."""
        known = [(self.x(day), self.y(value)) for day, value in points if value is not None]
        if known:
            xs, ys = zip(*sorted(known), strict=True)
            self.curves.append((np.array(xs), np.array(ys)))

    def add_upright(self, date: Any) -> None:
        """A vertical line from bottom to top."""
        self.uprights.append(self.x(date))

    def crossings(self, x0: float, x1: float, y0: float, y1: float) -> int:
        """How many lines run through a box; each side by which it leaves the plot counts as many lines."""
        found = 4 * ((x0 < 0) + (x1 > self.width) + (y0 < 0) + (y1 > self.height))
        found += sum(x0 < x < x1 for x in self.uprights)
        for xs, ys in self.curves:
            if x1 <= xs[0] or x0 >= xs[-1]:
                continue
            heights = np.interp(np.linspace(max(x0, xs[0]), min(x1, xs[-1]), SAMPLES), xs, ys).tolist()
            found += any(min(a, b) < y1 + CLEAR and max(a, b) > y0 - CLEAR for a, b in pairwise(heights))
        return int(found)


def place(plot: Plot, date: Any, value: float, width: float, height: float) -> tuple[str, int]:
    """The side of the point that a label of that size is anchored at, and its shift upwards in px.

    Returns ("right", 5) for a label that ends at the point, 5 px above it; a negative shift is its top edge
    below the point. The nearest free place wins, above before below; where none is free, the least crossed.
    """
    x, y = plot.x(date), plot.y(value)
    first = "right" if x > plot.width / 2 else "left"
    best: tuple[int, str, int] | None = None
    for side in (first, "left" if first == "right" else "right"):
        x0 = x - 6 - width if side == "right" else x + 6
        for offset in OFFSETS:
            for shift in (offset, -offset):
                y0 = y + shift if shift > 0 else y + shift - height
                count = plot.crossings(x0, x0 + width, y0, y0 + height)
                if best is None or count < best[0]:
                    best = (count, side, shift)
    assert best is not None  # noqa: S101 - there is always a candidate
    return best[1], best[2]
