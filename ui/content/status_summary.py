"""Where all measures stand and are heading, in a sentence: targets reached, and the outlook of the others."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from kpi.outlook import OUTLOOKS
from kpi.status import JUDGED, REACHED
from reads.latest_figures import LatestFigure
from reads.records import SUPPRESSED
from reads.slice import TOTAL
from texts.periods import agreement_month
from texts.translator import Words

GOOD = ("reached", "on_track")
TO_REVIEW = "to_review"


@dataclass(frozen=True)
class Partition:
    """Numbers of measures; each is counted once. ``likely``, ``open``, ``unlikely``: of targets not reached.

    ``not_projected``: judged, but without a projection. ``not_judged``: with a value and no target.
    """

    reached: int
    likely: int
    open: int
    unlikely: int
    not_projected: int
    to_review: int
    not_judged: int
    suppressed: int
    not_broken_down: int
    without_data: int

    @property
    def ahead(self) -> int:
        """Targets that are not reached yet."""
        return self.likely + self.open + self.unlikely + self.not_projected

    @property
    def judged(self) -> int:
        """Measures with a value and a status beside their plan."""
        return self.reached + self.ahead


def partition(rows: Iterable[LatestFigure], breakdown: str) -> Partition:
    """Count the latest figures of all indicators, each once."""
    counts = Counter(_kind(row, breakdown) for row in rows)
    return Partition(**{field.name: counts[field.name] for field in fields(Partition)})


def _kind(row: LatestFigure, breakdown: str) -> str:
    """Which field of a Partition counts a row."""
    status = row["judgement"]
    if row["value"] is None:
        if row["sign"] == SUPPRESSED:
            return "suppressed"
        split = breakdown == TOTAL or breakdown in row["breakdowns"]
        return "without_data" if split else "not_broken_down"
    if status in (REACHED, TO_REVIEW):
        return status
    if status not in JUDGED:
        return "not_judged"
    return row["outlook"] if row["outlook"] in OUTLOOKS else "not_projected"


def status_summary(
    rows: Sequence[LatestFigure], start: date, end: date, as_of: date, place: str, breakdown: str, words: Words
) -> str:
    """Place, date and month of the agreement; targets reached, the outlook of the others, and measures without one."""
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
    said = f"{when} {_targets(counts, words)} {_others(counts, len(rows), words)}"
    counted = [row["as_of"] for row in rows if row["as_of"] and row["value"] is not None and row["period"] == ""]
    if counted and max(counted).date() < as_of:
        said += " " + words.t("The programme's latest figures are of {day}.", day=words.day(max(counted)))
    return said.replace("  ", " ")


def _targets(counts: Partition, words: Words) -> str:
    """«5 targets of 21 are reached; of the 16 others none is likely, 3 are open, 13 unlikely.»; '' without any."""
    if not counts.judged:
        return ""
    reached = words.n("{count} target of {all} is reached", "{count} targets of {all} are reached", counts.reached,
                      all=counts.judged)  # fmt: skip
    if not counts.reached:
        reached = words.n("the {count} target is not reached", "none of the {count} targets is reached", counts.judged)
    if not counts.ahead:
        return reached + "."
    parts = [
        words.n("{count} is likely", "{count} are likely", counts.likely)
        if counts.likely
        else words.t("none is likely"),
        words.n("{count} is open", "{count} are open", counts.open) if counts.open else "",
        words.n("{count} is unlikely", "{count} are unlikely", counts.unlikely) if counts.unlikely else "",
        words.n("{count} has no projection", "{count} have no projection", counts.not_projected)
        if counts.not_projected
        else "",
    ]
    told = words.list_of([part for part in parts if part])
    if counts.likely + counts.open + counts.unlikely == 0:
        told = words.t("nothing can be projected")
    of = words.n("of the {count} other", "of the {count} others", counts.ahead) if counts.reached else ""
    return f"{reached}; {of} {told}." if of else f"{reached}; {told}."


def _others(counts: Partition, every: int, words: Words) -> str:
    """Measures without a status beside a plan, by the reason; '' where all have one."""
    parts = [
        words.n("{count} has a target to be reviewed", "{count} have a target to be reviewed", counts.to_review),
        words.n("{count} has a value but no target", "{count} have a value but no target", counts.not_judged),
        words.n("{count} is suppressed", "{count} are suppressed", counts.suppressed),
        words.n("{count} is not broken down so", "{count} are not broken down so", counts.not_broken_down),
        words.n("{count} has no data yet", "{count} have no data yet", counts.without_data),
    ]
    numbers = (counts.to_review, counts.not_judged, counts.suppressed, counts.not_broken_down, counts.without_data)
    told = [text for text, count in zip(parts, numbers, strict=True) if count]
    if not told:
        return ""
    of = words.n("Of {count} indicator", "Of {count} indicators", every)
    return f"{of}, {words.list_of(told)}."


def reporting_coverage(provinces: int, reporting: int, words: Words) -> str:
    """How many provinces the PID have reported on: programme figures cover those alone."""
    if not reporting:
        return words.t("No PID has sent any data yet.")
    if provinces == 1:
        return words.t("The PID of this province has sent data.")
    return words.t("PID data from {reporting} of {provinces} provinces.", reporting=reporting, provinces=provinces)
