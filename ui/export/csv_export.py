"""A table as CSV: what is on screen, with release, date, status and source in every row."""

import math
import numbers
from datetime import date

import pandas as pd

from output.spreadsheet_text import harmless
from texts.translator import Words

DECIMALS = 6


def csv_bytes(frame: pd.DataFrame, notes: dict[str, str], words: Words) -> bytes:
    """A CSV that a spreadsheet in the reader's language opens: BOM, its separator, its decimal sign.

    ``notes`` become columns, so that a row cut out of the file still says what it is; one that is called like a column
    of ``frame`` never takes its place. Dates are ISO's. Numbers have at most six decimals and no trailing zeros;
    missing ones are empty.
    """
    separator, decimal = (";", ",") if words.lang == "it" else (",", ".")
    apart = {
        words.t("{name} (whole figure)", name=name) if name in frame else name: note for name, note in notes.items()
    }
    noted = frame.assign(**apart)
    # cell by cell: a column of integers with gaps must not come out as 48.0
    table = pd.DataFrame({column: [_written(cell, decimal) for cell in noted[column]] for column in noted.columns})
    return ("\ufeff" + table.to_csv(index=False, sep=separator, lineterminator="\r\n")).encode()


def _written(cell: object, decimal: str) -> object:
    """A number as the spreadsheet reads it; anything else as it is, made harmless."""
    if cell is None or cell is pd.NA or cell is pd.NaT:
        return ""
    if isinstance(cell, date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, bool) or not isinstance(cell, numbers.Real):
        return harmless(cell)
    if not math.isfinite(cell):
        return ""
    text = (
        f"{float(cell):.{DECIMALS}f}".rstrip("0").rstrip(".") if not isinstance(cell, numbers.Integral) else str(cell)
    )
    return ("0" if text in ("-0", "") else text).replace(".", decimal)
