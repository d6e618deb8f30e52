"""Files to take away: what is on screen, with release, date, status and source in every row."""

import pandas as pd

from ui.words import Words

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(frame: pd.DataFrame, notes: dict[str, str], words: Words) -> bytes:
    """A CSV that a spreadsheet in the reader's language opens: BOM, its separator, its decimal sign.

    ``notes`` become columns, so that a row cut out of the file still says what it is.
    """
    table = frame.assign(**notes).map(harmless)
    separator, decimal = (";", ",") if words.lang == "it" else (",", ".")
    return ("\ufeff" + table.to_csv(index=False, sep=separator, decimal=decimal, lineterminator="\r\n")).encode()


def harmless(cell: object) -> object:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
