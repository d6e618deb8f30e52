"""Cuts of the rows of reads.figures: one date across territories, a few territories over time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from reads.figures import TerritoryFigure
from reads.measures import Goal
from reads.records import NO_FIGURE, SUPPRESSED, Figure, NamedFigure, Stated, Value, figure_of
from reads.slice import midnight
from reads.territories import ITALY, Place


class ComparedFigure(NamedFigure):
    """A territory's figure beside others of one date; ``judgement``: its status beside the plan."""

    judgement: str | None


class TerritoryMonth(TerritoryFigure):
    """A territory's figure in a series; ``month`` is ``as_of`` again."""

    month: datetime


class EmptyMonth(Figure):
    """A date without a figure."""

    month: datetime


def statuses_of(rows: Iterable[Stated]) -> tuple[str, ...]:
    """The statuses of figures (observed, derived, …), each once, in the order in which they come."""
    return tuple(dict.fromkeys(row["status"] for row in rows if row["status"]))


def any_figure(rows: Iterable[Value]) -> bool:
    """Whether some row has a figure, published or suppressed."""
    return any(row["value"] is not None or row["sign"] == SUPPRESSED for row in rows)


def cross_section(
    rows: Iterable[TerritoryFigure], places: Iterable[Place], level: str, as_of: date, names: Mapping[str, str],
    inside: str = "",
) -> list[ComparedFigure]:  # fmt: skip
    """One row per territory of a level (below ``inside`` unless it is ''), at one common date.

    ``rows``: one category of a measure; ``names``: of territories. The date is the measure's latest by ``as_of`` at
    that level, so that territories are compared like with like. A territory without a figure at that date has missing
    values: no data, not zero.
    """
    moment = midnight(as_of)
    own = [row for row in rows if row["territory_level"] == level and row["as_of"] <= moment]
    last = max((row["as_of"] for row in own), default=None)
    figures = {row["territory"]: row for row in own if row["as_of"] == last}
    codes = [row["territory"] for row in places if row["territory_level"] == level and inside in ("", row["parent"])]
    return [_compared(code, names[code], last, figures.get(code)) for code in codes]


def _compared(code: str, name: str, last: datetime | None, row: TerritoryFigure | None) -> ComparedFigure:
    if row is None:
        return {**NO_FIGURE, "territory": code, "name": name, "as_of": last, "judgement": None}
    return {**figure_of(row), "territory": code, "name": name, "as_of": last, "judgement": row["judgement"]}


def italy_at(rows: Iterable[TerritoryFigure], day: date) -> TerritoryFigure | None:
    """Italy's figure at exactly ``day``; None where there is none: two periods are never compared as one."""
    moment = midnight(day)
    return next((row for row in rows if row["territory"] == ITALY and row["as_of"] == moment), None)


def over_time(rows: Iterable[TerritoryFigure], places: Sequence[str], as_of: date) -> list[TerritoryMonth]:
    """The figures of some territories up to ``as_of``, in their order, then by date."""
    moment, order = midnight(as_of), {place: number for number, place in enumerate(places)}
    own = [row for row in rows if row["territory"] in order and row["as_of"] <= moment]
    own.sort(key=lambda row: (order[row["territory"]], row["as_of"]))
    return [{**row, "month": row["as_of"]} for row in own]


def dates_of(plan: Iterable[Goal]) -> list[EmptyMonth]:
    """The dates of a plan as a series without a figure."""
    return [{**NO_FIGURE, "month": day} for day in sorted({row["due_on"] for row in plan})]
