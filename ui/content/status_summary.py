"""Where all measures stand, in a sentence: how many are in each status, and how many provinces have reported."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date

from reads.latest_figures import LatestFigure
from reads.records import SUPPRESSED
from reads.slice import TOTAL
from texts.translator import Words
from ui.figures.lines.clock import agreement_month

GOOD = ("reached", "on_track")
TO_REVIEW = "to_review"


@dataclass(frozen=True)
class Partition:
    """Numbers of measures by their state; each measure is counted once."""

    good: int
    slightly_late: int
    late: int
    to_review: int
    not_judged: int
    suppressed: int
    not_broken_down: int
    without_data: int

    @property
    def judged(self) -> int:
        """Measures with a value and a status beside their plan."""
        return self.good + self.slightly_late + self.late


def partition(rows: Iterable[LatestFigure], breakdown: str) -> Partition:
    """Count the latest figures of all indicators, each once."""
    counts = Counter(_kind(row, breakdown) for row in rows)
    return Partition(**{field.name: counts[field.name] for field in fields(Partition)})


def _kind(row: LatestFigure, breakdown: str) -> str:
    """Which field of a Partition counts a row."""
    if row["value"] is not None:
        judged = "good" if row["judgement"] in GOOD else row["judgement"]
        return judged if judged in ("good", "slightly_late", "late", TO_REVIEW) else "not_judged"
    if row["sign"] == SUPPRESSED:
        return "suppressed"
    split = breakdown == TOTAL or breakdown in row["breakdowns"]
    return "without_data" if split else "not_broken_down"


def status_summary(
    rows: Sequence[LatestFigure], start: date, end: date, as_of: date, place: str, breakdown: str, words: Words
) -> str:
    """Place, date, month of the agreement, and the number of measures by state."""
    month, months = agreement_month(start, end, as_of)
    counts = partition(rows, breakdown)
    when = words.t(
        "{place}, {day}, month {month} of {months}:", place=place, day=words.day(as_of), month=month, months=months
    )
    if as_of > end:
        when = words.t("{place}, {day}, the agreement having ended:", place=place, day=words.day(as_of))
    if counts.without_data == len(rows):
        none = words.n(
            "the {count} indicator has no data yet", "none of the {count} indicators has data yet", len(rows)
        )
        return f"{when} {none}."
    of = words.n("of {count} indicator", "of {count} indicators", len(rows))
    parts = [
        words.n("{count} is reached or on track", "{count} are reached or on track", counts.good),
        words.n("{count} is slightly late", "{count} are slightly late", counts.slightly_late),
        words.n("{count} is late", "{count} are late", counts.late),
        words.n("{count} has a target to be reviewed", "{count} have a target to be reviewed", counts.to_review),
        words.n("{count} has a value but no verdict", "{count} have a value but no verdict", counts.not_judged),
        words.n("{count} is suppressed", "{count} are suppressed", counts.suppressed),
        words.n("{count} is not broken down so", "{count} are not broken down so", counts.not_broken_down),
        words.n("{count} has no data yet", "{count} have no data yet", counts.without_data),
    ]
    told = [text for text, count in zip(parts, astuple(counts), strict=True) if count]
    said = f"{when} {of}, {words.list_of(told)}."
    counted = [row["as_of"] for row in rows if row["as_of"] and row["value"] is not None and row["period"] == ""]
    if counted and max(counted).date() < as_of:
        said += " " + words.t("The programme's latest figures are of {day}.", day=words.day(max(counted)))
    return said


def reporting_coverage(provinces: int, reporting: int, words: Words) -> str:
    """How many provinces the PID have reported on: programme figures cover those alone."""
    if not reporting:
        return words.t("No PID has sent any data yet.")
    return words.t("PID data from {reporting} of {provinces} provinces.", reporting=reporting, provinces=provinces)
