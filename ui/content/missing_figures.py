"""What stands in the place of a missing figure, and why it is missing."""

from typing import TypedDict

from reads.records import SUPPRESSED
from reads.slice import TOTAL
from texts.labels import feed_names
from texts.translator import Words


class Missing(TypedDict):
    """What tells why a measure has no figure; ``known_elsewhere``: whether some territory has one."""

    sign: str
    breakdowns: tuple[str, ...]
    feeds: tuple[str, ...]
    known_elsewhere: bool


def why_missing(row: Missing, breakdown: str, words: Words) -> tuple[str, str]:
    """The text in place of a missing figure, and the reason, '' for a suppressed one."""
    if row["sign"] == SUPPRESSED:
        return words.sign(SUPPRESSED)[1], ""
    if breakdown != TOTAL and breakdown not in row["breakdowns"]:
        return words.no_data, words.t("not published by this breakdown")
    if row["known_elsewhere"]:
        return words.no_data, words.t("none for this territory and date")
    return words.no_data, words.t("awaiting data: {feeds}", feeds=feed_names(row["feeds"], words))
