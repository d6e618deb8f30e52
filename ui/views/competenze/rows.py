"""The skills page's slices: from what a release holds by a date to the rows that its pictures draw."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from reads.cross_section import midnight
from reads.records import Rows, records
from texts.translator import N_, UNKNOWN, Words

Listed = list[dict[str, Any]]

INDICATORS = (
    "ict_positions_unfilled", "ict_web_vacancies_area_share", "ict_graduates_gap", "its_employment_rate",
    "hard_to_fill_share_year", "hard_to_fill_share_month", "no_candidates_share", "no_candidates_count",
    "inadequate_preparation_share", "inadequate_preparation_count", "eskill_high_count", "eskill_high_hard_share",
    "eskill_high_hard_count", "eskill_required_count", "eskill_required_hard_count", "eskill_required_hard_share",
    "automation_risk_workers", "automation_high_risk_employment",
)  # fmt: skip
MEASURES = (
    "hard_to_fill_rate", "hard_to_fill_rate_month", "ict_hard_to_fill_rate", "skill_shortage_rate", "eskill_gap",
    "training_coverage",
)  # fmt: skip
# unit: no candidates, inadequate preparation, all hard-to-fill entries on the same base
REASONS = {
    "percent": ("no_candidates_share", "skill_shortage_rate", "hard_to_fill_rate"),
    "number": ("no_candidates_count", "inadequate_preparation_count", ""),
}
REASON_INDICATORS = {name for names in REASONS.values() for name in names[:2]}
EXPOSED = {
    "manufacturing": N_("manufacturing"),
    "commerce": N_("commerce"),
    "agriculture_fishing": N_("agriculture and fishing"),
    "hotels_restaurants": N_("hotels and restaurants"),
    "finance_insurance": N_("finance and insurance"),
}


def known_by(published: Rows, indicator: str, day: date, *, begun: bool = False) -> Listed:
    """An indicator's figures of periods that had ended by a day, or only ``begun`` by it (an exposure looks ahead)."""
    column, moment = "period_start" if begun else "period_end", midnight(day)
    return [row for row in records(published) if row["indicator"] == indicator and row[column] <= moment]


def last_of(rows: Listed) -> Listed:
    """The rows of the latest period alone."""
    latest = max((row["period_end"] for row in rows), default=None)
    return [row for row in rows if row["period_end"] == latest]


def editions(measured: Rows, kpis: tuple[str, ...], level: str) -> Listed:
    """The dates at which a measure is known of Italy and of some territory of a level: kpi, as_of, count; by date."""
    own = [row for row in records(measured) if row["kpi"] in kpis and row["value"] is not None]
    italy = {(row["kpi"], row["as_of"]) for row in own if row["territory_level"] == "country"}
    parts = Counter((row["kpi"], row["as_of"]) for row in own if row["territory_level"] == level)
    return [{"kpi": kpi, "as_of": day, "count": parts[kpi, day]} for kpi, day in sorted(parts) if (kpi, day) in italy]


def beside_italy(measured: Rows, kpi: str, day: datetime, level: str, places: Rows) -> Listed:
    """One measure at one date in the territories of a level (``places``: territory, territory_level, name) and Italy.

    Rows: key, name, value_a (Italy), value_b, sign_a, sign_b, status; from the highest down, without a figure last.
    """
    own = {row["territory"]: row for row in records(measured) if row["kpi"] == kpi and row["as_of"] == day}
    italy = next((row["value"] for row in own.values() if row["territory_level"] == "country"), None)
    unknown = {"value": None, "sign": UNKNOWN, "status": None}
    here = [(place, own.get(place["territory"], unknown)) for place in records(places)
            if place["territory_level"] == level]  # fmt: skip
    rows = [
        {"key": place["territory"], "name": place["name"], "value_a": italy, "value_b": figure["value"], "sign_a": "",
         "sign_b": figure["sign"], "status": figure["status"]}
        for place, figure in here
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row["value_b"] is None, -(row["value_b"] or 0), row["name"]))


