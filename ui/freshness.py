"""How far the data of each sender reach: months sent, months missing, months behind; as frames and in words."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from ui.words import N_, Words

CHAMBERS = "pid_activity"
TYPES: dict[str, Any] = {"expected": object, "sent": object, "last": "datetime64[us]", "missing": "int64",
                         "behind": "Int64", "state": object}  # fmt: skip
STATES = {"current": N_("up to date"), "behind": N_("behind"), "never": N_("never sent"), "free": N_("not due monthly")}


def senders(fresh: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Each sender as seen from ``as_of``: rows of ``reads.deliveries.freshness`` with what they come to.

    Adds expected and sent (sets of month ends by that day), last (the latest of ``sent``; for what is not due monthly
    the last month of any data), missing (months due without data), behind (months due since the last data; NA without
    any) and state (a key of STATES).
    """
    day = pd.Timestamp(as_of)
    expected = [_months(found, day) for found in fresh["months_expected"]]
    sent = [_months(found, day) for found in fresh["months_with_data"]]
    last = [max(own) if own else pd.NaT for own in sent]
    due = [bool(own) for own in expected]
    whole = [end if pd.notna(end) and end <= day else pd.NaT for end in pd.to_datetime(fresh["last_month"])]
    behind = [
        sum(month > end for month in months) if pd.notna(end) else pd.NA
        for months, end in zip(expected, last, strict=True)
    ]
    states = [
        "free" if not some else "never" if pd.isna(late) else "current" if late == 0 else "behind"
        for some, late in zip(due, behind, strict=True)
    ]
    columns: dict[str, list[Any]] = {
        "expected": list(expected),
        "sent": list(sent),
        "last": [own if some else free for some, own, free in zip(due, last, whole, strict=True)],
        "missing": [len(months - own) for months, own in zip(expected, sent, strict=True)],
        "behind": behind,
        "state": states,
    }
    added = {name: pd.Series(values, index=fresh.index, dtype=TYPES[name]) for name, values in columns.items()}
    return fresh.assign(**added)


def chambers_of(found: pd.DataFrame, territory: str, territories: pd.DataFrame) -> pd.DataFrame:
    """The chambers of a territory: all for Italy, those of an area's regions, of a region, or serving a province.

    ``territories``: territory, parent and territory_level.
    """
    chambers = found[found["feed"].eq(CHAMBERS)]
    if territory == "IT":
        return chambers
    inside = {territory, *territories.loc[territories["parent"] == territory, "territory"]}
    serves = [territory in set(provinces) for provinces in chambers["provinces"]]
    return chambers[chambers["region"].isin(inside) | pd.Series(serves, index=chambers.index, dtype=bool)]


def who_sent(chambers: pd.DataFrame, place: str, as_of: date, words: Words) -> str:
    """How many chambers of a place reach the last month that was due, how many are behind, and who never sent."""
    counted = chambers[chambers["state"] != "free"]
    if counted.empty:
        return words.t("{place}: no chamber of commerce was due to send by {day}", place=place, day=words.day(as_of))
    states = counted["state"].value_counts()
    total = len(counted)
    if states.get("never", 0) == total:
        return words.n(
            "{place}: the only chamber of commerce has not sent any data yet",
            "{place}: none of {count} chambers of commerce has sent any data yet",
            total, place=place,
        )  # fmt: skip
    last = max(max(months) for months in counted["expected"])
    ready = int(states.get("current", 0))
    said = words.n(
        "{place}: {count} chamber of commerce of {total} has sent data up to {day}",
        "{place}: {count} chambers of commerce of {total} have sent data up to {day}",
        ready, place=place, total=words.number(total), day=words.day(last),
    )  # fmt: skip
    late, never = int(states.get("behind", 0)), int(states.get("never", 0))
    parts = [
        words.n("{count} is behind", "{count} are behind", late) if late else "",
        words.n("{count} has never sent any", "{count} have never sent any", never) if never else "",
    ]
    return ", ".join([said, *(part for part in parts if part)])


def never_sent(chambers: pd.DataFrame, words: Words) -> str:
    """The chambers that never sent any data, by name; '' where there are none."""
    names = sorted(chambers.loc[chambers["state"] == "never", "name"])
    if not names:
        return ""
    return words.n("{count} chamber never sent any data: {names}.", "{count} chambers never sent any data: {names}.",
                   len(names), names=words.list_of(names))  # fmt: skip


def most_behind(chambers: pd.DataFrame) -> pd.DataFrame:
    """Those that never sent, then by months behind and missing, then by name."""
    rank = chambers["behind"].fillna(10_000)
    return chambers.assign(rank=rank).sort_values(
        ["rank", "missing", "name"], ascending=[False, False, True], ignore_index=True
    )


def files_by_chamber(chambers: pd.DataFrame, files: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """The files that hold rows of each chamber, with exact copies of them, whose rows all counted as duplicates."""
    hashes = dict(zip(files["file"], files["sent_sha256"], strict=True))
    alike = files.groupby("sent_sha256")["file"].agg(tuple).to_dict()
    found: dict[str, tuple[str, ...]] = {}
    for sender, own in zip(chambers["sender"], chambers["files"], strict=True):
        every = {copy for name in own for copy in alike.get(hashes.get(name), (name,))}
        if every:
            found[str(sender)] = tuple(sorted(every))
    return found


def _months(found: Iterable[Any], day: pd.Timestamp) -> frozenset[pd.Timestamp]:
    return frozenset(month for month in map(pd.Timestamp, found) if month <= day)
