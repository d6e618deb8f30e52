"""The rows of hard-to-fill entries: editions of a statistic, territories beside Italy, the reasons."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from reads.origins import PublishedFigure
from reads.skills import MeasuredFigure
from reads.slice import midnight
from texts.translator import UNKNOWN
from ui.figures.bars.bars import NamedAmount
from ui.figures.ranking.dumbbell import Pair
from ui.views.competenze.rows import Ending, latest_period

# unit: no candidates, inadequate preparation, all hard-to-fill entries on the same base
REASONS = {
    "percent": ("no_candidates_share", "skill_shortage_rate", "hard_to_fill_rate"),
    "number": ("no_candidates_count", "inadequate_preparation_count", ""),
}
REASON_INDICATORS = {name for names in REASONS.values() for name in names[:2]}


class Edition(TypedDict):
    """A date at which a measure is known of Italy and of ``count`` territories of a level."""

    kpi: str
    as_of: datetime
    count: int


class NamedPlace(TypedDict):
    """A territory by the name it has on a chart."""

    territory: str
    territory_level: str
    name: str


class Reason(NamedAmount):
    """Why entries are hard to fill: candidates, preparation or other."""

    reason: str


@dataclass(frozen=True)
class Reasons:
    """Why entries are hard to fill in one period; ``unit`` of the values of its ``rows``."""

    rows: list[Reason]
    unit: str
    period_end: datetime
    publishers: list[str]


def editions(measured: Iterable[MeasuredFigure], kpis: tuple[str, ...], level: str) -> list[Edition]:
    """The dates at which a measure is known of Italy and of some territory of a level, by date."""
    own = [row for row in measured if row["kpi"] in kpis and row["value"] is not None]
    italy = {(row["kpi"], row["as_of"]) for row in own if row["territory_level"] == "country"}
    parts = Counter((row["kpi"], row["as_of"]) for row in own if row["territory_level"] == level)
    return [{"kpi": kpi, "as_of": day, "count": parts[kpi, day]} for kpi, day in sorted(parts) if (kpi, day) in italy]


def beside_italy(
    measured: Iterable[MeasuredFigure], kpi: str, day: datetime, level: str, places: Iterable[NamedPlace]
) -> list[Pair]:
    """One measure at one date in Italy (a) and in each territory of a level (b).

    From the highest down, without a figure last.
    """
    own = {row["territory"]: row for row in measured if row["kpi"] == kpi and row["as_of"] == day}
    italy = next((row["value"] for row in own.values() if row["territory_level"] == "country"), None)
    here = [(place, own.get(place["territory"])) for place in places if place["territory_level"] == level]
    rows: list[Pair] = [
        {"key": place["territory"], "name": place["name"], "value_a": italy, "sign_a": "",
         "value_b": figure["value"] if figure else None, "sign_b": figure["sign"] if figure else UNKNOWN,
         "status": figure["status"] if figure else None}
        for place, figure in here
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row["value_b"] is None, -(row["value_b"] or 0), row["name"]))


class _Told(Ending):
    """A figure that tells a reason, from either kind of source."""

    indicator: str
    value: float
    status: str | None
    publisher: str | None


def reasons(
    published: Iterable[PublishedFigure], measured: Iterable[MeasuredFigure], territory: str, day: date
) -> Reasons | None:
    """Why entries are hard to fill at the latest date with a reason; None if unknown.

    Shares of planned entries before counts. What the two reasons leave of all hard-to-fill entries is derived as
    ``other``.
    """
    moment = midnight(day)
    given: list[_Told] = [
        {"period_end": row["period_end"], "indicator": row["indicator"], "value": row["value"],
         "status": row["status"], "publisher": row["publisher"]}
        for row in published
        if row["territory"] == territory and row["category"] == "" and row["period_end"] <= moment
    ]  # fmt: skip
    given += [
        {"period_end": row["as_of"], "indicator": row["kpi"], "value": row["value"], "status": row["status"],
         "publisher": None}
        for row in measured if row["territory"] == territory and row["value"] is not None
    ]  # fmt: skip
    latest = latest_period([row for row in given if row["indicator"] in REASON_INDICATORS])
    if not latest:
        return None
    end = latest[0]["period_end"]
    known = {row["indicator"]: row for row in reversed(given) if row["period_end"] == end}
    unit = next(unit for unit, names in REASONS.items() if known.keys() & set(names[:2]))
    none, unprepared, every = REASONS[unit]
    found = [(key, name) for key, name in (("candidates", none), ("preparation", unprepared)) if name in known]
    rows = [_reason(key, known[name]["value"], known[name]["status"]) for key, name in found]
    if len(found) == 2 and every in known:
        rest = known[every]["value"] - sum(known[name]["value"] for _, name in found)
        rows += [_reason("other", round(rest, 6), "derived")] if rest >= 0 else []
    names = [name for _, name in found] + ["inadequate_preparation_share"]
    publishers = [row["publisher"] for row in latest if row["indicator"] in names and row["publisher"] is not None]
    return Reasons(rows, unit, end, publishers)


def _reason(reason: str, value: float, status: str | None) -> Reason:
    return {"reason": reason, "name": reason, "value": value, "sign": "", "status": status}
