"""Tiles: a measure's value, its plan, its status and its path in a stamp, all in one piece of HTML."""

from base64 import b64encode
from itertools import groupby

import pandas as pd

from reads.records import Row, Rows, records
from texts.periods import period_text
from texts.translator import Words
from ui.content.figure_tables import ROUNDED
from ui.content.kpi_sentences import why_missing
from ui.figures.base.canvas import moment, number
from ui.style.html import badge, judgement, page_address, text
from ui.style.theme import Theme

Point = tuple[float, float]
WIDTH, HEIGHT, PAD = 220, 42, 4


def tile(
    row: Row,
    history: Rows,
    plan: Rows,
    *,
    breakdown: str,
    words: Words,
    theme: Theme,
    address: str,
) -> str:
    """One measure. ``row`` is a row of reads.latest_figures.standing; ``history`` and ``plan`` are its own."""
    name = text(row[f"name_{words.lang}"])
    head = f'<span class="tile-name">{name}</span>'
    if pd.isna(row["value"]):
        return f'<a class="tile" href="{address}" target="_self">{head}{_without(row, breakdown, words)}</a>'
    value = text(words.figure(row, row["unit"]))
    base = text(base_text(row, words))
    planned = ""
    if pd.notna(row["planned"]):
        planned = text(words.t("proposed by then: {value}", value=words.value(row["planned"], row["unit"])))
    caution = ""
    if "maturity_assessment" in str(row["feeds"]).split("|"):  # who answers has chosen to
        caution = f'<span class="tile-small">{text(words.t("self-selected respondents"))}</span>'
    status = row["judgement"] if isinstance(row["judgement"], str) else "no_target"
    return (
        f'<a class="tile" href="{address}" target="_self">{head}<span class="tile-value">{value}</span>'
        f'<span class="tile-small">{base}</span>{stamp(history, plan, theme, joined=not row["period"])}'
        f'<span class="tile-small">{planned}</span>{caution}'
        f'<span class="tile-foot">{judgement(status, words, theme)}{badge(row["status"], words, theme)}</span></a>'
    )


def base_text(row: Row, words: Words) -> str:
    """What a figure rests on: its base with its number for a share or mean, and its date."""
    base, day = row[f"base_{words.lang}"], period_text(row["as_of"], row["period"], words)
    if row.get("precision") == ROUNDED:
        base = words.t("{base}; rounded for confidentiality", base=base)
    if row["kind"] in {"share", "mean"} and pd.notna(row["units"]) and pd.notna(row["denominator"]):
        count = words.number(row["denominator"], 0)
        return words.t("{day}; base {count}: {base}", day=day, count=count, base=base)
    return words.t("{day}; {base}", day=day, base=base)


def _without(row: Row, breakdown: str, words: Words) -> str:
    """A tile without a value: what stands in its place, and why."""
    said, why = why_missing(row, breakdown, words)
    sign = f'<span aria-hidden="true">{words.sign(row["sign"])[0]}</span> '
    return f'<span class="tile-value none">{sign}{text(said)}</span><span class="tile-small">{text(why)}</span>'


def stamp(history: Rows, plan: Rows, theme: Theme, *, joined: bool = True) -> str:
    """The path as a small picture; the words beside it say what it shows, so screen readers skip it.

    Editions of a statistic are separate points: only what is counted month by month is ``joined``.
    """
    path = [(moment(row["month"]).toordinal(), number(row["value"])) for row in records(history)]
    known = [(day, value) for day, value in path if value is not None]
    if len(known) < 2:
        return ""
    goals = [(moment(row["due_on"]).toordinal(), float(row["value"])) for row in records(plan)]
    days, values = [day for day, _ in (*path, *goals)], [value for _, value in (*known, *goals)]
    start, low = min(days), min(0.0, *values)
    width, height = (max(days) - start) or 1, (max(values) - low) or 1.0

    def placed(day: int, value: float) -> Point:
        across = PAD + (day - start) / width * (WIDTH - 2 * PAD)
        return across, HEIGHT - PAD - (value - low) / height * (HEIGHT - 2 * PAD)

    parts = [_line([placed(*one) for one in goals], theme.plan, 'stroke-dasharray="4 3" stroke-width="1.3"')]
    dots = [placed(*one) for one in known]
    if joined:
        for _, run in groupby(path, lambda one: one[1] is not None):
            unbroken = [placed(day, value) for day, value in run if value is not None]
            parts.append(_line(unbroken, theme.main, 'stroke-width="2"'))
    else:
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="{theme.main}"/>' for x, y in dots]
    x, y = dots[-1]
    parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{theme.main}"/>')
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" width="{WIDTH}" height="{HEIGHT}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'
    return f'<img alt="" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'


def _line(points: list[Point], colour: str, style: str) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" {style}/>' if points else ""


def grid(tiles: list[str]) -> str:
    """Tiles side by side, as many as fit."""
    return f'<div class="tiles">{"".join(tiles)}</div>'


def address_of(kpi: str, parameters: dict[str, str]) -> str:
    """Where a tile leads: the measure's page with the same choices."""
    return text(page_address("kpi", parameters | {"kpi": kpi}))
