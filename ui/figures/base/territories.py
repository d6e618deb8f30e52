"""What the pictures of territories share: the hover text of one territory, and its value with its base."""

from __future__ import annotations

from collections.abc import Iterable

from reads.records import SUPPRESSED, Figure, NamedFigure
from texts.translator import Words
from ui.figures.base.canvas import amount, drawable, reason, status_line, with_value
from ui.figures.base.rich_text import bold, safe

WITH_BASE = ("share", "mean", "rate")
NAMED = 6


def is_hidden(row: Figure) -> bool:
    """Whether confidentiality hides this territory's figure."""
    return row["sign"] == SUPPRESSED


def hover(row: NamedFigure, unit: str, words: Words, measure: str = "", kind: str | None = None) -> str:
    """Name, measure, value, base, date and status of one territory, escaped; no base where the value is hidden."""
    head = f"{bold(row['name'])}<br>" + (f"{safe(measure)}: " if measure else "")
    dated = "" if row["as_of"] is None else "<br>" + words.day(row["as_of"])
    if row["value"] is None:
        return head + reason(row["sign"], words) + dated
    return head + words.figure(row, unit) + base(row, words, kind) + dated + status_line(row["status"], words)


def base(row: Figure, words: Words, kind: str | None = None) -> str:
    """What a figure rests on: `<br>120 su 1.234` for a share or rate, `<br>media di 706 cooperative` for a mean.

    A count has no base. Without `kind` the parts are told where they are whole, then the number of units.
    """
    if kind == "mean":
        count = base_count(row, kind)
        if count is None:
            return ""
        return "<br>" + words.n("average of {count} cooperative", "average of {count} cooperatives", count)
    if kind not in (None, "share", "rate"):
        return ""
    text = ""
    part, whole = row["numerator"], row["denominator"]
    if _whole(part) and _whole(whole):
        text += "<br>" + words.t("{part} out of {whole}", part=words.number(part), whole=words.number(whole))
    if kind is None and row["units"] is not None:
        text += "<br>" + words.n("{count} unit", "{count} units", row["units"])
    return text


def base_count(row: Figure, kind: str | None) -> int | None:
    """The units under a share or mean (its denominator, else its units); None for other kinds or where unknown."""
    if kind not in WITH_BASE or row["value"] is None:
        return None
    # a percentage out of a percentage has no units of its own
    count = row["units"] if row["denominator"] is None else row["denominator"]
    return int(count) if count is not None and _whole(count) else None


def is_small(row: Figure, words: Words, kind: str | None) -> bool:
    """Whether a share or mean rests on so few units that it moves much when a single one changes."""
    count = base_count(row, kind)
    return count is not None and count < words.release.small_base


def _whole(number: float | None) -> bool:
    return number is not None and float(number).is_integer()


def summary(values: Iterable[NamedFigure], unit: str, words: Words, kind: str | None = None) -> list[str]:
    """Highest, lowest, which rest on a small base, how many are hidden or without data: an alternative text."""
    rows = drawable(values)
    ordered = sorted(with_value(rows), key=lambda row: -amount(row))
    parts: list[str] = []
    if ordered:
        parts.append(words.n("{count} figure", "{count} figures", len(ordered)))
        first = ordered[0]
        parts.append(words.t("highest {name} {amount}", name=first["name"], amount=words.figure(first, unit)))
    if len(ordered) > 1:
        last = ordered[-1]
        parts.append(words.t("lowest {name} {amount}", name=last["name"], amount=words.figure(last, unit)))
    small = [row["name"] for row in ordered if is_small(row, words, kind)]
    if small:
        names = words.list_of(small) if len(small) <= NAMED else words.number(len(small))
        parts.append(words.t("small base, fewer than {count}: {names}", count=words.release.small_base, names=names))
    hidden = sum(is_hidden(row) for row in rows)
    missing = len(rows) - len(ordered) - hidden
    if hidden:
        parts.append(words.t("suppressed: {count}", count=hidden))
    if missing or not rows:
        parts.append(words.t("without data: {count}", count=missing) if missing else words.no_data)
    return parts
