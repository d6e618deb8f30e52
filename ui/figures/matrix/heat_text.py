"""The writing on the table of statuses: headers in two lines, hover texts, and the key of its signs."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from functools import lru_cache
from typing import NotRequired, TypedDict

from reads.records import SUPPRESSED
from texts.translator import NBSP, UNKNOWN, Words
from ui.figures.base.canvas import reason
from ui.figures.base.rich_text import bold, safe, shorten
from ui.style.theme import STATUSES, status_label

NO_DATA = "no_data"
GLYPHS = {SUPPRESSED: SUPPRESSED, NO_DATA: UNKNOWN}
LONGEST_LINE = 26
KEY_WIDTH = 46  # letters that fit a telephone

Cell = tuple[str, float | None]


class StatusCell(TypedDict):
    """A measure of a territory beside its plan; ``kpi_short`` is the header, '' for the name itself.

    ``attainment``: the share of the journey, 0 to 1; ``sign``: * where the figure is suppressed.
    """

    territory_name: str
    kpi: NotRequired[str]
    kpi_name: str
    kpi_short: str
    status: str | None
    attainment: float | None
    sign: str


def headers(rows: Sequence[StatusCell], kpis: list[str]) -> list[str]:
    """Each measure's short name where a row has one, else its name in at most two lines."""
    short = {row["kpi_name"]: row["kpi_short"] for row in rows if row["kpi_short"]}
    return [_two_lines(short.get(kpi, kpi)) for kpi in kpis]


def _two_lines(name: str) -> str:
    if len(name) <= LONGEST_LINE:
        return safe(name)
    # balanced, so that the header is no taller than it must be
    width = max(LONGEST_LINE // 2, -(-len(name) // 2) + 3)
    first, *rest = textwrap.wrap(name, min(width, LONGEST_LINE), break_on_hyphens=False)
    return "<br>".join(shorten(line, LONGEST_LINE) for line in (first, " ".join(rest)) if line)


# A cell for each pair of territory and measure, and most of them say the same after the next choice.
@lru_cache(maxsize=1 << 14)
def hover_text(territory: str, kpi: str, cell: Cell, words: Words) -> str:
    """Territory, measure, status, and the share of the way where there is one."""
    head = f"{bold(territory)}<br>{safe(kpi)}<br>"
    status, attainment = cell
    if status in GLYPHS:
        return head + reason(GLYPHS[status], words)
    text = head + status_label(status, words)
    if attainment is not None:
        text += "<br>" + words.t("{share} of the way to the proposed target", share=words.percent(attainment * 100, 0))
    return text


def order_of(found: list[list[Cell]]) -> list[str]:
    """The statuses and signs present, in the order of the key."""
    present = {status for line in found for status, _ in line}
    return [s for s in (*STATUSES, *GLYPHS) if s in present]


def key_lines(present: list[str], words: Words) -> list[str]:
    """The key in lines short enough for a telephone."""
    lines: list[str] = []
    for status in present:
        label = reason(GLYPHS[status], words) if status in GLYPHS else status_label(status, words)
        label = label.replace(" ", NBSP)
        if lines and len(lines[-1]) + 3 + len(label) <= KEY_WIDTH:
            lines[-1] += "   " + label
        else:
            lines.append(label)
    return lines
