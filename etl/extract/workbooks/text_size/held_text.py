"""Counts the text that a workbook's cells hold once read, before it is in memory: a few bytes may name it often."""

from etl.extract import limits
from etl.messages import FileProblem


class HeldText:
    """The characters of all cells of a workbook. Raises FileProblem too_much_text beyond what all or one may hold."""

    def __init__(self) -> None:
        self.characters = 0

    def add(self, length: int, times: int = 1) -> None:
        """Count a text of ``length`` that stands in ``times`` cells."""
        if length > limits.CELL_MB * limits.MB and times:
            raise too_much_text()
        self.add_texts(length * times)

    def add_texts(self, length: int) -> None:
        """Count the texts of several cells together."""
        self.characters += length
        if self.characters > limits.TEXT_MB * limits.MB:
            raise too_much_text()


def too_much_text() -> FileProblem:
    """The problem of a file whose cells, once read, hold more than is taken."""
    return FileProblem("too_much_text", {"limit": limits.TEXT_MB, "cell": limits.CELL_MB})


def may_exceed(longest: int, cells: int) -> bool:
    """Whether so many cells could hold too much if each had the longest text: most workbooks need no closer look."""
    return longest > limits.CELL_MB * limits.MB or longest * cells > limits.TEXT_MB * limits.MB
