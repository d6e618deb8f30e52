"""What every figure needs: an empty canvas, safe text, plain numbers, and axes in the reader's language."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, TypedDict, TypeVar, cast

import pandas as pd

from reads.records import SUPPRESSED, Value
from texts.translator import NBSP, Words
from ui.figures.base.drawing import Drawing, Mark
from ui.style.theme import BADGES, SMALL, Theme, badge_label, template

Row = TypeVar("Row", bound=Value)
EURO = ("euro", "euro_per1000")


class Written(TypedDict):
    """How the values of a picture are written: a measure's unit and kind, and the language."""

    unit: str
    kind: str
    words: Words


def canvas(words: Words, theme: Theme, height: int, **margin: int) -> Drawing:
    """An empty figure of a fixed height in px, as wide as its place; `margin` overrides l, r, t, b."""
    figure = Drawing()
    figure.update_layout(template=template(theme, words), height=height, margin=margin)
    return figure


def blank(words: Words, theme: Theme, height: int, text: str = "") -> Drawing:
    """A figure that says only that there are no data, or ``text``."""
    figure = canvas(words, theme, height)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    figure.add_annotation(
        text=text or words.no_data, x=0.5, y=0.5, xref="paper", yref="paper", font={"color": theme.muted, "size": 14}
    )
    return figure


def plain(values: Iterable[Any]) -> list[float | None]:
    """Numbers for a trace: missing ones as None, never as zero."""
    return [number(value) for value in values]


def number(value: Any) -> float | None:
    """A finite number; None for whatever is missing."""
    if not isinstance(value, int | float):
        if value is None or pd.isna(value):
            return None
        value = float(value)
    return float(value) if math.isfinite(value) else None


def may_show(value: float | None, sign: str) -> float | None:
    """A figure that may be drawn: None where it is suppressed."""
    return None if sign == SUPPRESSED else number(value)


def drawable(rows: Iterable[Row]) -> list[Row]:
    """The rows, each with only that ``value`` that may be drawn."""
    return [cast("Row", {**row, "value": may_show(row["value"], row["sign"])}) for row in rows]


def with_value(rows: Iterable[Row]) -> list[Row]:
    """The rows that have a value."""
    return [row for row in rows if row["value"] is not None]


def amount(row: Value) -> float:
    """The value of a row that has one. Raises ValueError without."""
    if row["value"] is None:
        raise ValueError("a row without a value")
    return row["value"]


def amounts(rows: Iterable[Value]) -> list[float]:
    """The values of those rows that have one."""
    return [row["value"] for row in rows if row["value"] is not None]


def reason(sign: object, words: Words) -> str:
    """Why there is no figure: `* dato oscurato per riservatezza`, or `.... nessun dato`."""
    return " ".join(words.sign(sign if isinstance(sign, str) else ""))


def brief(sign: object, words: Words) -> str:
    """The same beside a bar, where a telephone has little room: `* oscurato`; the table says it in full."""
    return f"{SUPPRESSED} {words.p('figure', 'suppressed')}" if sign == SUPPRESSED else reason(sign, words)


def status_line(status: object, words: Words) -> str:
    """The second line of a hover text: the status of the figure, or nothing."""
    return f"<br>{badge_label(status, words)}" if isinstance(status, str) and status in BADGES else ""


def days(dates: Iterable[Any]) -> list[str]:
    """Dates for a trace, as ISO text."""
    return [f"{moment(day):%Y-%m-%d}" for day in dates]


def moment(day: Any) -> datetime:
    """A day of any kind as one that can be compared with all others."""
    return day if isinstance(day, datetime) else pd.Timestamp(day)


def nice_range(values: Sequence[float], *, from_zero: bool = False) -> tuple[float, float]:
    """The ends of a value axis; zero is among them for bars and wherever it costs little."""
    low, high = min(values), max(values)
    if from_zero or (low >= 0 and low < 0.5 * high):
        low = min(low, 0.0)
    if high <= 0 and from_zero:
        high = 0.0
    room = (high - low) or abs(high) or 1.0
    return (low if low == 0 else low - 0.08 * room), (high if high == 0 and low < 0 else high + 0.08 * room)


def value_ticks(low: float, high: float, unit: str, words: Words, about: int = 5) -> Mark:
    """Axis settings with round values, written as the reader writes numbers; millions are shortened."""
    raw = (high - low) / about
    power = 10 ** math.floor(math.log10(raw))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= raw * 0.999)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    ticks = [round(i * step, 10) for i in range(first, last + 1)]
    decimals = max(0, -math.floor(math.log10(step)) + (1 if step / power == 2.5 else 0))
    return {"tickvals": ticks, "ticktext": [_tick(t, unit, decimals, words) for t in ticks]}


def _tick(value: float, unit: str, decimals: int, words: Words) -> str:
    suffix = f"{NBSP}€" if unit in EURO else ""
    if unit == "percent":
        return words.percent(value, decimals)
    if abs(value) >= 1e6:
        return words.t("{amount} mn", amount=words.number(value / 1e6)) + suffix
    return words.money(value, decimals) if unit in EURO else words.number(value, decimals)


def month_ticks(start: Any, end: Any, words: Words) -> Mark:
    """Axis settings with months in two lines (`gen` over `2020`), few enough for a telephone."""
    first, last = moment(start), moment(end)
    firsts = months(first, last)
    step = next((s for limit, s in ((6, 1), (12, 2), (18, 3), (48, 6)) if len(firsts) <= limit), 12)
    picked = [day for day in firsts if (day.month - 1) % step == 0 and first <= day <= last] or [first]
    return {"tickvals": days(picked), "ticktext": [words.short_month(m).replace(" ", "<br>") for m in picked]}


def months(first: datetime, last: datetime) -> list[datetime]:
    """The first day of each month from that of one date to that of another."""
    begin, end = (12 * day.year + day.month - 1 for day in (first, last))
    return [datetime(at // 12, at % 12 + 1, 1) for at in range(begin, end + 1)]


def spread(wanted: Sequence[float], gap: float) -> list[float]:
    """Positions as near as possible to the wanted ones and at least `gap` apart (order kept)."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = list(wanted)
    for before, after in pairwise(order):
        placed[after] = max(placed[after], placed[before] + gap)
    shift = sum(p - w for p, w in zip(placed, wanted, strict=True)) / len(wanted) if wanted else 0.0
    return [p - shift for p in placed]


def ink(ground: str) -> str:
    """Black or white, whichever is read better on a colour `#rrggbb`."""
    parts = [int(ground[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#000000" if (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) else "#FFFFFF"


def note(theme: Theme, text: str, **place: Any) -> Mark:
    """A quiet annotation in the muted text colour."""
    font = {"color": theme.muted, "size": SMALL, **place.pop("font", {})}
    return {"text": text, "showarrow": False, "font": font, **place}
