"""A change between two releases as a sentence in Italian or English: what, how much, why."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_decimal

from catalogue.load import comparison_words
from kpi.compare import PARTS, SUPPRESSED

DEMONSTRATION = "demonstration"
Row = Mapping[str, Any]


def sentence(row: Row, measure: str, place: str, unit: str, language: str) -> str:
    """One row of ``compare`` in words; ``measure`` and ``place`` are names in that language, ``unit`` the catalogue's.

    Amounts are told to the hundredth: the parts add up to the change as written.
    """
    words = comparison_words()[language]
    named = {"measure": measure, "place": place, "change": signed(row["change"], unit, language)}
    for side in ("before", "after"):
        named[side] = shown(row, side, unit, language)
        named[f"day_{side}"] = _day(row[f"as_of_{side}"], language) or words["no_data"]
    state = str(row["state"])
    moved = [name for name in PARTS if not pd.isna(row[name]) and row[name] != 0]
    unchanged = state == "compared" and not moved and row["as_of_before"] == row["as_of_after"]
    told = [
        words["same" if unchanged else state].format(**named) + ("" if unchanged else _why(row, moved, unit, language))
    ]
    if not _same(row, "judgement") and state == "compared":
        judged = {f"judgement_{side}": _judged(row[f"judgement_{side}"], words) for side in ("before", "after")}
        told.append(words["judgement"].format(**judged) + (f" ({words['rejudged']})" if row["rejudged"] else ""))
    if row["replanned"]:
        told.append(_plan(row, unit, language))
    natures = {row["nature_before"], row["nature_after"]}
    if DEMONSTRATION in natures and len(natures) > 1 and state == "compared":
        told.append(words["demonstration"])
    return ". ".join(told) + "."


def shown(row: Row, side: str, unit: str, language: str) -> str:
    """A side's figure with its unit, «oscurato» where it is suppressed, «nessun dato» where there is none."""
    words = comparison_words()[language]
    if row[f"sign_{side}"] == SUPPRESSED:
        return str(words["hidden"])
    if pd.isna(row[side]):
        return str(words["no_data"])
    return str(words["units"][unit].format(n=amount(row[side], language)))


def signed(cents: Any, unit: str, language: str) -> str:
    """A change with its sign and unit, '' where there is none: ``+3,5 punti percentuali``."""
    if pd.isna(cents):
        return ""
    words = comparison_words()[language]
    return str(words["changes"].get(unit, words["units"][unit]).format(n=amount(cents, language, sign=True)))


def amount(cents: Any, language: str, *, sign: bool = False) -> str:
    """Whole hundredths as a number: as many decimals as it has, at most two."""
    text = format_decimal(Decimal(int(cents)) / 100, format="#,##0.##", locale=language)
    return f"+{text}" if sign and cents > 0 else str(text)


def _why(row: Row, moved: list[str], unit: str, language: str) -> str:
    words = comparison_words()[language]
    if not moved:
        return ""
    if len(moved) == 1:
        return ", " + str(words["all_for"].format(part=words["parts"][moved[0]]))
    parts = [f"{signed(row[name], unit, language)} {words['parts'][name]}" for name in moved]
    return ", " + str(words["of_which"].format(parts=", ".join(parts)))


def _plan(row: Row, unit: str, language: str) -> str:
    words = comparison_words()[language]
    named: dict[str, str] = {}
    for side in ("before", "after"):
        goal, day = row[f"goal_{side}"], _day(row[f"due_on_{side}"], language)
        told: str = words["units"][unit].format(n=amount(goal, language)) if not pd.isna(goal) else ""
        named[f"goal_{side}"] = words["goal"].format(goal=told, day=day) if told else words["no_goal"]
    moved = bool(not pd.isna(row["target"]) and row["target"] != 0)
    return str(words["target" if moved else "plan"].format(target=signed(row["target"], unit, language), **named))


def _judged(status: Any, words: Mapping[str, Any]) -> str:
    return str(words["no_data"] if pd.isna(status) else words["judgements"][status])


def _same(row: Row, name: str) -> bool:
    first, last = row[f"{name}_before"], row[f"{name}_after"]
    return bool(first == last or (pd.isna(first) and pd.isna(last)))


def _day(day: Any, language: str) -> str:
    return "" if pd.isna(day) else str(format_date(pd.Timestamp(day).date(), "d MMMM y", locale=language))
