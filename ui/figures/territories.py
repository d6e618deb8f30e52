"""What the pictures of territories share: the hover text of one territory, and its value with its base."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ui.figures.base import SUPPRESSED, reason, safe, shown, status_line
from ui.words import Words

COLUMNS = ("territory", "name", "value", "sign", "units", "numerator", "denominator", "status")


def controlled(values: pd.DataFrame) -> pd.DataFrame:
    """The frame with `value` missing where suppressed, and with every column of `COLUMNS` present."""
    frame = values.reindex(columns=[*values.columns, *[c for c in COLUMNS if c not in values]])
    return frame.assign(value=shown(frame)).reset_index(drop=True)


def is_hidden(row: pd.Series) -> bool:
    """Whether confidentiality hides this territory's figure."""
    return bool(row["sign"] == SUPPRESSED)


def hover(row: pd.Series, unit: str, words: Words, measure: str = "") -> str:
    """Name, measure, value, base and status of one territory, escaped; no base where the value is hidden."""
    head = f"<b>{safe(row['name'])}</b><br>" + (f"{safe(measure)}: " if measure else "")
    if pd.isna(row["value"]):
        return head + reason(row["sign"], words)
    return head + words.value(row["value"], unit) + base(row, words) + status_line(row["status"], words)


def base(row: pd.Series, words: Words) -> str:
    """`<br>120 su 1.234`, and the number of units behind the figure where it is known."""
    text = ""
    if pd.notna(row["numerator"]) and pd.notna(row["denominator"]):
        text += "<br>" + words.t(
            "{part} out of {whole}",
            part=words.number(row["numerator"]),
            whole=words.number(row["denominator"]),
        )
    if pd.notna(row["units"]):
        text += "<br>" + words.n("{count} unit", "{count} units", row["units"])
    return text


def summary(values: pd.DataFrame, unit: str, words: Words) -> list[str]:
    """Highest, lowest, and how many are hidden or without data: the parts of an alternative text."""
    frame = controlled(values)
    known = frame.dropna(subset="value").sort_values("value", ascending=False, kind="stable")
    parts: list[str] = []
    if len(known):
        parts.append(words.n("{count} territory with data", "{count} territories with data", len(known)))
        parts.append(words.t("highest {name} {amount}", **_named(known.iloc[0], unit, words)))
    if len(known) > 1:
        parts.append(words.t("lowest {name} {amount}", **_named(known.iloc[-1], unit, words)))
    hidden = int(frame["sign"].eq(SUPPRESSED).sum())
    missing = len(frame) - len(known) - hidden
    if hidden:
        parts.append(words.t("suppressed: {count}", count=hidden))
    if missing or not len(frame):
        parts.append(words.t("without data: {count}", count=missing) if missing else words.no_data)
    return parts


def _named(row: pd.Series, unit: str, words: Words) -> dict[str, Any]:
    return {"name": row["name"], "amount": words.value(row["value"], unit)}
