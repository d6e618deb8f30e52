"""Dates of figures as texts: the day, year or month that a figure is of, and when it was published."""

from datetime import date

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
