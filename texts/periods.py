"""Dates of figures as texts: the day, year or month that a figure is of, and when it was published."""

from datetime import date

import pandas as pd

from texts.translator import Words


def period_text(day: date, period: str, words: Words) -> str:
    """``31 dicembre 2020``, ``anno 2020`` or ``gennaio 2020``; the last two are a statistic's own period."""
    if period == "year":
        return words.t("year {year}", year=day.year)
    if period == "month":
        return words.month(day)
    return words.day(day)


def published_day(text: object, words: Words) -> str:
    """When a figure was published, as exactly as its source says: ``2018-12-07``, ``2018-12`` or ``2018``."""
    written = str(text)
    if len(written) == len("2018-12-07"):
        return words.day(written)
    return words.month(f"{written}-01") if len(written) == len("2018-12") else written


def agreement_month(start: date, end: date, as_of: date) -> tuple[int, int]:
    """(the month in progress on the as-of date, all months): 0 before the start, at most all months.

    A month runs from the agreement's day of the month to the day before it in the next month.
    """
    first, last, now = pd.Timestamp(start), pd.Timestamp(end), pd.Timestamp(as_of)
    total = _whole_months(first, last + pd.Timedelta(days=1))
    if now < first:
        return 0, total
    return min(_whole_months(first, now) + 1, total), total


def _whole_months(first: pd.Timestamp, last: pd.Timestamp) -> int:
    return (last.year - first.year) * 12 + last.month - first.month - (1 if last.day < first.day else 0)
