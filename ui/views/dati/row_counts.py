"""Rows read, accepted, rejected and duplicate by feed, rounded as disclosure control requires."""

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
class PublishedCount:
    """A count as published: ``number``, exact or rounded; None where it is below ``few``, as in the figures."""

    number: int | None
    exact: bool
    few: float = 0

    def text(self, words: Words) -> str:
        """``1.328``, ``circa 270`` or ``meno di 5``."""
        if self.number is None:
            return words.t("fewer than {count}", count=words.number(self.few))
        return words.number(self.number) if self.exact else words.t("about {count}", count=words.number(self.number))


PublishedCounts = dict[Count, PublishedCount]  # the counts of a feed


def feed_totals(files: Iterable[LoadedFile]) -> list[FeedTotal]:
    """The row counts of ``reads.deliveries.files`` added up by feed, in the release's order.

    Files rejected whole are left out.
    """
    loaded = grouped((row for row in files if row["feed"] and not row["problem"].it), lambda row: row["feed"])
    return [
        {"feed": feed, "files": len(own), "demonstration": any(row["demonstration"] for row in own),
         "read": sum(row["read"] for row in own), "accepted": sum(row["accepted"] for row in own),
         "rejected": sum(row["rejected"] for row in own), "duplicate": sum(row["duplicate"] for row in own)}
        for feed, own in loaded.items()
    ]  # fmt: skip


def unbalanced(totals: Iterable[FeedTotal]) -> list[str]:
    """The feeds in which read = accepted + rejected + duplicate does not hold; none in a sound release."""
    return [row["feed"] for row in totals if row["read"] != row["accepted"] + row["rejected"] + row["duplicate"]]


def published_counts(row: FeedTotal, rules: DisclosureRules, *, confidential: bool) -> PublishedCounts:
    """The counts of a feed as they may be published, by the rules of the figures computed from it.

    Rejected rows are listed one by one, so their number is no secret. The others of a confidential feed are rounded:
    duplicates may be one chamber's file sent twice, and then are a count of that chamber; accepted rows of two releases
    would tell how many one chamber added between them; and what was read would give either away.
    """
    counts = {name: row[name] for name in COUNTS}
    if not confidential:
        return {name: PublishedCount(count, True) for name, count in counts.items()}
    return {name: controlled(count, rules, name == "rejected") for name, count in counts.items()}


def total(
    rows: Sequence[PublishedCounts], totals: Iterable[FeedTotal], name: Count, rules: DisclosureRules
) -> PublishedCount:
    """The sum of a count over the feeds: exact where every part is."""
    return controlled(sum(row[name] for row in totals), rules, all(row[name].exact for row in rows))


def count_sentence(
    totals: Sequence[FeedTotal],
    rows: Sequence[PublishedCounts],
    rejected_files: int,
    rules: DisclosureRules,
    words: Words,
) -> str:
    """Rows read, accepted, rejected and duplicate over all feeds, and files rejected whole."""
    if not any(row["read"] for row in totals):
        read = words.t("no record was read")
    else:
        parts = {name: total(rows, totals, name, rules) for name in COUNTS}
        texts = {name: one.text(words) for name, one in parts.items()}
        plural = {name: 1 if one.number == 1 else 2 for name, one in parts.items()}
        read = words.t(
            "{read}: {parts}",
            read=words.n("{number} record read", "{number} records read", plural["read"], number=texts["read"]),
            parts=words.list_of([
                words.n("{number} accepted", "{number} accepted", plural["accepted"], number=texts["accepted"]),
                words.n("{number} rejected", "{number} rejected", plural["rejected"], number=texts["rejected"]),
                words.n("{number} duplicate", "{number} duplicates", plural["duplicate"], number=texts["duplicate"]),
            ]),
        )  # fmt: skip
    files = (
        words.n("{count} file refused", "{count} files refused", rejected_files)
        if rejected_files
        else words.t("no file refused")
    )
    return words.t("{read}; {files}", read=read, files=files)


def controlled(count: int, rules: DisclosureRules, exact: bool) -> PublishedCount:
    """An exact count, or one rounded as the figures are; a count below half the rounding is not published."""
    if exact or count == 0:
        return PublishedCount(count, True)
    few = rules.rounding / 2
    if count < few:
        return PublishedCount(None, False, few)
    return PublishedCount((2 * count + rules.rounding) // (2 * rules.rounding) * rules.rounding, False)
