"""How far the data of each sender reach: months sent, missing and behind, as records and as sentences."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from reads.cache import cached
from reads.deliveries import LoadedFile, Sender, files, senders
from reads.records import grouped
from reads.releases import Release
from reads.slice import midnight
from reads.territories import ITALY, Place
from texts.translator import N_, Words

CHAMBERS = "pid_activity"
STATES = {"current": N_("up to date"), "behind": N_("behind"), "never": N_("never sent"), "free": N_("not due monthly")}


class SenderState(Sender):
    """A sender as seen from a date: months due and sent by then.

    ``last``: the latest month sent, for what is not due monthly the last month of any data; ``missing``: how many
    months due are without data; ``behind``: months due since the last data, None without any; ``state``: a key of
    STATES.
    """

    expected: frozenset[datetime]
    sent: frozenset[datetime]
    missing: int
    last: datetime | None
    behind: int | None
    state: str


@cached
def senders_of(release: Release, as_of: date) -> list[SenderState]:
    """Every sender of a release as seen from a date."""
    return sender_states(senders(release), as_of)


@cached
def files_of_chambers(release: Release) -> dict[str, tuple[str, ...]]:
    """The files of every chamber of a release; see ``files_by_chamber``."""
    return files_by_chamber([row for row in senders(release) if row["feed"] == CHAMBERS], files(release))


def sender_states(rows: Iterable[Sender], as_of: date) -> list[SenderState]:
    """Each sender as seen from ``as_of``."""
    return [_state(row, midnight(as_of)) for row in rows]


def _state(row: Sender, day: datetime) -> SenderState:
    expected, sent = _months(row["months_expected"], day), _months(row["months_with_data"], day)
    last, behind, state = max(sent, default=None), None if not sent else 0, "never"
    if not expected:
        last, state = row["last_month"] if row["last_month"] and row["last_month"] <= day else None, "free"
    elif last:
        behind = sum(month > last for month in expected)
        state = "behind" if behind else "current"
    return {**row, "expected": expected, "sent": sent, "missing": len(expected - sent), "last": last, "behind": behind,
            "state": state}  # fmt: skip


def chambers_of(found: Iterable[SenderState], territory: str, territories: Iterable[Place]) -> list[SenderState]:
    """The chambers of a territory: all for Italy, those of an area's regions, of a region, or serving a province."""
    chambers = [row for row in found if row["feed"] == CHAMBERS]
    if territory == ITALY:
        return chambers
    inside = {territory, *(row["territory"] for row in territories if row["parent"] == territory)}
    return [row for row in chambers if row["region"] in inside or territory in row["provinces"]]


def delivery_sentence(chambers: Iterable[SenderState], place: str, as_of: date, words: Words) -> str:
    """How many chambers of a place reach the last month that was due, how many are behind, and who never sent."""
    counted = [row for row in chambers if row["state"] != "free"]
    if not counted:
        return words.t("{place}: no chamber of commerce was due to send by {day}", place=place, day=words.day(as_of))
    states = grouped(counted, lambda row: row["state"])
    ready, late, never = (len(states.get(state, ())) for state in ("current", "behind", "never"))
    total = len(counted)
    if never == total:
        return words.n(
            "{place}: the only chamber of commerce has not sent any data yet",
            "{place}: none of {count} chambers of commerce has sent any data yet",
            total, place=place,
        )  # fmt: skip
    last = max(max(row["expected"]) for row in counted)
    sentence = words.n(
        "{place}: {count} chamber of commerce of {total} has sent data up to {day}",
        "{place}: {count} chambers of commerce of {total} have sent data up to {day}",
        ready, place=place, total=words.number(total), day=words.day(last),
    )  # fmt: skip
    parts = [
        words.n("{count} is behind", "{count} are behind", late) if late else "",
        words.n("{count} has never sent any", "{count} have never sent any", never) if never else "",
    ]
    return ", ".join([sentence, *(part for part in parts if part)])


def never_sent(chambers: Iterable[SenderState], words: Words) -> str:
    """The chambers that never sent any data, by name; '' where there are none."""
    names = sorted(row["name"] or "" for row in chambers if row["state"] == "never")
    if not names:
        return ""
    return words.n("{count} chamber never sent any data: {names}.", "{count} chambers never sent any data: {names}.",
                   len(names), names=words.list_of(names))  # fmt: skip


def most_behind(chambers: Iterable[SenderState]) -> list[SenderState]:
    """Those that never sent, then by months behind and missing, then by name."""

    def place(row: SenderState) -> tuple[bool, int, int, str]:
        return row["behind"] is not None, -(row["behind"] or 0), -row["missing"], row["name"] or ""

    return sorted(chambers, key=place)


def files_by_chamber(chambers: Iterable[Sender], every: Sequence[LoadedFile]) -> dict[str, tuple[str, ...]]:
    """The files with rows of each chamber, and exact copies of those files, all rows of which are duplicates."""
    hashes = {row["file"]: row["sent_sha256"] for row in every}
    copies = grouped(every, lambda row: row["sent_sha256"])
    found: dict[str, tuple[str, ...]] = {}
    for row in chambers:
        names = set(row["files"])
        names |= {copy["file"] for name in row["files"] for copy in copies.get(hashes.get(name, ""), ())}
        if names:
            found[row["sender"]] = tuple(sorted(names))
    return found


def _months(found: Iterable[datetime], day: datetime) -> frozenset[datetime]:
    return frozenset(month for month in found if month <= day)
