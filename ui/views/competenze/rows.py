"""The published figures behind the pictures of the skills page: those of periods ended by a date, as rows to draw."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TypedDict, TypeVar

from reads.origins import PublishedFigure
from reads.records import NO_FIGURE, NamedFigure
from reads.slice import midnight
from reads.territories import ITALY
from texts.translator import N_, Words
from ui.figures.bars.bars import NamedAmount
from ui.figures.base.canvas import amount

INDICATORS = (
    "ict_positions_unfilled", "ict_web_vacancies_area_share", "ict_graduates_gap", "its_employment_rate",
    "hard_to_fill_share_year", "hard_to_fill_share_month", "no_candidates_share", "no_candidates_count",
    "inadequate_preparation_share", "inadequate_preparation_count", "eskill_high_count", "eskill_high_hard_share",
    "eskill_high_hard_count", "eskill_required_count", "eskill_required_hard_count", "eskill_required_hard_share",
    "automation_risk_workers", "automation_high_risk_employment",
)  # fmt: skip
COVERAGE_FEEDS = ("published_figure", "coop40_service")  # the feeds that the coverage of the gap is computed from
EXPOSED = {
    "manufacturing": N_("manufacturing"),
    "commerce": N_("commerce"),
    "agriculture_fishing": N_("agriculture and fishing"),
    "hotels_restaurants": N_("hotels and restaurants"),
    "finance_insurance": N_("finance and insurance"),
}


class Ending(TypedDict):
    """Anything of a period."""

    period_end: datetime


OfPeriod = TypeVar("OfPeriod", bound=Ending)


class AreaAmount(NamedAmount):
    """An amount of one area in one period."""

    period_end: datetime
    publisher: str


class AtRisk(NamedFigure, AreaAmount):
    """People at risk in one region in one period."""


def published_by(
    published: Iterable[PublishedFigure], indicator: str, day: date, *, begun: bool = False
) -> list[PublishedFigure]:
    """An indicator's figures of periods that had ended by a day, or only ``begun`` by it (an exposure looks ahead)."""
    moment = midnight(day)
    return [
        row for row in published
        if row["indicator"] == indicator and (row["period_start"] if begun else row["period_end"]) <= moment
    ]  # fmt: skip


def latest_period(rows: Sequence[OfPeriod]) -> list[OfPeriod]:
    """The rows of the latest period alone."""
    latest = max((row["period_end"] for row in rows), default=None)
    return [row for row in rows if row["period_end"] == latest]


def posts_uncovered(published: Iterable[PublishedFigure], day: date) -> list[PublishedFigure]:
    """The nearest source of the 60,000: unfilled ICT posts in Italy, latest known; one row or none."""
    rows = published_by(published, "ict_positions_unfilled", day)
    return latest_period([row for row in rows if row["category"] == "" and row["territory"] == ITALY])[:1]


def shares_by_area(published: Iterable[PublishedFigure], day: date, names: dict[str, str]) -> list[AreaAmount]:
    """Where ICT job ads on the web were posted, latest year, highest first."""
    known = latest_period(published_by(published, "ict_web_vacancies_area_share", day))
    own = sorted((row for row in known if row["category"] == ""), key=lambda row: -row["value"])
    return [
        {"name": names[row["territory"]], "value": row["value"], "sign": "", "status": row["status"],
         "period_end": row["period_end"], "publisher": row["publisher"]}
        for row in own
    ]  # fmt: skip


def split_by(shares: Iterable[AreaAmount], total: float) -> list[AreaAmount]:
    """A national number by the shares of another count, to the hundreds as whole percents allow: allocated."""
    return [{**row, "value": round(total * amount(row) / 100, -2), "status": "allocated"} for row in shares]


def exposure(published: Iterable[PublishedFigure], day: date, words: Words) -> tuple[list[NamedAmount], float | None]:
    """Workers exposed to automation over fifteen years by sector, highest first, and the source's own total.

    What the named sectors leave of the total is derived; the rounded statement of the Alleanza is another figure.
    """
    begun = published_by(published, "automation_risk_workers", day, begun=True)
    known = [row for row in begun if row["territory"] == ITALY]
    parts = sorted((row for row in known if row["category"] != ""), key=lambda row: -row["value"])
    rows: list[NamedAmount] = [
        {"name": words.t(EXPOSED.get(row["category"], "")) or row["category"], "value": row["value"], "sign": "",
         "status": row["status"]}
        for row in parts
    ]  # fmt: skip
    ends = {row["period_end"] for row in parts}
    whole = next((row["value"] for row in known if row["category"] == "" and row["period_end"] in ends), None)
    if whole is None:
        return rows, None
    rest = whole - sum(row["value"] for row in parts)
    others: NamedAmount = {"name": words.t("all other sectors"), "value": rest, "sign": "", "status": "derived"}
    return [*rows, others] if rest > 0 else rows, whole


def employment_at_risk(published: Iterable[PublishedFigure], day: date, names: dict[str, str]) -> list[AtRisk]:
    """People employed in jobs at high risk of automation by region, Trento and Bolzano apart, for a ranking."""
    known = latest_period(published_by(published, "automation_high_risk_employment", day))
    return [
        {**NO_FIGURE, "territory": row["territory"], "name": names[row["territory"]], "as_of": None,
         "value": row["value"], "sign": "", "status": row["status"], "period_end": row["period_end"],
         "publisher": row["publisher"]}
        for row in known
    ]  # fmt: skip


def later_date(published: Iterable[PublishedFigure], day: date, offered: Sequence[date]) -> date | None:
    """The last date that a reader may choose where a figure of a later period than ``day`` is in the release.

    An exposure ends far ahead and counts from its beginning.
    """
    moment = midnight(day)
    ahead = any(row["period_end"] > moment for row in published if row["indicator"] != "automation_risk_workers")
    return max((one for one in offered if ahead and one > day), default=None)
