"""Published figures of one territory, grouped once by what they are of and then picked from at any date."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from reads.records import grouped

Cell = dict[str, Any]
Groups = Mapping[tuple[str, str, str], Sequence[Cell]]


def by_cell(rows: Iterable[Cell]) -> Groups:
    """Figures by measure, breakdown and category; those of one cell keep their order."""
    return grouped(rows, "kpi", "breakdown", "category")


class Cells:
    """Figures grouped ``by_cell``, each cell's in the order of dates, as seen from one date.

    ``when``: the column of their dates. Nothing is copied: rows are shared by all who read them, and never changed.
    """

    def __init__(self, groups: Groups, as_of: date, when: str = "month") -> None:
        self._groups, self._day, self._when = groups, datetime.combine(as_of, time()), when

    def history(self, kpi: str, breakdown: str = "total", category: str = "") -> list[Cell]:
        """Every figure of one cell."""
        return [row for row in self._groups.get((kpi, breakdown, category), ()) if row[self._when] <= self._day]

    def latest(self, kpi: str, breakdown: str = "total", category: str = "") -> Cell | None:
        """The last figure of one cell; None where there is none."""
        return next(reversed(self.history(kpi, breakdown, category)), None)

    def every(self, kpi: str, breakdown: str) -> list[Cell]:
        """Every figure of a breakdown, category by category."""
        return [row for key in self._groups if key[:2] == (kpi, breakdown) for row in self.history(*key)]

    def parts(self, kpi: str, breakdown: str) -> list[Cell]:
        """The figures of a breakdown at the latest date of any of them."""
        rows = self.every(kpi, breakdown)
        last = max((row[self._when] for row in rows), default=None)
        return [row for row in rows if row[self._when] == last]

    def has(self, kpi: str) -> bool:
        """Whether there is any figure of a measure, be it suppressed."""
        return any(self.history(*key) for key in self._groups if key[0] == kpi)


def distinct(rows: Iterable[Cell], column: str) -> tuple[Any, ...]:
    """What stands in a column, each once and in the order of the rows; nothing for what is missing."""
    return tuple(dict.fromkeys(row[column] for row in rows if row[column] is not None))
