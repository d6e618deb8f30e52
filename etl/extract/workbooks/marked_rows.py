"""The rows of a sheet with what its marks say put in: errors, percentages, and merged cells filled down."""

from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineSheet

from etl.extract.limits import MARKS
from etl.extract.workbooks.cell_text import Percent
from etl.extract.workbooks.sheet_marks import Area, SheetMarks
from etl.extract.workbooks.text_size.held_text import HeldText
from etl.messages import FileProblem


class MarkedRows:
    """A sheet whose rows are read from its first one on, each with all its columns.

    Raises FileProblem too_many_cells, too_much_text where merged cells are without measure.
    """

    def __init__(self, source: CalamineSheet, marks: SheetMarks) -> None:
        self.source, self.marks = source, marks
        start, end = source.start or (0, 0), source.end or (-1, -1)
        self.before = start[1]  # columns that the library leaves out, for nothing is in them
        rows, columns = marks.extent
        self.height, self.width = max(end[0] + 1, rows), max(end[1] + 1, columns)
        self.after = self.width - end[1] - 1  # columns that hold an error alone
        merged = marks.merged if marks.merged is not None else source.merged_cell_ranges or ()
        self.merged: list[Area] = [area for area in merged if area[0][0] < self.height and area[0][1] < self.width]
        self.down: dict[int, list[tuple[int, int]]] = {}  # by first row: column and last row of ranges that go down
        for (top, left), (bottom, _) in self.merged:
            if bottom > top:
                self.down.setdefault(top, []).append((left, bottom))
        if sum(min(bottom, self.height) - top for (top, _), (bottom, _) in self.merged) > MARKS:
            raise FileProblem("too_many_cells", {"limit": MARKS})

    def remarks(self, header: int) -> tuple[str, ...]:
        """What is noticed about the sheet below the row ``header`` (``kind=value``, see etl.messages)."""
        below = [bottom - top for (top, _), (bottom, _) in self.merged if bottom > top > header]
        counts = {
            "hidden_rows": self.marks.hidden_rows,
            "hidden_columns": self.marks.hidden_within(self.width),
            "merged": len(below),
        }
        return tuple(f"{kind}={count}" for kind, count in counts.items() if count)

    def rows(self, header: int) -> Iterator[list[Any]]:
        """Every row. A merged cell that begins below row ``header`` stands in each of its rows that holds anything."""
        before, found = [""] * self.before, self.source.iter_rows()
        if not (self.marks.errors or self.marks.percents or self.down):
            return ([*before, *row] for row in found) if before else found
        return self._marked(found, before, header)

    def _marked(self, found: Iterator[list[Any]], before: list[str], header: int) -> Iterator[list[Any]]:
        after = [""] * self.after
        repeated: list[tuple[int, int, Any]] = []  # column, last row and value of merged cells
        held = HeldText()
        for number in range(self.height):
            row = [*before, *next(found, [""] * (self.width - len(before) - len(after))), *after]
            for column, text in self.marks.errors.get(number, {}).items():
                row[column] = text
            for column in self.marks.percents.get(number, ()):
                if column < self.width and type(row[column]) in (int, float):
                    row[column] = Percent(row[column])
            repeated = [one for one in repeated if one[1] >= number]
            if repeated and row.count("") < self.width:
                for column, _, value in repeated:
                    row[column] = value if row[column] == "" else row[column]
            for at, last in self.down.get(number, ()) if number > header else ():
                if row[at] != "":
                    held.add(len(row[at]) if isinstance(row[at], str) else 0, min(last, self.height) - number)
                    repeated.append((at, last, row[at]))
            yield row