def reasons(published: Rows, measured: Rows, territory: str, day: date) -> dict[str, Any]:
    """Why entries are hard to fill at the latest date with a reason: rows, unit, period_end, publishers; {} if unknown.

    ``rows``: reason (candidates, preparation, other), value, sign, status. Shares of planned entries before counts.
    What the two reasons leave of all hard-to-fill entries is derived as ``other``.
    """
    moment = midnight(day)
    given = [
        row for row in records(published)
        if row["territory"] == territory and row["category"] == "" and row["period_end"] <= moment
    ] + [
        row | {"period_end": row["as_of"], "indicator": row["kpi"], "publisher": None}
        for row in records(measured) if row["territory"] == territory and row["value"] is not None
    ]  # fmt: skip
    latest = last_of([row for row in given if row["indicator"] in REASON_INDICATORS])
    if not latest:
        return {}
    end = latest[0]["period_end"]
    known = {row["indicator"]: row for row in reversed(given) if row["period_end"] == end}
    unit = next(unit for unit, names in REASONS.items() if known.keys() & set(names[:2]))
    none, unprepared, every = REASONS[unit]
    found = [(key, name) for key, name in (("candidates", none), ("preparation", unprepared)) if name in known]
    rows = [{"reason": key, "value": known[name]["value"], "sign": "", "status": known[name]["status"]}
            for key, name in found]  # fmt: skip
    if len(found) == 2 and every in known:
        rest = known[every]["value"] - sum(row["value"] for row in rows)
        rows += [{"reason": "other", "value": round(rest, 6), "sign": "", "status": "derived"}] if rest >= 0 else []
    names = [name for _, name in found] + ["inadequate_preparation_share"]
    told_by = [row["publisher"] for row in latest if row["indicator"] in names and row["publisher"] is not None]
    return {"rows": rows, "unit": unit, "period_end": end, "publishers": told_by}


def exposure(published: Rows, day: date, words: Words) -> tuple[Listed, float | None]:
    """Workers exposed to automation over fifteen years by sector, highest first, and the source's own total.

    What the named sectors leave of the total is derived; the rounded statement of the Alleanza is another figure.
    """
    known = [row for row in known_by(published, "automation_risk_workers", day, begun=True) if row["territory"] == "IT"]
    parts = sorted((row for row in known if row["category"] != ""), key=lambda row: -row["value"])
    rows = [
        {"name": words.t(EXPOSED.get(row["category"], "")) or row["category"], "value": row["value"], "sign": "",
         "status": row["status"]}
        for row in parts
    ]  # fmt: skip
    ends = {row["period_end"] for row in parts}
    whole = next((row["value"] for row in known if row["category"] == "" and row["period_end"] in ends), None)
    if whole is None:
        return rows, None
    rest = whole - sum(row["value"] for row in parts)
    others = {"name": words.t("all other sectors"), "value": rest, "sign": "", "status": "derived"}
    return [*rows, others] if rest > 0 else rows, whole


def shares_by_area(published: Rows, day: date, names: dict[str, str]) -> Listed:
    """Where ICT job ads on the web were posted, latest year: territory, name, value, sign, status, period_end, …."""
    known = last_of(known_by(published, "ict_web_vacancies_area_share", day))
    rows = [row | {"name": names[row["territory"]], "sign": ""} for row in known if row["category"] == ""]
    return sorted(rows, key=lambda row: -row["value"])


def split_by(shares: Rows, total: float) -> Listed:
    """A national number by the shares of another count, to the hundreds as whole percents allow: allocated."""
    return [row | {"value": round(total * row["value"] / 100, -2), "status": "allocated"} for row in records(shares)]


def posts_uncovered(published: Rows, day: date) -> Listed:
    """The nearest source of the 60,000: ICT posts uncovered in Italy, latest known; one row or none."""
    rows = known_by(published, "ict_positions_unfilled", day)
    return last_of([row for row in rows if row["category"] == "" and row["territory"] == "IT"])[:1]


def employment_at_risk(published: Rows, day: date, names: dict[str, str]) -> Listed:
    """People employed in jobs at high risk of automation by region, Trento and Bolzano apart, for a ranking."""
    known = last_of(known_by(published, "automation_high_risk_employment", day))
    nothing = {"sign": "", "units": None, "numerator": None, "denominator": None}
    return [row | nothing | {"name": names[row["territory"]]} for row in known]


def later_date(published: Rows, day: date, offered: Sequence[date]) -> date | None:
    """The last date that a reader may choose where a figure of a later period than ``day`` is in the release.

    An exposure ends far ahead and counts from its beginning.
    """
    moment = midnight(day)
    ahead = any(
        row["period_end"] is not None and row["period_end"] > moment
        for row in records(published) if row["indicator"] != "automation_risk_workers"
    )  # fmt: skip
    return max((one for one in offered if ahead and one > day), default=None)
