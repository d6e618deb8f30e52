"""A cell of a workbook as text: as a sender following the feed's contract would have typed it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa

EXACT = timedelta(microseconds=500)  # a day held as a fraction is off by less
AMBIGUOUS = 3  # decimals that may be thousands in a column whose numbers have a grouping sign


class Percent(float):
    """A number that its cell shows as a percentage: 0.316 stands there as 31.6%."""


def texts(cells: Sequence[Any], decimal: str, *, grouped: bool = False) -> pa.Array:
    """Cells of a column as ``text`` gives each; where all are texts already, none of them is looked at."""
    try:
        return pa.array(cells, pa.string())
    except pa.ArrowTypeError:
        found = [cell if type(cell) is str else text(cell, decimal, grouped=grouped) for cell in cells]
        return pa.array(found, pa.string())


def text(cell: Any, decimal: str, *, grouped: bool = False) -> str:
    """The cell as text, its decimals after the sign ``decimal``.

    ``grouped``: in a column of numbers that may have thousands apart. There a number gets a fourth decimal where it has
    three: typed, 12,625 may be either, and a number cell is only itself.
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "sì" if cell else "no"
    if isinstance(cell, Percent):
        return f"{_number(Decimal(repr(float(cell))) * 100, decimal, grouped=grouped)}%"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else _number(Decimal(repr(cell)), decimal, grouped=grouped)
    if isinstance(cell, datetime):
        second = (cell + EXACT).replace(microsecond=0)
        return second.date().isoformat() if second.time() == time.min else second.isoformat(" ")
    if isinstance(cell, time):
        return cell.isoformat("seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _number(value: Decimal, decimal: str, *, grouped: bool) -> str:
    whole, _, rest = format(value, "f").partition(".")
    rest = rest.rstrip("0")
    if grouped and len(rest) == AMBIGUOUS:
        rest += "0"
    return f"{whole}{decimal}{rest}" if rest else whole
