"""The rows of hard-to-fill entries: editions of a statistic, territories beside Italy, the reasons."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from reads.cross_section import midnight
from reads.figure_index import Cell
from reads.records import Rows, records
from texts.translator import UNKNOWN
from ui.views.competenze.rows import latest_period

# unit: no candidates, inadequate preparation, all hard-to-fill entries on the same base
REASONS = {
    "percent": ("no_candidates_share", "skill_shortage_rate", "hard_to_fill_rate"),
    "number": ("no_candidates_count", "inadequate_preparation_count", ""),
}
REASON_INDICATORS = {name for names in REASONS.values() for name in names[:2]}


@dataclass(frozen=True)
class Reasons:
    """Why entries are hard to fill in one period. ``rows``: reason, value, sign, status; ``unit`` of their values."""

    rows: list[Cell]
    unit: str
    period_end: datetime
    publishers: list[str]


def editions(measured: Rows, kpis: tuple[str, ...], level: str) -> list[Cell]:
    """The dates at which Italy and some territory of a level have a measure: kpi, as_of, count; by measure and date."""
    figures = [row for row in records(measured) if row["kpi"] in kpis and row["value"] is not None]
    italy = {(row["kpi"], row["as_of"]) for row in figures if row["territory_level"] == "country"}
    parts = Counter((row["kpi"], row["as_of"]) for row in figures if row["territory_level"] == level)
    return [{"kpi": kpi, "as_of": day, "count": parts[kpi, day]} for kpi, day in sorted(parts) if (kpi, day) in italy]


def beside_italy(measured: Rows, kpi: str, day: datetime, level: str, places: Rows) -> list[Cell]:
    """One measure at one date in the territories of a level (``places``: territory, territory_level, name) and Italy.

    Rows: key, name, value_a (Italy), value_b, sign_a, sign_b, status; from the highest down, without a figure last.
    """
    figures = {row["territory"]: row for row in records(measured) if row["kpi"] == kpi and row["as_of"] == day}
    italy = next((row["value"] for row in figures.values() if row["territory_level"] == "country"), None)
    unknown = {"value": None, "sign": UNKNOWN, "status": None}
    here = [(place, figures.get(place["territory"], unknown)) for place in records(places)
            if place["territory_level"] == level]  # fmt: skip
    rows = [
        {"key": place["territory"], "name": place["name"], "value_a": italy, "value_b": figure["value"], "sign_a": "",
         "sign_b": figure["sign"], "status": figure["status"]}
        for place, figure in here
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row["value_b"] is None, -(row["value_b"] or 0), row["name"]))


def reasons(published: Rows, measured: Rows, territory: str, day: date) -> Reasons | None:
    """Why entries are hard to fill, in the latest period by ``day`` with a reason; None without any.

    The reasons are candidates, preparation and other. Shares of planned entries are preferred to counts. What the two
    reasons leave of all hard-to-fill entries is derived as ``other``.
    """
    moment = midnight(day)
    figures = [
        row for row in records(published)
        if row["territory"] == territory and row["category"] == "" and row["period_end"] <= moment
    ] + [
        row | {"period_end": row["as_of"], "indicator": row["kpi"], "publisher": None}
        for row in records(measured) if row["territory"] == territory and row["value"] is not None
    ]  # fmt: skip
    latest = latest_period([row for row in figures if row["indicator"] in REASON_INDICATORS])
    if not latest:
        return None
    end = latest[0]["period_end"]
    by_indicator = {row["indicator"]: row for row in reversed(figures) if row["period_end"] == end}
    unit = next(unit for unit, names in REASONS.items() if by_indicator.keys() & set(names[:2]))
    none, unprepared, every = REASONS[unit]
    found = [(key, name) for key, name in (("candidates", none), ("preparation", unprepared)) if name in by_indicator]
    rows = [{"reason": key, "value": by_indicator[name]["value"], "sign": "", "status": by_indicator[name]["status"]}
            for key, name in found]  # fmt: skip
    if len(found) == 2 and every in by_indicator:
        rest = by_indicator[every]["value"] - sum(row["value"] for row in rows)
        rows += [{"reason": "other", "value": round(rest, 6), "sign": "", "status": "derived"}] if rest >= 0 else []
    names = [name for _, name in found] + ["inadequate_preparation_share"]
    publishers = [row["publisher"] for row in latest if row["indicator"] in names and row["publisher"] is not None]
    return Reasons(rows, unit, end, publishers)
