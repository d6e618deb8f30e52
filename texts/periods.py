"""When a figure is of: a day for what the programme counts, a year or a month for a published statistic."""

from datetime import date

from texts.translator import Words


def period_text(day: date, period: str, words: Words) -> str:
    """``31 dicembre 2020``, ``anno 2020`` or ``gennaio 2020``; the last two are a statistic's own period."""
    if period == "year":
        return words.t("year {year}", year=day.year)
    if period == "month":
        return words.month(day)
    return words.day(day)
