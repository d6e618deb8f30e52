"""The month of the agreement that a date lies in."""

from datetime import date

import pandas as pd


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
