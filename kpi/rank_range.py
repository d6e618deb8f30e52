"""Between which places a figure can stand in a ranking, once it is known only to its rounding."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """A figure known to lie from ``low`` to ``high``."""

    low: float
    high: float


@dataclass(frozen=True)
class Places:
    """The best and the worst place that a figure can have, 1 for the highest."""

    best: int
    worst: int

    def text(self) -> str:
        """«3», or «3–6» where rounding leaves the order open."""
        return str(self.best) if self.best == self.worst else f"{self.best}–{self.worst}"


def places(figures: Sequence[Known]) -> list[Places]:
    """The places of each figure: as many are surely higher as lie wholly above it, as many surely lower below it.

    Two figures that only touch can be equal: neither is surely higher.
    """
    lows, highs = sorted(one.low for one in figures), sorted(one.high for one in figures)
    return [
        Places(best=1 + len(lows) - bisect_right(lows, one.high), worst=len(highs) - bisect_left(highs, one.low))
        for one in figures
    ]
