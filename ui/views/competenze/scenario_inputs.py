"""What a reader assumes in the skills scenario: kept in the address, held against what may be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kpi.scenario import SPREAD, Assumptions
from texts.translator import N_, Words
from ui.views.competenze.answer import published_day
from ui.views.competenze.rows import Listed

NUMBERS = (0, 500, 1000, 2000, 3000, 5000, 7500, 10_000, 15_000, 20_000, 30_000, 50_000, 75_000, 100_000, 150_000,
           200_000)  # fmt: skip
SHARES = tuple(range(0, 101, 5))
# the first values are assumptions of this product; no source gives them for cooperatives
OPTIONS: dict[str, tuple[Sequence[int], int]] = {
    "completion": (SHARES, 75),
    "placement": (SHARES, 80),
    "places": (NUMBERS, 5000),
    "arrivals": (NUMBERS, 0),
}
LABELS = {
    "start": N_("Starting gap"),
    "completion": N_("Share that completes the course"),
    "placement": N_("Share of these that fills a post of the gap"),
    "places": N_("Training places a year"),
    "arrivals": N_("New posts left open each year"),
}
NAMES = tuple(LABELS)
YEARS = 10
GAPS = {
    "posts": N_("ICT posts uncovered, Italy, {year}: {amount}"),
    "graduates": N_("ICT graduates missing, Italy, {year}: {amount}"),
    "entries": N_("entries with 4.0 skills hard to fill, {place}, {year}: {amount}"),
}
FLOWS = ("graduates", "entries")


@dataclass(frozen=True)
class Start:
    """A gap to start from: ``value`` as its source gave it, for ``place``, with ``source``, ``status`` and ``note``."""

    id: str
    label: str
    value: float
    place: str
    source: str
    status: str
    note: str


def starts(
    posts: Listed, graduates: Listed, entries: Mapping[str, Listed], names: dict[str, str], words: Words
) -> list[Start]:  # fmt: skip
    """The gaps that are known, the posts behind the 60,000 first. ``entries``: by territory, at most one row each."""
    found = [
        _start(kind, kind, rows[0], names["IT"], words)
        for kind, rows in (("posts", posts), ("graduates", graduates)) if rows
    ]  # fmt: skip
    for territory, rows in entries.items():
        if rows:
            id_ = "entries" if territory == "IT" else f"entries-{territory}"
            found.append(_start(id_, "entries", rows[0], names[territory], words))
    return found


def _start(id_: str, kind: str, row: Mapping[str, Any], place: str, words: Words) -> Start:
    amount = words.value(row["value"], "number", 0)
    label = words.t(GAPS[kind], year=row["period_end"].year, amount=amount, place=place)
    source = words.t("{publisher}, published {day}", publisher=row["publisher"],
                     day=published_day(row["published_on"], words))  # fmt: skip
    notes = [row[f"note_{words.lang}"]] if row[f"note_{words.lang}"] is not None else []
    if kind in FLOWS:
        notes.append(words.t("It is the number of one year; the scenario takes it as a fixed number to fill."))
    return Start(id_, label, row["value"], place, source, row["status"], " ".join(notes))


def read(asked: Mapping[str, str], known: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    """The choices of an address and the names that were refused: numbers off the scale, gaps that are not known."""
    chosen: dict[str, Any] = {"start": known[0]} | {name: usual for name, (_, usual) in OPTIONS.items()}
    refused = []
    for name in NAMES:
        if name not in asked:
            continue
        options = list(known) if name == "start" else [str(option) for option in OPTIONS[name][0]]
        if asked[name] not in options:
            refused.append(name)
        else:
            chosen[name] = asked[name] if name == "start" else int(asked[name])
    return chosen, refused


def assumptions(chosen: Mapping[str, Any]) -> Assumptions:
    """The choices as the method takes them."""
    return Assumptions(
        chosen["completion"] / 100, chosen["placement"] / 100, chosen["places"], chosen["arrivals"], SPREAD
    )
