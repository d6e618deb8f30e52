"""What a sheet says of its cells that the reader of values leaves out: it gives an error and an empty cell alike."""

import re
from dataclasses import dataclass, field

from etl.extract.limits import MARKS
from etl.messages import FileProblem

Place = tuple[int, int]  # row and column, from 0
Area = tuple[Place, Place]  # first and last cell of a range

NOT_CALCULATED = "#CALC?"  # stands in a cell whose formula no program has calculated; see etl.validate.contract_sql
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
          0x2A: "#N/A", 0x2B: "#GETTING_DATA"}  # fmt: skip # of Excel's binary formats
OTHER_ERROR = "#ERR!"
KNOWN = frozenset({*ERRORS.values(), NOT_CALCULATED, OTHER_ERROR}) - {"#GETTING_DATA"}  # to the reader of values
PERCENT_FORMATS = {9, 10}  # the numbers of the formats that every workbook knows: 0% and 0.00%
# What of a format is text: in quotes, after a backslash, a blank as wide as a sign, a colour or condition.
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]', re.DOTALL)


@dataclass
class SheetMarks:
    """``errors``: text of the error by row and column; ``percents``: columns by row of cells shown as a percentage.

    ``hidden_rows``: rows with a filled cell that are not shown; ``hidden_columns``: first and last of each range.
    ``merged``: the ranges, None where the reader of values tells them itself.
    """

    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    percents: dict[int, list[int]] = field(default_factory=dict)
    hidden_rows: int = 0
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Area] | None = None
    noted: int = 0

    def error(self, row: int, column: int, text: str) -> None:
        """Note an error. Raises FileProblem too_many_cells, for a few bytes may repeat one over a whole sheet."""
        self._count()
        self.errors.setdefault(row, {})[column] = text

    def percent(self, row: int, column: int) -> None:
        """Note a cell that is shown as a percentage. Raises FileProblem too_many_cells."""
        self._count()
        self.percents.setdefault(row, []).append(column)

    def _count(self) -> None:
        self.noted += 1
        if self.noted > MARKS:
            raise FileProblem("too_many_cells", {"limit": MARKS})

    @property
    def extent(self) -> tuple[int, int]:
        """Rows and columns of the rectangle from A1 on that holds every error."""
        return max(self.errors, default=-1) + 1, max((max(row) for row in self.errors.values()), default=-1) + 1

    def hidden_within(self, columns: int) -> int:
        """How many of the first ``columns`` are hidden."""
        return len({at for first, last in self.hidden_columns for at in range(first, min(last + 1, columns))})


def is_percent(form: str) -> bool:
    """Whether a number format shows percentages."""
    return "%" in _LITERAL.sub("", form)


def letters(column: int) -> str:
    """How people call a column: 0 is A, 26 is AA."""
    return (letters(column // 26 - 1) if column >= 26 else "") + chr(65 + column % 26)
