"""The records that several questions share, and how rows are put into groups."""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime
from typing import TypedDict, TypeVar

Record = TypeVar("Record")
Key = TypeVar("Key", bound=Hashable)
SUPPRESSED = "*"


class Stated(TypedDict):
    """Anything with a status: observed, derived, allocated, proposed or demonstration; None without a figure."""

    status: str | None


class Value(TypedDict):
    """A value, or None, and why there is none: ISTAT's sign, '' beside a value and where nothing is known."""

    value: float | None
    sign: str


class Figure(Value, Stated):
    """A published figure. ``precision``: exact, rounded or '' ; ``decimals``: as published, None for the unit's own.

    ``numerator``, ``denominator`` and ``units`` are what it rests on, None where suppressed or without meaning.
    """

    precision: str | None
    decimals: int | None
    numerator: float | None
    denominator: float | None
    units: int | None


class DatedFigure(Figure):
    """A figure of a series; ``month`` is ``as_of`` again, as figures over time call it."""

    as_of: datetime
    month: datetime


class PartFigure(DatedFigure):
    """A figure of one measure in one territory and category; ``breakdown`` is total and ``category`` '' for all."""

    kpi: str
    territory: str
    breakdown: str
    category: str


class NamedFigure(Figure):
    """A figure of a territory or category by the name it has on screen; ``territory`` is the code of either.

    ``as_of``: None where the figure has no date of its own to be told beside it.
    """

    territory: str
    name: str
    as_of: datetime | None


NO_FIGURE: Figure = {
    "value": None, "sign": "", "precision": None, "decimals": None, "numerator": None, "denominator": None,
    "units": None, "status": None,
}  # fmt: skip


def figure_of(row: Figure) -> Figure:
    """The columns of a figure alone."""
    return {
        "value": row["value"], "sign": row["sign"], "precision": row["precision"], "decimals": row["decimals"],
        "numerator": row["numerator"], "denominator": row["denominator"], "units": row["units"],
        "status": row["status"],
    }  # fmt: skip


def grouped(rows: Iterable[Record], key: Callable[[Record], Key]) -> dict[Key, list[Record]]:
    """Rows by what ``key`` gives of each; groups and rows in the order in which they come."""
    found: dict[Key, list[Record]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found
