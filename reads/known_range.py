"""Between which values the true figure lies behind one that is published rounded, or written with so many decimals."""

from kpi.rank_range import Known
from reads.records import Figure

ROUNDED = "rounded"
COUNTED = ("number", "persons")
DECIMALS = {"percent": 1, "score": 2, "number": 0, "persons": 0, "euro": 0}
UNKNOWN_DECIMALS = 2
SCALE = {"share": 100, "rate": 1_000}
# of half a unit of the last decimal: 12.4 and 12.5 do not touch
WITHIN = 0.98


def known(row: Figure, unit: str, kind: str | None, step: int) -> Known:
    """The range of a figure that has a value; ``step``: counts are rounded to the nearest multiple of it, halves up.

    Raises ValueError without a value. Of a rounded count of 10 the true one is 5 to 14; a published zero is none.
    """
    value = row["value"]
    if value is None:
        raise ValueError("a figure without a value has no range")
    decimals = row["decimals"] if row["decimals"] is not None else DECIMALS.get(unit, UNKNOWN_DECIMALS)
    if unit == "per1000" and row["decimals"] is None:
        decimals = 0 if abs(value) >= 10 else 1
    if unit in COUNTED and row["decimals"] is None and abs(value) < 10:
        decimals = UNKNOWN_DECIMALS
    written, half = round(value, decimals), WITHIN * 10**-decimals / 2
    low, high = written - half, written + half
    parts = (row["numerator"], row["denominator"])
    if row["precision"] != ROUNDED or value == 0:
        return Known(low, high)
    if kind in SCALE and parts[0] is not None and parts[1]:
        least, most = _quotient(parts[0], parts[1], step, exact_base=kind == "rate")
        return Known(min(low, SCALE[kind] * least), max(high, SCALE[kind] * most))
    if unit in COUNTED:
        return Known(*_count(value, step))
    return Known(low, high)


def _count(count: float, step: int) -> tuple[float, float]:
    return count - step / 2, count + step / 2 - 1


def _quotient(part: float, whole: float, step: int, *, exact_base: bool) -> tuple[float, float]:
    """The least and the greatest quotient; a base that is no multiple of ``step`` is published exactly."""
    (least, most), (narrow, wide) = _count(part, step), (whole, whole)
    if not exact_base and whole % step == 0:
        narrow, wide = _count(whole, step)
    return least / wide, most / max(narrow, 1)
