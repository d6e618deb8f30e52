"""Tiles of measures: value, base, path, plan and status of each, and a link to its own page."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from reads.records import Row, Rows
from texts.periods import period_text
from texts.translator import Words
from ui.components.sparkline import sparkline
from ui.content.figure_tables import ROUNDED
from ui.content.kpi_sentences import why_missing
from ui.style import html
from ui.style.theme import Theme


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
    row: Row,
    history: Rows,
    plan: Rows,
    *,
    breakdown: str,
    words: Words,
    theme: Theme,
    address: str,
) -> Tile:
    """The tile of a row of ``reads.latest_figures.standing``; ``history`` and ``plan`` are of the same measure."""
    name = str(row[f"name_{words.lang}"])
    if pd.isna(row["value"]):
        missing, reason = why_missing(row, breakdown, words)
        return Tile(name, address, sign=words.sign(row["sign"])[0], missing=missing, reason=reason)
    planned = caution = ""
    if pd.notna(row["planned"]):
        planned = words.t("proposed by then: {value}", value=words.value(row["planned"], row["unit"]))
    if "maturity_assessment" in str(row["feeds"]).split("|"):  # who answers has chosen to
        caution = words.t("self-selected respondents")
    status = row["judgement"] if isinstance(row["judgement"], str) else "no_target"
    figure = TileFigure(
        value=words.figure(row, row["unit"]),
        base=base_text(row, words),
        sparkline=sparkline(history, plan, theme, joined=not row["period"]),
        planned=planned,
        caution=caution,
        judgement=html.judgement(status, words, theme),
        badge=html.badge(row["status"], words, theme),
    )
    return Tile(name, address, figure)


def base_text(row: Row, words: Words) -> str:
    """What a figure rests on: its base with its number for a share or mean, and its date."""
    base, day = row[f"base_{words.lang}"], period_text(row["as_of"], row["period"], words)
    if row.get("precision") == ROUNDED:
        base = words.t("{base}; rounded for confidentiality", base=base)
    if row["kind"] in {"share", "mean"} and pd.notna(row["units"]) and pd.notna(row["denominator"]):
        count = words.number(row["denominator"], 0)
        return words.t("{day}; base {count}: {base}", day=day, count=count, base=base)
    return words.t("{day}; {base}", day=day, base=base)


def show_tiles(heading: str, tiles: Sequence[Tile]) -> None:
    """Draw a heading and its tiles side by side, as many in a row as fit."""
    html.show("kpi_tiles.html", heading=heading, tiles=tiles)


def address_of(kpi: str, parameters: dict[str, str]) -> str:
    """The address of a measure's page with the same choices."""
    return html.page_address("kpi", parameters | {"kpi": kpi})
