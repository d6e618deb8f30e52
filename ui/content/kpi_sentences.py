"""Sentences about measures: counts by status, value and plan, projection, probability, decision, missing figures."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import TypedDict

from reads.latest_figures import LatestFigure
from reads.measures import Milestone
from reads.records import SUPPRESSED
from reads.slice import TOTAL
from texts.labels import feed_names
from texts.periods import period_text
from texts.translator import Words
from ui.content.unknown_amounts import unknown_amounts
from ui.figures.lines.clock import agreement_month
from ui.style.theme import STATUSES

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


class Missing(TypedDict):
    """What tells why a measure has no figure; ``known_elsewhere``: whether some territory has one."""

    sign: str
    breakdowns: tuple[str, ...]
    feeds: tuple[str, ...]
    known_elsewhere: bool


def reporting_coverage(provinces: int, reporting: int, words: Words) -> str:
    """How many provinces the PID have reported on: programme figures cover those alone."""
    if not reporting:
        return words.t("No PID has sent any data yet.")
    return words.t("PID data from {reporting} of {provinces} provinces.", reporting=reporting, provinces=provinces)


def why_missing(row: Missing, breakdown: str, words: Words) -> tuple[str, str]:
    """The text in place of a missing figure, and the reason, '' for a suppressed one."""
    if row["sign"] == SUPPRESSED:
        return words.sign(SUPPRESSED)[1], ""
    if breakdown != TOTAL and breakdown not in row["breakdowns"]:
        return words.no_data, words.t("not published by this breakdown")
    if row["known_elsewhere"]:
        return words.no_data, words.t("none for this territory and date")
    return words.no_data, words.t("awaiting data: {feeds}", feeds=feed_names(row["feeds"], words))


def projectable(row: LatestFigure, words: Words) -> bool:
    """Whether a projection may be shown: it exists, and a share or mean rests on enough units."""
    if row["projected_mid"] is None:
        return False
    counted = row["confidential"] and row["kind"] in {"share", "mean"}  # a share of provinces is no sample
    return not (counted and row["denominator"] is not None and row["denominator"] < words.release.small_base)


def distance(value: float, planned: float, unit: str, words: Words) -> str:
    """The difference between a value and its plan at the same date, in the measure's unit."""
    gap = value - planned
    size = words.value(abs(gap), unit)
    if unit == "percent":
        size = words.t("{amount} percentage points", amount=words.number(abs(gap), 1))
    return (
        words.t("{size} above the proposed path", size=size)
        if gap >= 0
        else words.t("{size} below the proposed path", size=size)
    )


def value_and_outlook(row: LatestFigure, place: str, breakdown: str, words: Words) -> str:
    """One measure: value, plan, status, and the end of the projection."""
    name = words.pick(row["name"])
    if row["value"] is None or row["as_of"] is None:
        said, reason = why_missing(row, breakdown, words)
        reason = unknown_amounts(row, words) or reason
        why = f"{said} ({reason})" if reason else said
        return words.t("{name}, {place}: {why}.", name=name, place=place, why=why)
    value, unit = words.figure(row, row["unit"]), row["unit"]
    when = period_text(row["as_of"], row["period"], words)
    said = words.t("{name}, {place}: {value} ({when}).", name=name, place=place, value=value, when=when)
    if row["planned"] is None or row["judgement"] is None:
        none = (
            words.t("No target is proposed here.")
            if breakdown == TOTAL
            else words.t("No target is proposed for a part.")
        )
        return f"{said} {none}"
    _, word = STATUSES[row["judgement"]]
    planned = words.value(row["planned"], unit)
    said += " " + words.t("The proposed path has {planned} by then: {status}.", planned=planned, status=words.t(word))
    if row["judgement"] == TO_REVIEW and row["attainment"] is not None:
        return said + " " + words.t(
            "The data have gone {times} times as far as the proposed target of {target} asks: it is not plausible.",
            times=words.number(round(row["attainment"], 1)), target=words.value(row["target"], unit),
        )  # fmt: skip
    if not projectable(row, words):
        return said
    return said + " " + words.t(
        "If the last {months} months repeat, it stands between {low} and {high} on {day} ({share} times in 100), "
        "against a proposed {target}.",
        months=words.release.recent_months,
        share=words.interval,
        low=words.value(row["projected_low"], unit),
        high=words.value(row["projected_high"], unit),
        day=words.day(row["due_on"]),
        target=words.value(row["target"], unit),
    )  # fmt: skip


def chance(attainment: float, probability: float, words: Words) -> str:
    """The probability of reaching the target, never as 0 % or 100 %."""
    if attainment >= 1:
        return words.t("already reached")
    share = 100 * probability
    if share < 1:
        return words.t("less than {share}", share=words.percent(1, 0))
    return words.t("more than {share}", share=words.percent(99, 0)) if share > 99 else words.percent(share, 0)


def decision(plan: Sequence[Milestone], unit: str, words: Words, *, amended: bool) -> str:
    """Who decided a plan (rows of ``reads.measures.plans`` of one valid_from) and why; of several, its dates too."""
    last = max(plan, key=lambda row: row["due_on"])
    own = max((row for row in plan if row["decided_from"] == row["valid_from"]), key=lambda row: row["due_on"])
    why = {"reason": words.pick(own["reason"]), "who": own["decided_by"]}
    if not amended:
        return words.t("Proposed target: {reason}. Decided by: {who}.", **why)
    goal = {"amount": words.value(last["value"], unit), "due": words.day(last["due_on"])}
    if last["valid_to"] is None:
        since = words.day(last["valid_from"])
        return words.t(
            "Plan from {since}: {amount} by {due}. Reason: {reason}. Decided by: {who}.", since=since, **goal, **why
        )
    until = words.day(last["valid_to"])
    return words.t(
        "Plan until {until}: {amount} by {due}. Reason: {reason}. Decided by: {who}.", until=until, **goal, **why
    )
