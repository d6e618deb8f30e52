"""Sentences about one measure: value and plan, projection, probability, who decided the plan."""

from collections.abc import Sequence

from reads.latest_figures import LatestFigure
from reads.measures import Milestone
from reads.slice import TOTAL
from texts.periods import period_text
from texts.translator import Words
from ui.content.missing_figures import why_missing
from ui.content.status_summary import TO_REVIEW
from ui.content.unknown_amounts import unknown_amounts
from ui.style.theme import STATUSES


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
    if row["projected_mid"] is None:
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
