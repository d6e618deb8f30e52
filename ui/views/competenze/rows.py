"""The published figures behind the pictures of the skills page: those of periods ended by a date, as rows to draw."""

from collections.abc import Sequence
from datetime import date

from reads.cross_section import midnight
from reads.figure_index import Cell
from reads.records import Rows, records
from texts.translator import N_, Words

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
COVERAGE_FEEDS = "published_figure|coop40_service"  # the feeds that the coverage of the gap is computed from
EXPOSED = {
    "manufacturing": N_("manufacturing"),
    "commerce": N_("commerce"),
    "agriculture_fishing": N_("agriculture and fishing"),
    "hotels_restaurants": N_("hotels and restaurants"),
    "finance_insurance": N_("finance and insurance"),
}


def published_by(published: Rows, indicator: str, day: date, *, begun: bool = False) -> list[Cell]:
    """An indicator's figures of periods that had ended by a day, or only ``begun`` by it (an exposure looks ahead)."""
    column, moment = "period_start" if begun else "period_end", midnight(day)
    return [row for row in records(published) if row["indicator"] == indicator and row[column] <= moment]


def latest_period(rows: list[Cell]) -> list[Cell]:
    """The rows of the latest period alone."""
    latest = max((row["period_end"] for row in rows), default=None)
    return [row for row in rows if row["period_end"] == latest]


def posts_uncovered(published: Rows, day: date) -> list[Cell]:
    """The nearest source of the 60,000: ICT posts uncovered in Italy in the latest period; one row or none."""
    rows = published_by(published, "ict_positions_unfilled", day)
    return latest_period([row for row in rows if row["category"] == "" and row["territory"] == "IT"])[:1]


def shares_by_area(published: Rows, day: date, names: dict[str, str]) -> list[Cell]:
    """Where ICT job ads on the web were posted, latest year: territory, name, value, sign, status, period_end, …."""
    shares = latest_period(published_by(published, "ict_web_vacancies_area_share", day))
    rows = [row | {"name": names[row["territory"]], "sign": ""} for row in shares if row["category"] == ""]
    return sorted(rows, key=lambda row: -row["value"])


def split_by(shares: Rows, total: float) -> list[Cell]:
    """A national number by the shares of another count, to the hundreds as whole percents allow: allocated."""
    return [row | {"value": round(total * row["value"] / 100, -2), "status": "allocated"} for row in records(shares)]


def exposure(published: Rows, day: date, words: Words) -> tuple[list[Cell], float | None]:
    """Workers exposed to automation over fifteen years by sector, highest first, and the source's own total.

    What the named sectors leave of the total is derived; the rounded statement of the Alleanza is another figure.
    """
    figures = published_by(published, "automation_risk_workers", day, begun=True)
    figures = [row for row in figures if row["territory"] == "IT"]
    parts = sorted((row for row in figures if row["category"] != ""), key=lambda row: -row["value"])
    rows = [
        {"name": words.t(EXPOSED.get(row["category"], "")) or row["category"], "value": row["value"], "sign": "",
         "status": row["status"]}
        for row in parts
    ]  # fmt: skip
    ends = {row["period_end"] for row in parts}
    whole = next((row["value"] for row in figures if row["category"] == "" and row["period_end"] in ends), None)
    if whole is None:
        return rows, None
    rest = whole - sum(row["value"] for row in parts)
    others = {"name": words.t("all other sectors"), "value": rest, "sign": "", "status": "derived"}
    return [*rows, others] if rest > 0 else rows, whole


def employment_at_risk(published: Rows, day: date, names: dict[str, str]) -> list[Cell]:
    """People employed in jobs at high risk of automation by region, Trento and Bolzano apart, for a ranking."""
    figures = latest_period(published_by(published, "automation_high_risk_employment", day))
    nothing = {"sign": "", "units": None, "numerator": None, "denominator": None}
    return [row | nothing | {"name": names[row["territory"]]} for row in figures]


def later_date(published: Rows, day: date, offered: Sequence[date]) -> date | None:
    """The last of the dates ``offered`` where a figure of a later period than ``day`` is in the release; else None.

    An exposure ends far ahead and counts from its beginning.
    """
    moment = midnight(day)
    ahead = any(
        row["period_end"] is not None and row["period_end"] > moment
        for row in records(published) if row["indicator"] != "automation_risk_workers"
    )  # fmt: skip
    return max((one for one in offered if ahead and one > day), default=None)
