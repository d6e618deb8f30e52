"""How far the data of each sender reach: months sent, months missing, months behind; as frames and in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

import numpy as np

from reads.deliveries import files, freshness
from reads.figure_index import Cell
from reads.query_cache import asked
from reads.records import grouped
from reads.releases import Release
from texts.translator import N_, Words

CHAMBERS = "pid_activity"
STATES = {"current": N_("up to date"), "behind": N_("behind"), "never": N_("never sent"), "free": N_("not due monthly")}


@lru_cache(maxsize=64)
def senders_of(release: Release, as_of: date) -> list[Cell]:
    """Every sender of a release as seen from a date."""
    return senders(asked(freshness, release), as_of)


@lru_cache(maxsize=8)
def files_of_chambers(release: Release) -> dict[str, tuple[str, ...]]:
    """The files of every chamber of a release; see ``files_by_chamber``."""
    every = [row for row in asked(freshness, release) if row["feed"] == CHAMBERS]
    return files_by_chamber(every, asked(files, release))


def senders(fresh: Iterable[Cell], as_of: date) -> list[Cell]:
    """Each sender as seen from ``as_of``: rows of ``reads.deliveries.freshness`` with what they come to.

    Adds expected and sent (sets of month ends by that day), last (the latest of ``sent``; for what is not due monthly
    the last month of any data), missing (months due without data), behind (months due since the last data; None
    without any) and state (a key of STATES).
    """
    return [row | _seen(row, datetime.combine(as_of, time())) for row in fresh]


def _seen(row: Cell, day: datetime) -> Cell:
    expected, sent = _months(row["months_expected"], day), _months(row["months_with_data"], day)
    seen = {"expected": expected, "sent": sent, "missing": len(expected - sent)}
    if not expected:
        last = row["last_month"]
        return seen | {"last": last if last and last <= day else None, "behind": None if not sent else 0,
                       "state": "free"}  # fmt: skip
    if not sent:
        return seen | {"last": None, "behind": None, "state": "never"}
    last = max(sent)
    behind = sum(month > last for month in expected)
    return seen | {"last": last, "behind": behind, "state": "behind" if behind else "current"}


def chambers_of(found: Iterable[Cell], territory: str, territories: Iterable[Cell]) -> list[Cell]:
    """The chambers of a territory: all for Italy, those of an area's regions, of a region, or serving a province.

    ``territories``: territory, parent and territory_level.
    """
    chambers = [row for row in found if row["feed"] == CHAMBERS]
    if territory == "IT":
        return chambers
    inside = {territory, *(row["territory"] for row in territories if row["parent"] == territory)}
    return [row for row in chambers if row["region"] in inside or territory in set(row["provinces"])]


def who_sent(chambers: Iterable[Cell], place: str, as_of: date, words: Words) -> str:
    """How many chambers of a place reach the last month that was due, how many are behind, and who never sent."""
    counted = [row for row in chambers if row["state"] != "free"]
    if not counted:
        return words.t("{place}: no chamber of commerce was due to send by {day}", place=place, day=words.day(as_of))
    states = grouped(counted, "state")
    ready, late, never = (len(states.get(state, ())) for state in ("current", "behind", "never"))
    total = len(counted)
    if never == total:
        return words.n(
            "{place}: the only chamber of commerce has not sent any data yet",
            "{place}: none of {count} chambers of commerce has sent any data yet",
            total, place=place,
        )  # fmt: skip
    last = max(max(row["expected"]) for row in counted)
    said = words.n(
        "{place}: {count} chamber of commerce of {total} has sent data up to {day}",
        "{place}: {count} chambers of commerce of {total} have sent data up to {day}",
        ready, place=place, total=words.number(total), day=words.day(last),
    )  # fmt: skip
    parts = [
        words.n("{count} is behind", "{count} are behind", late) if late else "",
        words.n("{count} has never sent any", "{count} have never sent any", never) if never else "",
    ]
    return ", ".join([said, *(part for part in parts if part)])


def never_sent(chambers: Iterable[Cell], words: Words) -> str:
    """The chambers that never sent any data, by name; '' where there are none."""
    names = sorted(row["name"] for row in chambers if row["state"] == "never")
    if not names:
        return ""
    return words.n("{count} chamber never sent any data: {names}.", "{count} chambers never sent any data: {names}.",
                   len(names), names=words.list_of(names))  # fmt: skip


def most_behind(chambers: Iterable[Cell]) -> list[Cell]:
    """Those that never sent, then by months behind and missing, then by name."""

    def place(row: Cell) -> tuple[bool, int, int, str]:
        return row["behind"] is not None, -(row["behind"] or 0), -row["missing"], row["name"]

    return sorted(chambers, key=place)


def files_by_chamber(chambers: Iterable[Cell], every: Sequence[Cell]) -> dict[str, tuple[str, ...]]:
    """The files that hold rows of each chamber, with exact copies of them, whose rows all counted as duplicates."""
    hashes: Mapping[str, str] = {row["file"]: row["sent_sha256"] for row in every}
    alike = grouped(every, "sent_sha256")
    found: dict[str, tuple[str, ...]] = {}
    for row in chambers:
        held = {copy["file"] for name in row["files"] for copy in alike.get(hashes.get(name), ({"file": name},))}
        if held:
            found[row["sender"]] = tuple(sorted(held))
    return found


def _months(found: Any, day: datetime) -> frozenset[datetime]:
    return frozenset(month for month in np.asarray(found, dtype="datetime64[us]").tolist() if month <= day)
