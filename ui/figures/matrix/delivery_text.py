"""The writing on the grid of months sent: the sign of a cell, hover texts, the key, and the grid in a sentence."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from texts.translator import Words
from ui.figures.base.rich_text import safe

ALL, SOME, NONE = "all", "some", "none"
KEY_WIDTH = 44  # letters that fit a telephone
MOST_NAMED = 3  # senders that a hover text names before it counts


@dataclass(frozen=True)
class Line:
    """One row: its name, and the senders in it as (name, months due, months sent)."""

    name: str
    senders: tuple[tuple[str, frozenset[datetime], frozenset[datetime]], ...]

    def cell(self, month: datetime) -> tuple[int, list[str]]:
        """How many senders were due to send for a month, and the names of those that did not."""
        due = [(name, sent) for name, expected, sent in self.senders if month in expected]
        return len(due), [name for name, sent in due if month not in sent]

    @property
    def gaps(self) -> int:
        """Months due without data, over all senders."""
        return sum(len(expected - sent) for _, expected, sent in self.senders)


def sign_of(due: int, absent: int) -> str | None:
    """The sign of a cell; None where nothing was due."""
    if not due:
        return None
    return ALL if not absent else NONE if absent == due else SOME


def describe_delivery_grid(lines: Sequence[Line], *, name: str, words: Words) -> str:
    """From when to when, how many months are missing, and which rows miss the most."""
    months = sorted({month for line in lines for _, expected, _ in line.senders for month in expected})
    if not months:
        return words.t("{name}: {parts}.", name=name, parts=words.no_data)
    worst = sorted((line for line in lines if line.gaps), key=lambda line: (-line.gaps, line.name))
    span = words.t("from {first} to {last}", first=words.month(months[0]), last=words.month(months[-1]))
    if not worst:
        return words.t("{name}: {parts}.", name=name, parts=f"{span}, {words.t('no month is missing')}")
    told = [
        words.n("{name} {count} month", "{name} {count} months", line.gaps, name=line.name)
        for line in worst[:MOST_NAMED]
    ]
    missing = words.n("{count} month is missing", "{count} months are missing", sum(line.gaps for line in worst))
    most = words.t("most in: {names}", names=words.list_of(told))
    return words.t("{name}: {parts}.", name=name, parts=f"{span}, {missing}; {most}")


def hover_text(name: str, month: datetime, due: int, absent: list[str], words: Words) -> str:
    """Row, month, how many of those due sent, and who did not: ``Lazio, marzo 2019<br>4 su 5; mancano: Roma``."""
    head = f"{safe(name)}, {words.month(month)}"
    if due == 1:
        return f"{head}<br>{words.t('data') if not absent else words.no_data}"
    said = words.t("data from {count} of {total}", count=due - len(absent), total=due)
    if absent:
        more = len(absent) - MOST_NAMED
        named = [safe(one) for one in absent[:MOST_NAMED]] + ([words.number(more) + " +"] if more > 0 else [])
        said += "<br>" + words.t("without data: {names}", names=", ".join(named))
    return f"{head}<br>{said}"


def key_lines(signs: list[list[str | None]], left_out: Sequence[Line], words: Words) -> list[str]:
    """What the signs mean, as many as are seen, and how many rows are not drawn."""
    seen = {sign for row in signs for sign in row}
    several = SOME in seen
    said = {
        ALL: words.t("■ data from all") if several else words.t("■ data"),
        SOME: words.t("◇ from some"),
        NONE: words.t("× from none") if several else words.t("× no data"),
        None: words.t("empty: not due"),
    }
    lines = ["   ".join(text for sign, text in said.items() if sign in seen)]
    if left_out:
        fewer = any(line.gaps for line in left_out)
        most = words.t("none of them misses more months than those drawn") if fewer else words.t("none misses a month")
        rest = words.n(
            "{count} other row is not drawn: {most}",
            "{count} other rows are not drawn: {most}",
            len(left_out),
            most=most,
        )
        lines += textwrap.wrap(rest, KEY_WIDTH)
    return lines
