"""Columns and sentences on the marks of published figures: breaks in their series, and what their source rounded."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from reads.series_marks import Mark, Marks
from texts.periods import period_text
from texts.translator import Words

Place = tuple[str, datetime | None]  # territory and date of a figure


def mark_columns(places: Sequence[Place], marks: Marks, unit: str, words: Words) -> dict[str, list[str]]:
    """Columns for the figures of some territories and dates; a column that would be empty is left out."""
    found = [marks.get((code, day)) if day is not None else None for code, day in places]
    columns = {
        words.t("Series break"): [words.t("change of definition") if m and m["break_before"] else "" for m in found],
        words.t("By its source"): [interval(m, unit, words) if m else "" for m in found],
    }
    return {title: column for title, column in columns.items() if any(column)}


def interval(mark: Mark, unit: str, words: Words) -> str:
    """How far the true figure may lie from the published one, '' where its source says nothing of it."""
    low, high = mark["low"], mark["high"]
    if low is not None and high is not None:
        return words.t("rounded: from {low} to {high}", low=words.value(low, unit, _decimals(low)),
                       high=words.value(high, unit, _decimals(high)))  # fmt: skip
    if low is not None:
        return words.t("at least {value}", value=words.value(low, unit, _decimals(low)))
    return "" if high is None else words.t("at most {value}", value=words.value(high, unit, _decimals(high)))


def break_note(places: Iterable[Place], marks: Marks, period: str, words: Words) -> str:
    """The breaks among some figures in a sentence, '' without any: a line over them would compare unlike things."""
    own = [
        mark for code, day in places if day is not None and (mark := marks.get((code, day))) and mark["break_before"]
    ]
    if not own:
        return ""
    days = dict.fromkeys(period_text(mark["as_of"], period, words) for mark in own)
    return words.t("Change of definition ({days}): no comparison with what was before.",
                   days=words.list_of(list(days)))  # fmt: skip


def _decimals(value: float) -> int | None:
    """Halves of a whole percent need their decimal; other numbers are written as their unit has it."""
    return None if float(value).is_integer() else 1
