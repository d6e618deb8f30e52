"""What would be left of a gap year by year: a dashed middle in a band between the low and the high assumption."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from texts.translator import Words
from ui.figures.base.canvas import blank, canvas, nice_range, spread, value_ticks
from ui.figures.base.drawing import Drawing, scatter
from ui.figures.base.rich_text import HOVER_TEXT, bold
from ui.style.theme import Theme

HEIGHT = 250
SAME = 0.5  # posts; nearer ends are written once


class ScenarioYear(TypedDict):
    """A year from 0: what is left under each assumption, and how much has arrived so far."""

    year: int
    arrived: float
    least: float
    mid: float
    most: float


def scenario_band(rows: Sequence[ScenarioYear], *, unit: str, words: Words, theme: Theme) -> Drawing:
    """Draw a course, ``least`` to ``most`` being the range of what is left."""
    if not rows:
        return blank(words, theme, HEIGHT)
    years = [row["year"] for row in rows]
    least, mid, most = ([row["least"] for row in rows], [row["mid"] for row in rows], [row["most"] for row in rows])
    ends = _ends(rows[-1], unit, words)
    margin = {"l": 62, "r": round(14 + 7.2 * max(len(text) for _, text in ends)), "t": 14, "b": 44}
    figure = canvas(words, theme, HEIGHT, **margin)
    figure.add_trace(
        scatter(
            name="range", x=[*years, *reversed(years)], y=[*most, *reversed(least)],
            fill="toself", fillcolor=theme.band, line={"width": 0}, hoverinfo="skip",
        )
    )  # fmt: skip
    figure.add_trace(
        scatter(
            name="mid", x=years, y=mid, mode="lines",
            line={"color": theme.main, "width": 2.5, "dash": "dash"},
            hovertext=[_said(row, unit, words) for row in rows],
            hovertemplate=HOVER_TEXT, cliponaxis=False,
        )
    )  # fmt: skip
    start = {"x": years[:1], "y": mid[:1], "mode": "markers", "hoverinfo": "skip", "cliponaxis": False}
    figure.add_trace(scatter(name="start", marker={"size": 11, "color": theme.main}, **start))
    low, high = nice_range([0.0, *(row["most"] for row in rows)], from_zero=True)
    px = (high - low) / (HEIGHT - margin["t"] - margin["b"])
    for (_, text), y in zip(ends, spread([value for value, _ in ends], 17 * px), strict=True):
        figure.add_annotation(
            text=text, x=years[-1], y=y, xanchor="left", xshift=9, font={"size": 12, "color": theme.text}
        )
    figure.update_yaxes(range=[low, high], **value_ticks(low, high, unit, words))
    ticks = [year for year in years if year % (2 if len(years) > 7 else 1) == 0]
    figure.update_xaxes(
        range=[years[0] - 0.15, years[-1]], tickvals=ticks, ticktext=[words.number(year) for year in ticks],
        title={"text": words.t("years from the start"), "font": {"size": 12}}, showgrid=False,
    )  # fmt: skip
    return figure


def describe_scenario(rows: Sequence[ScenarioYear], *, unit: str, words: Words, name: str) -> str:
    """The first year, and the last with its range, in words."""
    if not rows:
        return f"{name}: {words.no_data}."
    first, last = rows[0], rows[-1]
    return f"{name}: {_said(first, unit, words)}; {_said(last, unit, words)}.".replace("<br>", ", ")


def _ends(last: ScenarioYear, unit: str, words: Words) -> list[tuple[float, str]]:
    """What is written at the end of the lines: the middle in bold, the ends of the range where they differ."""
    ends = [(last["mid"], bold(words.value(last["mid"], unit, 0)))]
    for end in (last["least"], last["most"]):
        if abs(end - last["mid"]) >= SAME:
            ends.append((end, words.value(end, unit, 0)))
    return ends


def _said(row: ScenarioYear, unit: str, words: Words) -> str:
    year = words.t("year {year} of the scenario", year=words.number(row["year"]))
    mid = words.value(row["mid"], unit, 0)
    if abs(row["most"] - row["least"]) < SAME:
        return f"{year}<br>{mid}"
    least, most = (words.value(end, unit, 0) for end in (row["least"], row["most"]))
    return f"{year}<br>" + words.t("{mid} ({low} to {high})", mid=mid, low=least, high=most)
