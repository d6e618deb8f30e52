"""Territories by how many units they rest on, within the limits of chance: small ones are not ranked on noise."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from math import ceil, exp, floor, log, log10

from kpi.funnel import FAR, INSIDE, OUTSIDE, Limits
from reads.records import NamedFigure
from texts.translator import Words
from ui.figures.base.canvas import amount, blank, canvas, drawable, nice_range, note, value_ticks
from ui.figures.base.drawing import Drawing, Mark, scatter
from ui.figures.base.rich_text import HOVER_TEXT, shorten
from ui.figures.base.territories import hover
from ui.style.theme import SMALL, Theme

HEIGHT, STEPS, NAMED, LONGEST = 430, 60, 6, 16
NAME_WIDE, NAME_TALL = 0.09, 0.05  # of the axes, what a name covers
PLACES = {INSIDE: ("circle-open", 7), OUTSIDE: ("circle", 8), FAR: ("diamond", 10)}


def funnel_plot(
    values: Sequence[NamedFigure], *, whole: float, scale: float, limits_of: Callable[[float], Limits], unit: str,
    kind: str, words: Words, theme: Theme, marked: Collection[str] = (),
) -> Drawing:  # fmt: skip
    """Draw rows around ``whole``, Italy's figure, by their denominators; ``scale``: 100 of a share, 1,000 of a rate.

    ``limits_of``: the limits of a base. The marked ones are named, and of those outside 99.8 % the farthest.
    """
    rows = [row for row in drawable(values) if row["value"] is not None and row["denominator"]]
    if not rows:
        return blank(words, theme, 160)
    bases = [row["denominator"] or 0.0 for row in rows]
    first, last = max(min(bases) * 0.85, 1.0), max(bases) * 1.2
    line = [limits_of(exp(log(first) + step * (log(last) - log(first)) / STEPS)) for step in range(STEPS + 1)]
    low, high = nice_range([*(amount(row) for row in rows), whole], from_zero=True)
    figure = canvas(words, theme, HEIGHT, l=8, r=16, t=44, b=52)
    for name, dash in (("far_low", "dot"), ("far_high", "dot"), ("low", "solid"), ("high", "solid")):
        figure.add_trace(
            scatter(name=name, mode="lines", x=[one.base for one in line],
                    y=[min(scale * getattr(one, name), high) for one in line],
                    line={"color": theme.muted, "width": 1, "dash": dash}, hoverinfo="skip")
        )  # fmt: skip
    found = [(row, limits_of(row["denominator"] or 1.0).place(amount(row) / scale)) for row in rows]
    for place, (symbol, size) in PLACES.items():
        own = [row for row, where in found if where == place]
        figure.add_trace(
            scatter(
                name=place, mode="markers", x=[row["denominator"] for row in own], y=[row["value"] for row in own],
                marker={"symbol": symbol, "size": size, "color": [_colour(row, place, marked, theme) for row in own]},
                customdata=[[row["territory"]] for row in own],
                hovertext=[hover(row, unit, words, kind=kind) for row in own], hovertemplate=HOVER_TEXT,
            )
        )  # fmt: skip
    figure.add_trace(scatter(name="italy", mode="lines", x=[first, last], y=[whole, whole], hoverinfo="skip",
                             line={"color": theme.text, "width": 1.4}))  # fmt: skip
    far = sorted((row for row, where in found if where == FAR), key=lambda row: -abs(amount(row) - whole))
    wanted = [*(row for row in rows if row["territory"] in marked), *far[:NAMED]]
    for row in _apart(wanted, log10(last / first), high - low):
        figure.add_annotation(
            note(theme, shorten(row["name"], LONGEST), x=log10(row["denominator"] or 1), y=row["value"], yshift=11,
                 font={"color": theme.text, "size": SMALL})
        )  # fmt: skip
    key = "<br>".join((words.t("Italy {amount}", amount=words.value(whole, unit)),
                       words.t("full line 95 %, dotted line 99.8 % of what chance gives")))  # fmt: skip
    figure.add_annotation(note(theme, key, x=0, xref="paper", y=1, yref="paper", xanchor="left", yanchor="bottom",
                               align="left"))  # fmt: skip
    figure.update_xaxes(type="log", range=[log10(first), log10(last)], showgrid=False, ticks="outside",
                        title={"text": words.t("units that the figure rests on"), "font": {"size": 12}},
                        **_base_ticks(first, last, words))  # fmt: skip
    scale_ticks = value_ticks(low, high, unit, words)
    figure.update_yaxes(range=[low, high], **scale_ticks)
    figure.keep_left(scale_ticks["ticktext"])
    return figure


def _apart(rows: Sequence[NamedFigure], wide: float, tall: float) -> list[NamedFigure]:
    """Those of the rows, in their order, whose names do not cover one that stands already."""
    kept: list[tuple[float, float, NamedFigure]] = []
    for row in rows:
        x, y = log10(row["denominator"] or 1) / wide, amount(row) / tall
        if all(abs(x - one) > NAME_WIDE or abs(y - other) > NAME_TALL for one, other, _ in kept):
            kept.append((x, y, row))
    return [row for _, _, row in kept]


def _colour(row: NamedFigure, place: str, marked: Collection[str], theme: Theme) -> str:
    if row["territory"] in marked:
        return theme.late
    return theme.muted if place == INSIDE else theme.main


def _base_ticks(first: float, last: float, words: Words) -> Mark:
    """Round numbers of units on the logarithmic axis."""
    found = [
        step * 10**power
        for power in range(floor(log10(first)), ceil(log10(last)) + 1)
        for step in (1, 2, 5)
        if first <= step * 10**power <= last
    ]
    return {"tickvals": found, "ticktext": [words.number(one) for one in found]}
