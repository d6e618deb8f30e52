"""Texts that a spreadsheet would run as a formula, and how they are made harmless in CSV and XLSX."""

# With any of these at its start a text typed into a cell, or read from a CSV, becomes a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula."""
    return text.startswith(FORMULA_STARTS)


def harmless(cell: object) -> object:
    """The cell, with an apostrophe before a text that would be taken for a formula."""
    return "'" + cell if isinstance(cell, str) and is_formula(cell) else cell
