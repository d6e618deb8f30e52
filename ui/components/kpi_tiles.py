"""Tiles of measures: value, base, path, plan and status of each, and a link to its own page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from markupsafe import Markup

from reads.latest_figures import LatestFigure
from reads.measures import Goal
from texts.periods import period_text
from texts.translator import Bilingual, Words
from ui.components.sparkline import MonthValue, sparkline
from ui.content.figure_tables import ROUNDED
from ui.content.missing_figures import why_missing
from ui.content.unknown_amounts import unknown_amounts
from ui.style import html
from ui.style.theme import Theme


class Based(TypedDict):
    """What tells the base of a figure."""

    base: Bilingual
    as_of: datetime | None
    period: str
    precision: str | None
    kind: str
    units: int | None
    denominator: float | None


@dataclass(frozen=True)
class TileFigure:
    """What a tile shows of a measure that has a value; ``sparkline``, ``planned`` and ``caution`` may be ''."""

    value: str
    base: str
    sparkline: str
    planned: str
    caution: str
    judgement: Markup
    badge: Markup


@dataclass(frozen=True)
class Tile:
    """One measure. Without a ``figure``: the sign of the missing value, its meaning, and the reason."""

    name: str
    address: str
    figure: TileFigure | None = None
    sign: str = ""
    missing: str = ""
    reason: str = ""


def tile(
    row: LatestFigure,
    history: Sequence[MonthValue],
    plan: Sequence[Goal],
    *,
    breakdown: str,
    words: Words,
    theme: Theme,
    address: str,
) -> Tile:
    """The tile of a figure; ``history`` and ``plan`` are of the same measure."""
    name = words.pick(row["name"])
    if row["value"] is None:
        missing, reason = why_missing(row, breakdown, words)
        reason = unknown_amounts(row, words) or reason
        return Tile(name, address, sign=words.sign(row["sign"])[0], missing=missing, reason=reason)
    planned = caution = ""
    if row["planned"] is not None:
        planned = words.t("proposed by then: {value}", value=words.value(row["planned"], row["unit"]))
    if "maturity_assessment" in row["feeds"]:  # who answers has chosen to
        caution = words.t("self-selected respondents")
    status = row["judgement"] or "no_target"
    figure = TileFigure(
        value=words.figure(row, row["unit"]),
        base=base_text(row, words),
        sparkline=sparkline(history, plan, theme, joined=not row["period"]),
        planned=planned,
        caution=caution,
        judgement=html.judgement(status, words, theme),
        badge=html.badge(row["status"] or "", words, theme),
    )
    return Tile(name, address, figure)


def base_text(row: Based, words: Words) -> str:
    """What a figure rests on: its base with its number for a share or mean, and its date.

    Of a sum of money, how many of its records have an unknown amount: unknown is not zero.
    """
    base, as_of = words.pick(row["base"]), row["as_of"]
    day = words.no_data if as_of is None else period_text(as_of, row["period"], words)
    if row["precision"] == ROUNDED:
        base = words.t("{base}; rounded for confidentiality", base=base)
    base = "; ".join(filter(None, (base, unknown_amounts(row, words))))
    if row["kind"] in {"share", "mean"} and row["units"] is not None and row["denominator"] is not None:
        count = words.number(row["denominator"], 0)
        return words.t("{day}; base {count}: {base}", day=day, count=count, base=base)
    return words.t("{day}; {base}", day=day, base=base)


def show_tiles(heading: str, tiles: Sequence[Tile]) -> None:
    """Draw a heading and its tiles side by side, as many in a row as fit."""
    html.show("kpi_tiles.html", heading=heading, tiles=tiles)


def kpi_address(kpi: str, parameters: dict[str, str]) -> str:
    """The address of a measure's page with the same choices."""
    return html.page_address("kpi", parameters | {"kpi": kpi})
