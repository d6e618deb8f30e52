"""How many records of a sum of money have no known amount: unknown is not zero, and is told beside the sum."""

from typing import TypedDict

from texts.translator import Words


class Summed(TypedDict):
    """A figure that may be a sum of money: ``units`` of the ``denominator`` records have a known amount."""

    kind: str
    units: int | None
    denominator: float | None


def unknown_amounts(row: Summed, words: Words) -> str:
    """``amount unknown: 2 of 25``; '' for other kinds of figures, and where every amount is known."""
    known, records = row["units"], row["denominator"]
    if row["kind"] != "euro" or known is None or records is None or known >= records:
        return ""
    return words.n("amount unknown: {count} of {all_of}", "amount unknown: {count} of {all_of}", int(records) - known,
                   all_of=words.number(records, 0))  # fmt: skip
