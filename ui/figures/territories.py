"""What the pictures of territories share: the hover text of one territory, and its value with its base."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ui.figures.base import SUPPRESSED, reason, safe, shown, status_line
from ui.rows import Row, records
from ui.words import Words

COLUMNS = ("territory", "name", "value", "sign", "units", "numerator", "denominator", "status")
# a share or mean of fewer units than this moves much when a single one changes
SMALL_BASE = 30
WITH_BASE = ("share", "mean")
NAMED = 6


def controlled(values: pd.DataFrame) -> pd.DataFrame:
    """The frame with `value` missing where suppressed, and with every column of `COLUMNS` present."""
    frame = values.reindex(columns=[*values.columns, *[c for c in COLUMNS if c not in values]])
    return frame.assign(value=shown(frame)).reset_index(drop=True)


def is_hidden(row: Row) -> bool:
    """Whether confidentiality hides this territory's figure."""
    return bool(row["sign"] == SUPPRESSED)


def hover(row: Row, unit: str, words: Words, measure: str = "", kind: str | None = None) -> str:
    """Name, measure, value, base, date and status of one territory, escaped; no base where the value is hidden."""
    head = f"<b>{safe(row['name'])}</b><br>" + (f"{safe(measure)}: " if measure else "")
    when = row.get("as_of", row.get("month"))
    dated = "" if when is None or pd.isna(when) else "<br>" + words.day(when)
    if pd.isna(row["value"]):
        return head + reason(row["sign"], words) + dated
    return head + words.figure(row, unit) + base(row, words, kind) + dated + status_line(row["status"], words)


def base(row: Row, words: Words, kind: str | None = None) -> str:
    """What a figure rests on: `<br>120 su 1.234` for a share, `<br>media di 706 cooperative` for a mean.

    A count has no base. Without `kind` the parts are told where they are whole, then the number of units.
    """
    if kind == "mean":
        count = base_count(row, kind)
        if count is None:
            return ""
        return "<br>" + words.n("average of {count} cooperative", "average of {count} cooperatives", count)
    if kind not in (None, "share"):
        return ""
    text = ""
    if _whole(row["numerator"]) and _whole(row["denominator"]):
        text += "<br>" + words.t(
            "{part} out of {whole}",
            part=words.number(row["numerator"]),
            whole=words.number(row["denominator"]),
        )
    if kind is None and pd.notna(row["units"]):
        text += "<br>" + words.n("{count} unit", "{count} units", row["units"])
    return text


def base_count(row: Row, kind: str | None) -> int | None:
    """The units under a share or mean (its denominator, else its units); None for other kinds or where unknown."""
    if kind not in WITH_BASE or pd.isna(row["value"]):
        return None
    if pd.notna(row["denominator"]):
        # a percentage out of a percentage has no units of its own
        return int(row["denominator"]) if _whole(row["denominator"]) else None
    return int(row["units"]) if _whole(row["units"]) else None


def is_small(row: Row, kind: str | None) -> bool:
    """Whether a share or mean rests on fewer than `SMALL_BASE` units."""
    count = base_count(row, kind)
    return count is not None and count < SMALL_BASE


def _whole(number: Any) -> bool:
    return bool(pd.notna(number)) and float(number).is_integer()


def summary(values: pd.DataFrame, unit: str, words: Words, kind: str | None = None) -> list[str]:
    """Highest, lowest, which rest on a small base, how many are hidden or without data: an alternative text."""
    frame = controlled(values)
    known = frame.dropna(subset="value").sort_values("value", ascending=False, kind="stable")
    parts: list[str] = []
    if len(known):
        parts.append(words.n("{count} figure", "{count} figures", len(known)))
        parts.append(words.t("highest {name} {amount}", **_named(known.iloc[0], unit, words)))
    if len(known) > 1:
        parts.append(words.t("lowest {name} {amount}", **_named(known.iloc[-1], unit, words)))
    small = [str(row["name"]) for row in records(known) if is_small(row, kind)]
    if small:
        told = words.list_of(small) if len(small) <= NAMED else words.number(len(small))
        parts.append(words.t("small base, fewer than {count}: {names}", count=SMALL_BASE, names=told))
    hidden = int(frame["sign"].eq(SUPPRESSED).sum())
    missing = len(frame) - len(known) - hidden
    if hidden:
        parts.append(words.t("suppressed: {count}", count=hidden))
    if missing or not len(frame):
        parts.append(words.t("without data: {count}", count=missing) if missing else words.no_data)
    return parts


def _named(row: Row, unit: str, words: Words) -> dict[str, Any]:
    return {"name": row["name"], "amount": words.figure(row, unit)}
