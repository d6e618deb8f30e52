"""The rows of a ranking: sorted, with the places that rounding leaves open, and cut in the middle of a long one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypedDict

from kpi.rank_range import places
from reads.known_range import known
from reads.records import NamedFigure
from texts.translator import Words
from ui.figures.base.canvas import drawable, with_value
from ui.figures.base.territories import base_count, is_small


class Named(TypedDict):
    """Anything with a name and a value."""

    name: str
    value: float | None


class RankedRow(NamedFigure):
    """A row of a ranking: its value as written, its place (`3` or `3–6`), its units, and whether these are few."""

    label: str
    place: str
    count: int | None
    small: bool


def highest_first(row: Named) -> tuple[bool, float, str]:
    """The key of a ranking's order: by value, then by name, rows without a figure last."""
    return row["value"] is None, -(row["value"] or 0), row["name"]


def sorted_rows(
    values: Iterable[NamedFigure], unit: str, words: Words, kind: str | None = None
) -> list[RankedRow]:  # fmt: skip
    """The rows from the highest to the lowest, those without a figure last."""
    rows = sorted(drawable(values), key=highest_first)
    found = places([known(row, unit, kind, words.release.rounding) for row in with_value(rows)])
    ranks = [place.text() for place in found]  # without a value nobody is the first
    return [
        {**row, "label": words.figure(row, unit), "place": place, "count": base_count(row, kind),
         "small": is_small(row, words, kind)}
        for row, place in zip(rows, [*ranks, *["–"] * (len(rows) - len(ranks))], strict=True)
    ]  # fmt: skip


def layout_rows(
    rows: Sequence[NamedFigure], limit: int, marked: set[str]
) -> tuple[list[tuple[int, int]], list[tuple[int, str]]]:
    """Which of the sorted rows are drawn where, and where lines are left out.

    Returns (row, position) pairs and (position, what is left out) breaks: `known` or `missing` rows, as
    `known:83`. With at most `limit` rows nothing is left out; beyond it both ends stay, and the marked ones.
    """
    figures, total = len(with_value(rows)), len(rows)
    end = limit // 2
    middle = range(end, figures - end) if figures > limit else range(0)
    # at both ends there is a figure: the rows without one are only counted
    unknown = range(figures, total) if total > limit else range(0)
    kept = {at for at, row in enumerate(rows) if row["territory"] in marked}
    left_out = {*middle, *unknown} - kept
    drawn: list[tuple[int, int]] = []
    breaks: list[tuple[int, str]] = []
    position, run = 0, 0
    for row in range(total):
        if row not in left_out:
            drawn.append((row, position))
            position += 1
            continue
        run += 1
        sort = "known" if row < figures else "missing"
        if row + 1 == total or row + 1 not in left_out or (sort == "known") != (row + 1 < figures):
            breaks.append((position, f"{sort}:{run}"))
            position, run = position + 1, 0
    return drawn, breaks
