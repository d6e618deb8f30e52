"""What a figure rests on, in words, and the address of its measure's page."""

from datetime import datetime
from typing import TypedDict

from texts.periods import period_text
from texts.translator import Bilingual, Words
from ui.content.figure_tables import ROUNDED
from ui.content.unknown_amounts import unknown_amounts
from ui.style import html


class Based(TypedDict):
    """What tells the base of a figure."""

    base: Bilingual
    as_of: datetime | None
    period: str
    precision: str | None
    kind: str
    units: int | None
    denominator: float | None


def base_text(row: Based, words: Words) -> str:
    """What a figure rests on: its base with its number for a share or mean, and its date.

    Of a sum of money, how many of its records have an unknown amount: unknown is not zero.
    """
    base, as_of = words.pick(row["base"]), row["as_of"]
    day = words.no_data if as_of is None else period_text(as_of, row["period"], words)
    if row["precision"] == ROUNDED:
        base = words.t("{base}; rounded for confidentiality", base=base)
    base = "; ".join(filter(None, (base, unknown_amounts(row, words))))
    if row["kind"] in {"share", "mean"} and row["units"] is not None and row["denominator"] is not None:
        count = words.number(row["denominator"], 0)
        return words.t("{day}; base {count}: {base}", day=day, count=count, base=base)
    return words.t("{day}; {base}", day=day, base=base)


def kpi_address(kpi: str, parameters: dict[str, str]) -> str:
    """The address of a measure's page with the same choices."""
    return html.page_address("kpi", parameters | {"kpi": kpi})
