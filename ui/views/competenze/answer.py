"""What the skills page says: the answer, what a scenario comes to, and what is awaited; nothing without its data."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kpi.scenario import Assumptions
from texts.labels import feed_names
from texts.periods import period_text
from texts.translator import Words
from ui.views.competenze.rows import Listed

COVERAGE_FEEDS = "published_figure|coop40_service"


def published_day(text: Any, words: Words) -> str:
    """When a figure was published, as exactly as its source says: a day, a month or a year."""
    told = str(text)
    if len(told) == 10:
        return words.day(told)
    return words.month(f"{told}-01") if len(told) == 7 else told


def answer(
    rows: Mapping[str, Any], measured: Listed, posts: Listed, territory: str, place: str, day: date, words: Words
) -> str:
    """How much is missing, and whether training fills it, in a few sentences.

    ``rows`` as reads.latest_figures.standing by measure, ``measured`` as reads.skills.by_territory, ``posts`` the ICT
    posts uncovered (one row or none).
    """
    told = [*_hard_to_fill(measured, territory, place, day, words)]
    if posts:
        row = posts[0]
        told.append(
            words.t(
                "Of the {amount} ICT posts uncovered in {year} in all firms ({publisher}) this release does not say "
                "how many were filled.",
                amount=words.number(row["value"]), year=row["period_end"].year, publisher=row["publisher"],
            )
        )  # fmt: skip
    covered = rows.get("training_coverage")
    if covered is not None and covered["value"] is not None:
        when = period_text(covered["as_of"], covered["period"], words)
        value = words.figure(covered, covered["unit"])
        told.append(words.t("Training covers {value} of the 4.0 skills gap ({when}).", value=value, when=when))
    else:
        feeds = feed_names(COVERAGE_FEEDS, words)
        told.append(
            words.t(
                "Whether training fills the gap cannot be told: there is no count of the people qualified by "
                "profile and territory (awaiting data: {feeds}).",
                feeds=feeds,
            )
        )
    return " ".join(told)


def _hard_to_fill(measured: Listed, territory: str, place: str, day: date, words: Words) -> Sequence[str]:
    """The yearly hard-to-fill share of a territory beside Italy's, and the part for want of preparation."""
    own = [row for row in measured if row["kpi"] == "hard_to_fill_rate" and row["value"] is not None]
    here, italy = ([row for row in own if row["territory"] == code] for code in (territory, "IT"))
    told = []
    if not here:
        said = words.t("{place}: no yearly share of hard-to-fill entries by {day}.", place=place, day=words.day(day))
        told.append(said)
        if territory == "IT" or not italy:
            return told
        here, place = italy, words.t("Italy")
    row = max(here, key=lambda one: one["as_of"])
    said = words.t(
        "{place}, {when}: firms expected {value} of planned entries (hiring intentions, not vacancies) to be hard to "
        "fill",
        place=place, when=period_text(row["as_of"], "year", words), value=words.figure(row, "percent"),
    )  # fmt: skip
    beside = [one for one in italy if one["as_of"] == row["as_of"]]
    if row["territory"] != "IT" and beside:
        said += f" ({words.t('Italy {amount}', amount=words.figure(beside[0], 'percent'))})"
    unprepared = [
        one for one in measured
        if one["kpi"] == "skill_shortage_rate" and one["value"] is not None
        and one["territory"] == row["territory"] and one["as_of"] == row["as_of"]
    ]  # fmt: skip
    if unprepared:
        part = words.figure(unprepared[0], "percent")
        said += words.t("; the part that training can close (candidates not prepared) is {part}.", part=part)
    else:
        said += words.t("; the part that training can close (candidates not prepared) is not published for it.")
    return [*told, said]


def scenario_said(
    gap: float, assumed: Assumptions, last: Mapping[str, Any], close: dict[str, float | None], words: Words
) -> str:
    """What a scenario comes to: what is left in its last year, and when the gap closes, if it does."""
    least, most = (words.value(last[side], "number", 0) for side in ("least", "most"))
    years = words.value(last["year"], "years")
    left = words.t("After {years}, {amount} of the {gap} would be left", amount=most, years=years,
                   gap=words.value(gap, "number", 0))  # fmt: skip
    if least != most:
        left = words.t(
            "After {years}, from {least} to {most} of the {gap} would be left", least=least, most=most, years=years,
            gap=words.value(gap, "number", 0),
        )  # fmt: skip
    if assumed.arrivals:
        each = words.number(assumed.arrivals)
        left += words.t(" (with {each} more each year)", each=each)
    soonest, latest = close["high"], close["low"]
    if soonest is None:
        return left + words.t("; the gap never closes: its net yearly pace is not positive, so the years to close it "
                              "are undefined.")  # fmt: skip
    quick = words.value(soonest, "years", 1)
    if latest is None:
        return left + words.t(
            "; the gap closes in {quick} under the high assumption and never under the low one, whose net pace is not "
            "positive.",
            quick=quick,
        )
    slow = words.value(latest, "years", 1)
    if quick == slow:
        return left + words.t("; the gap closes in {quick}.", quick=quick)
    return left + words.t("; the gap closes in {quick} to {slow}.", quick=words.number(soonest, 1), slow=slow)


def not_broken_down(chosen: str, words: Words) -> str:
    """Why a chosen association, sector or size class changes nothing here."""
    return words.t(
        "The choice “{chosen}” does not apply here: these statistics are published for all firms together and know "
        "neither association, nor sector, nor size class.",
        chosen=chosen,
    )
