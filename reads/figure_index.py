"""Published figures of one territory, found by measure, breakdown and category at any date."""

from collections.abc import Iterable, Mapping, Sequence

from reads.records import PartFigure, grouped
from reads.slice import TOTAL, Slice

Groups = Mapping[tuple[str, str, str], Sequence[PartFigure]]


def by_cell(rows: Iterable[PartFigure]) -> Groups:
    """Figures by measure, breakdown and category; those of one cell keep their order."""
    return grouped(rows, lambda row: (row["kpi"], row["breakdown"], row["category"]))


class FigureIndex:
    """Figures grouped ``by_cell``, each cell's in the order of dates, as seen from a slice's date."""

    def __init__(self, groups: Groups, chosen: Slice) -> None:
        self._groups, self._chosen = groups, chosen

    def history(self, kpi: str, breakdown: str = TOTAL, category: str = "") -> list[PartFigure]:
        """Every figure of one cell."""
        moment = self._chosen.moment
        return [row for row in self._groups.get((kpi, breakdown, category), ()) if row["as_of"] <= moment]

    def latest(self, kpi: str, breakdown: str = TOTAL, category: str = "") -> PartFigure | None:
        """The last figure of one cell; None where there is none."""
        return next(reversed(self.history(kpi, breakdown, category)), None)

    def latest_chosen(self, kpi: str) -> PartFigure | None:
        """The last figure of a measure in the breakdown and category of the slice."""
        return self.latest(kpi, self._chosen.breakdown, self._chosen.category)

    def every(self, kpi: str, breakdown: str) -> list[PartFigure]:
        """Every figure of a breakdown, category by category."""
        return [row for key in self._groups if key[:2] == (kpi, breakdown) for row in self.history(*key)]

    def parts(self, kpi: str, breakdown: str) -> list[PartFigure]:
        """The figures of a breakdown at the latest date of any of them."""
        rows = self.every(kpi, breakdown)
        last = max((row["as_of"] for row in rows), default=None)
        return [row for row in rows if row["as_of"] == last]

    def has(self, kpi: str) -> bool:
        """Whether there is any figure of a measure, published or suppressed."""
        return any(self.history(*key) for key in self._groups if key[0] == kpi)
