"""What became of the rows that came: read, accepted, rejected, duplicate by feed, told as disclosure control allows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

from catalogue.model import DisclosureRules
from reads.deliveries import LoadedFile
from reads.records import grouped
from texts.translator import Words

Count = Literal["read", "accepted", "rejected", "duplicate"]
COUNTS: tuple[Count, ...] = ("read", "accepted", "rejected", "duplicate")


class FeedTotal(TypedDict):
    """The rows of a feed's loaded ``files``, and whether any of these is demonstration."""

    feed: str
    files: int
    demonstration: bool
    read: int
    accepted: int
    rejected: int
    duplicate: int


@dataclass(frozen=True)
class Told:
    """A count as it may be told: ``number``, exact or rounded; None where it is below ``few``, as in the figures."""

    number: int | None
    exact: bool
    few: float = 0

    def text(self, words: Words) -> str:
        """``1.328``, ``circa 270`` or ``meno di 5``."""
        if self.number is None:
            return words.t("fewer than {count}", count=words.number(self.few))
        return words.number(self.number) if self.exact else words.t("about {count}", count=words.number(self.number))


Counted = dict[Count, Told]  # the counts of a feed as they may be published


def feed_totals(files: Iterable[LoadedFile]) -> list[FeedTotal]:
    """``reads.deliveries.files`` by feed, in the release's order: feed, files (taken), the COUNTS, demonstration.

    A file of no feed was refused whole and is in none of them.
    """
    taken = grouped((row for row in files if row["feed"] and not row["problem"].it), lambda row: row["feed"])
    return [
        {"feed": feed, "files": len(own), "demonstration": any(row["demonstration"] for row in own),
         "read": sum(row["read"] for row in own), "accepted": sum(row["accepted"] for row in own),
         "rejected": sum(row["rejected"] for row in own), "duplicate": sum(row["duplicate"] for row in own)}
        for feed, own in taken.items()
    ]  # fmt: skip


def unbalanced(totals: Iterable[FeedTotal]) -> list[str]:
    """The feeds in which read = accepted + rejected + duplicate does not hold; none in a sound release."""
    return [row["feed"] for row in totals if row["read"] != row["accepted"] + row["rejected"] + row["duplicate"]]


def told(row: FeedTotal, rules: DisclosureRules, *, confidential: bool) -> Counted:
    """The counts of a feed as they may be told, by the rules of the figures made of it.

    Rejected rows are listed one by one, so their number is no secret. Of a confidential feed the duplicates are
    rounded: they may be one chamber's file sent twice, and then are a count of that chamber. So is what was read, or it
    would give them away. Accepted rows are told exactly from ``exact_from`` on, as the country's totals are.
    """
    counts = {name: row[name] for name in COUNTS}
    if not confidential:
        return {name: Told(count, True) for name, count in counts.items()}
    large = counts["accepted"] >= rules.exact_from
    exact: dict[Count, bool] = {
        "accepted": large,
        "rejected": True,
        "duplicate": False,
        "read": large and counts["duplicate"] == 0,
    }
    return {name: controlled(counts[name], rules, exact[name]) for name in COUNTS}


def total(rows: Sequence[Counted], totals: Iterable[FeedTotal], name: Count, rules: DisclosureRules) -> Told:
    """The sum of a count over the feeds: exact where every part is."""
    return controlled(sum(row[name] for row in totals), rules, all(row[name].exact for row in rows))


def what_became(
    totals: Sequence[FeedTotal], rows: Sequence[Counted], refused: int, rules: DisclosureRules, words: Words
) -> str:
    """Rows read, accepted, rejected and duplicate over all feeds, and files refused whole."""
    if not any(row["read"] for row in totals):
        read = words.t("no record was read")
    else:
        parts = {name: total(rows, totals, name, rules) for name in COUNTS}
        said = {name: one.text(words) for name, one in parts.items()}
        plural = {name: 1 if one.number == 1 else 2 for name, one in parts.items()}
        read = words.t(
            "{read}: {parts}",
            read=words.n("{number} record read", "{number} records read", plural["read"], number=said["read"]),
            parts=words.list_of([
                words.n("{number} accepted", "{number} accepted", plural["accepted"], number=said["accepted"]),
                words.n("{number} rejected", "{number} rejected", plural["rejected"], number=said["rejected"]),
                words.n("{number} duplicate", "{number} duplicates", plural["duplicate"], number=said["duplicate"]),
            ]),
        )  # fmt: skip
    files = words.n("{count} file refused", "{count} files refused", refused) if refused else words.t("no file refused")
    return words.t("{read}; {files}", read=read, files=files)


def controlled(count: int, rules: DisclosureRules, exact: bool) -> Told:
    """A count as it stands, or rounded as the figures are; one of the few is not told."""
    if exact or count == 0:
        return Told(count, True)
    few = rules.rounding / 2
    if count < few:
        return Told(None, False, few)
    return Told((2 * count + rules.rounding) // (2 * rules.rounding) * rules.rounding, False)
