"""The answer in one sentence, made from the data; nothing is said that the data do not carry."""

from datetime import date

import pandas as pd

from ui.figures.clock import agreement_month
from ui.names import feed_names
from ui.theme import STATUSES
from ui.words import Words

GOOD = ("reached", "on_track")


def where_we_stand(
    rows: pd.DataFrame, start: date, end: date, as_of: date, place: str, breakdown: str, words: Words
) -> str:
    """How many measures with a proposed target are on the plan, and how many have no data."""
    month, months = agreement_month(start, end, as_of)
    counts = rows["judgement"].value_counts()
    good, slight, late = (
        sum(int(counts.get(s, 0)) for s in GOOD),
        *(int(counts.get(s, 0)) for s in ("slightly_late", "late")),
    )
    judged = good + slight + late
    published = rows["breakdowns"].str.split("|").map(lambda names: breakdown == "total" or breakdown in names)
    missing = int((rows["value"].isna() & published).sum())
    when = words.t(
        "{place}, {day}, month {month} of {months}:", place=place, day=words.day(as_of), month=month, months=months
    )
    if judged == 0:
        said = words.t("no indicator can be judged against a proposed target.")
        return f"{when} {said} {_missing(missing, words)}".strip()
    parts = [
        words.n("{count} is reached or on track", "{count} are reached or on track", good) if good else "",
        words.n("{count} is slightly late", "{count} are slightly late", slight) if slight else "",
        words.n("{count} is late", "{count} are late", late) if late else "",
    ]
    told = words.list_of([part for part in parts if part])
    of = words.n(
        "of {count} indicator judged against a proposed target,",
        "of {count} indicators judged against proposed targets,",
        judged,
    )
    return f"{when} {of} {told}. {_missing(missing, words)}".strip()


def _missing(count: int, words: Words) -> str:
    if count == 0:
        return ""
    return words.n("{count} indicator has no figure yet.", "{count} indicators have no figure yet.", count)


def why_missing(row: pd.Series, breakdown: str, words: Words) -> tuple[str, str]:
    """What stands in the place of a figure, and the reason: suppressed, not broken down so, not here, or awaited."""
    if row["sign"] == "*":
        return words.sign("*")[1], ""
    if breakdown != "total" and breakdown not in str(row["breakdowns"]).split("|"):
        return words.no_data, words.t("not published by this breakdown")
    if row["known_elsewhere"]:
        return words.no_data, words.t("none for this territory and date")
    return words.no_data, words.t("awaiting data: {feeds}", feeds=feed_names(str(row["feeds"]), words))


def will_it_arrive(row: pd.Series, place: str, breakdown: str, words: Words) -> str:
    """One measure: its value, the plan, the status, and where the projection ends."""
    name = row[f"name_{words.lang}"]
    if pd.isna(row["value"]):
        said, reason = why_missing(row, breakdown, words)
        why = f"{said} ({reason})" if reason else said
        return words.t("{name}, {place}: {why}.", name=name, place=place, why=why)
    value, unit = words.value(row["value"], row["unit"]), row["unit"]
    said = words.t(
        "{name}, {place}: {value} on {day}.", name=name, place=place, value=value, day=words.day(row["as_of"])
    )
    if pd.isna(row["planned"]):
        return f"{said} {words.t('No target is proposed here.')}"
    planned = words.value(row["planned"], unit)
    _, word = STATUSES[row["judgement"]]
    said += " " + words.t("The proposed path has {planned} by then: {status}.", planned=planned, status=words.t(word))
    if pd.isna(row["projected_low"]):
        return said
    return said + " " + words.t(
        "At the recent pace it ends between {low} and {high} on {day} (80 times in 100), against a proposed {target}.",
        low=words.value(row["projected_low"], unit),
        high=words.value(row["projected_high"], unit),
        day=words.day(row["due_on"]),
        target=words.value(row["target"], unit),
    )  # fmt: skip


def who_leads(frame: pd.DataFrame, reference: float | None, unit: str, names: dict[str, str], words: Words) -> str:
    """A measure across territories: the highest, the lowest, Italy, and how many have no figure or a hidden one."""
    known = frame.dropna(subset=["value"]).sort_values("value", ascending=False)
    hidden = int((frame["sign"] == "*").sum())
    absent = len(frame) - len(known) - hidden
    parts = []
    if len(known):
        day = words.day(known["as_of"].iloc[0])
        first, last = known.iloc[0], known.iloc[-1]
        top = words.t("{name} ({value})", name=names[first["territory"]], value=words.value(first["value"], unit))
        low = words.t("{name} ({value})", name=names[last["territory"]], value=words.value(last["value"], unit))
        said = words.t("On {day} the figures run from {low} to {top}", day=day, low=low, top=top)
        if len(known) == 1:
            said = words.t("On {day} only {top} has a figure", day=day, top=top)
        if reference is not None and pd.notna(reference):
            said += words.t("; Italy is at {value}", value=words.value(reference, unit))
        parts.append(said + ".")
    else:
        parts.append(words.t("No territory has a figure."))
    if hidden:
        parts.append(
            words.n("{count} is suppressed for confidentiality.", "{count} are suppressed for confidentiality.", hidden)
        )
    if absent and len(known):
        parts.append(words.n("{count} has no data.", "{count} have no data.", absent))
    return " ".join(parts)
