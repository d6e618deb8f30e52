"""Cuts of the rows of reads.figures: one date across territories, a few territories over time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from reads.records import Rows, records

FIGURE = ("value", "sign", "precision", "decimals", "numerator", "denominator", "units", "status", "judgement")
NO_FIGURE: dict[str, Any] = dict.fromkeys(FIGURE) | {"sign": ""}
ITALY = "IT"
Listed = list[dict[str, Any]]


def midnight(day: date) -> datetime:
    """A day as the rows of a release have it."""
    return datetime(day.year, day.month, day.day)


def natures(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The statuses of figures (observed, derived, …), each once, in the order in which they come."""
    return tuple(dict.fromkeys(row["status"] for row in rows if row["status"]))


def shown_at_all(rows: Iterable[Mapping[str, Any]]) -> bool:
    """Whether some row has a figure, told or suppressed."""
    return any(row["value"] is not None or row["sign"] == "*" for row in rows)


def across(rows: Rows, known: Rows, level: str, as_of: date, names: Mapping[str, str], inside: str = "") -> Listed:
    """One row per territory of a level (below ``inside`` unless it is ''), at one common date.

    ``rows``: one category of a measure; ``known``: reads.territories.territories; ``names``: of territories. The date
    is the measure's latest by ``as_of`` at that level, so that territories are compared like with like. A territory
    without a figure at that date has missing values: no data, not zero. Rows: territory, name, as_of, the figure.
    """
    moment = midnight(as_of)
    own = [row for row in records(rows) if row["territory_level"] == level and row["as_of"] <= moment]
    last = max((row["as_of"] for row in own), default=None)
    figures = {row["territory"]: {name: row[name] for name in FIGURE} for row in own if row["as_of"] == last}
    places = [row["territory"] for row in records(known)
              if row["territory_level"] == level and inside in ("", row["parent"])]  # fmt: skip
    return [
        {"territory": place, "name": names[place]} | figures.get(place, NO_FIGURE) | {"as_of": last}
        for place in places
    ]  # fmt: skip


def italy_at(rows: Rows, day: date) -> float | None:
    """Italy's figure at exactly ``day``; None where there is none: two periods are never compared as one."""
    moment = midnight(day)
    return next((row["value"] for row in records(rows) if row["territory"] == ITALY and row["as_of"] == moment), None)


def over_time(rows: Rows, places: Sequence[str], as_of: date) -> Listed:
    """The figures of some territories up to ``as_of``, in their order, then by date, which is called ``month``."""
    moment, order = midnight(as_of), {place: number for number, place in enumerate(places)}
    own = [row for row in records(rows) if row["territory"] in order and row["as_of"] <= moment]
    own.sort(key=lambda row: (order[row["territory"]], row["as_of"]))
    return [row | {"month": row["as_of"]} for row in own]


def milestones(plan: Listed) -> Listed:
    """The dates of a plan in the form of ``over_time``, no figure at any of them."""
    return [NO_FIGURE | {"month": day} for day in sorted({row["due_on"] for row in plan})]
