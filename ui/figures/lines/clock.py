"""The agreement's clock: its months as one slim bar in years, filled up to the as-of date."""

from __future__ import annotations

from typing import Any

import pandas as pd

from texts.translator import Words
from ui.figures.base.canvas import canvas, note
from ui.figures.base.drawing import Drawing
from ui.figures.base.rich_text import bold
from ui.style.theme import Theme

HEIGHT = 92


def agreement_month(start: Any, end: Any, as_of: Any) -> tuple[int, int]:
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


def clock(start: Any, end: Any, as_of: Any, *, words: Words, theme: Theme) -> Drawing:
    """Draw the window from `start` to `end` (both days included) with the as-of date marked."""
    month, total = agreement_month(start, end, as_of)
    figure = canvas(words, theme, HEIGHT, l=4, r=4, t=36, b=26)
    first, last, now = pd.Timestamp(start), pd.Timestamp(end), pd.Timestamp(as_of)
    done = min(max((now - first) / (last - first), 0.0), 1.0)
    if done > 0:
        figure.add_shape(type="rect", x0=0, x1=done, y0=0, y1=1, fillcolor=theme.main, line={"width": 0}, layer="below")
    for year in range(-(-total // 12)):
        x0, x1 = 12 * year / total, min(12 * (year + 1) / total, 1.0)
        figure.add_shape(type="rect", x0=x0, x1=x1, y0=0, y1=1, line={"color": theme.border, "width": 1})
        roman = ("I", "II", "III", "IV", "V", "VI")[year] if year < 6 else str(year + 1)
        at = _clear_of(done, x0, x1)
        inside = theme.background if at < done else theme.muted
        figure.add_annotation(text=words.t("year {numeral}", numeral=roman), x=at, y=0.5, font={"color": inside})
    for x, side, date in ((0, "left", first), (1, "right", last)):
        figure.add_annotation(note(theme, words.short_month(date), x=x, y=0, yanchor="top", yshift=-4, xanchor=side))
    figure.add_shape(
        type="line", x0=done, x1=done, y0=-0.12, y1=1.3, yref="paper", line={"color": theme.text, "width": 2}
    )
    figure.add_annotation(
        text=f"{bold(clock_text(month, total, words, ended=now > last))} · {words.day(as_of)}",
        x=done,
        y=1.25,
        yref="paper",
        yanchor="bottom",
        xanchor="left" if done < 0.34 else "right" if done > 0.66 else "center",
        font={"size": 14},
    )
    figure.update_xaxes(visible=False, range=[-0.002, 1.002])
    figure.update_yaxes(visible=False, range=[0, 1])
    figure.update_layout(hovermode=False)
    return figure


def _clear_of(marker: float, x0: float, x1: float) -> float:
    """Where a year is named: in the middle of its block, or on the side that the marker leaves free."""
    middle, width = (x0 + x1) / 2, x1 - x0
    if abs(marker - middle) > 0.3 * width:
        return middle
    return x0 + (0.24 if marker >= middle else 0.76) * width


def clock_text(month: int, total: int, words: Words, *, ended: bool = False) -> str:
    """`mese 30 di 36`, that the agreement has not begun, or that it has ended."""
    if ended:
        return words.t("ended")
    return words.t("month {month} of {total}", month=month, total=total) if month else words.t("not yet begun")


def describe_clock(start: Any, end: Any, as_of: Any, *, words: Words) -> str:
    """The clock in one sentence."""
    month, total = agreement_month(start, end, as_of)
    return words.t(
        "The agreement runs from {start} to {end}; on {day}: {month}.",
        start=words.day(start),
        end=words.day(end),
        day=words.day(as_of),
        month=clock_text(month, total, words, ended=pd.Timestamp(as_of) > pd.Timestamp(end)),
    )
