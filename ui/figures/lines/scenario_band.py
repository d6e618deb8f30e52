"""What would be left of a gap year by year: a dashed middle in a band between the low and the high assumption."""

from __future__ import annotations

from reads.records import Row, Rows, records
from texts.translator import Words
from ui.figures.base.canvas import blank, canvas, nice_range, plain, spread, value_ticks
from ui.figures.base.drawing import Drawing, scatter
from ui.figures.base.rich_text import HOVER_TEXT, bold
from ui.style.theme import Theme

HEIGHT = 330
SAME = 0.5  # posts; nearer ends are written once


def scenario_band(course: Rows, *, unit: str, words: Words, theme: Theme) -> Drawing:
    """Draw a course (year from 0, least, mid, most), ``least`` to ``most`` being the range of what is left."""
    rows = records(course)
    if not rows:
        return blank(words, theme, HEIGHT)
    years = [row["year"] for row in rows]
    least, mid, most = (plain(row[side] for row in rows) for side in ("least", "mid", "most"))
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


def describe_scenario(course: Rows, *, unit: str, words: Words, name: str) -> str:
    """The first year, and the last with its range, in words."""
    rows = records(course)
    if not rows:
        return f"{name}: {words.no_data}."
    first, last = rows[0], rows[-1]
    return f"{name}: {_said(first, unit, words)}; {_said(last, unit, words)}.".replace("<br>", ", ")


def _ends(last: Row, unit: str, words: Words) -> list[tuple[float, str]]:
    """What is written at the end of the lines: the middle in bold, the ends of the range where they differ."""
    ends = [(float(last["mid"]), bold(words.value(last["mid"], unit, 0)))]
    for side in ("least", "most"):
        if abs(last[side] - last["mid"]) >= SAME:
            ends.append((float(last[side]), words.value(last[side], unit, 0)))
    return ends


def _said(row: Row, unit: str, words: Words) -> str:
    year = words.t("year {year} of the scenario", year=words.number(row["year"]))
    mid = words.value(row["mid"], unit, 0)
    if abs(row["most"] - row["least"]) < SAME:
        return f"{year}<br>{mid}"
    least, most = (words.value(row[side], unit, 0) for side in ("least", "most"))
    return f"{year}<br>" + words.t("{mid} ({low} to {high})", mid=mid, low=least, high=most)
