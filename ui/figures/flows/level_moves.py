"""The same cooperatives from their first level to their latest: bands between two ordered columns (a Sankey)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import TypedDict

from reads.records import SUPPRESSED, grouped
from texts.translator import Words
from ui.figures.base.canvas import amount, blank, canvas, drawable, note, status_line
from ui.figures.base.drawing import Drawing, sankey
from ui.figures.base.rich_text import HOVER_DATA, HOVER_LABEL, bold, safe
from ui.style.theme import SMALL, Theme

HEIGHT, GAP = 400, 0.03


class Move(TypedDict):
    """How many went from one level at their first assessment to another at their latest: codes, and their names."""

    first: str
    latest: str
    first_name: str
    latest_name: str
    value: float | None
    sign: str
    status: str | None


class Node(TypedDict):
    """A level on one side: ``n`` of what is drawn, ``y`` its middle, 0 on top."""

    level: str
    name: str
    n: float
    y: float


def level_moves(moves: Sequence[Move], *, levels: Sequence[str], words: Words, theme: Theme) -> Drawing:
    """Draw moves; ``levels`` from the lowest up.

    The highest level is on top in both columns, so a band that climbs is a gain; gains are in the main colour. What is
    suppressed is no band.
    """
    found = drawable(moves)
    rows = [row for row in found if (row["value"] or 0) > 0]
    if not rows:
        hidden = any(row["sign"] == SUPPRESSED for row in found)
        return blank(words, theme, 160, " ".join(words.sign(SUPPRESSED)) if hidden else "")
    order = {level: place for place, level in enumerate(levels)}
    first = _column(rows, lambda row: (row["first"], row["first_name"]), order)
    latest = _column(rows, lambda row: (row["latest"], row["latest_name"]), order)
    nodes = [*first, *latest]
    from_place = {node["level"]: at for at, node in enumerate(first)}
    to_place = {node["level"]: at for at, node in enumerate(latest, len(first))}
    figure = canvas(words, theme, HEIGHT, l=4, r=4, t=34, b=12)
    figure.add_trace(
        sankey(
            arrangement="fixed",
            textfont={"color": theme.text, "size": SMALL, "shadow": "none"},
            node={
                "label": [f"{safe(row['name'])} {words.number(row['n'], 0)}" for row in nodes],
                "x": [0.001] * len(first) + [0.999] * len(latest),
                "y": [row["y"] for row in nodes],
                "color": [theme.sequential[order[row["level"]] % len(theme.sequential)] for row in nodes],
                "line": {"color": theme.border, "width": 1},
                "pad": 14, "thickness": 16,
                "hovertemplate": HOVER_LABEL,
            },
            link={
                "source": [from_place[row["first"]] for row in rows],
                "target": [to_place[row["latest"]] for row in rows],
                "value": [row["value"] for row in rows],
                "color": [_colour(order[row["first"]], order[row["latest"]], theme) for row in rows],
                "customdata": [_hover(row, words) for row in rows],
                "hovertemplate": HOVER_DATA,
            },
        )
    )  # fmt: skip
    for x, text in ((0, words.t("first assessment")), (1, words.t("latest assessment"))):
        figure.add_annotation(
            note(theme, text, x=x, y=1, xref="paper", yref="paper", xanchor="left" if x == 0 else "right",
                 yanchor="bottom", yshift=10)
        )  # fmt: skip
    return figure


def _column(
    rows: Sequence[Move], side: Callable[[Move], tuple[str, str]], order: Mapping[str, int]
) -> list[Node]:  # fmt: skip
    """One side's levels from the highest down; ``side``: a move's level there, and its name."""
    found = sorted(grouped(rows, side).items(), key=lambda level: -order[level[0][0]])
    counts = [sum(amount(row) for row in own) for _, own in found]
    room = (1 - GAP * (len(found) - 1)) / sum(counts)
    ends = accumulate(count * room + GAP for count in counts)
    return [
        {"level": level, "name": name, "n": count,
         "y": min(max(end - (count * room + GAP) + count * room / 2, 0.001), 0.999)}
        for ((level, name), _), count, end in zip(found, counts, ends, strict=True)
    ]  # fmt: skip


def _colour(first: int, latest: int, theme: Theme) -> str:
    """Gains in the main colour, the others in greys: a fall is seen by its slope and is the darker one."""
    ground = theme.main if latest > first else theme.text if latest < first else theme.no_data
    red, green, blue = (int(ground[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{0.45 if latest != first else 0.3})"


def _hover(row: Move, words: Words) -> str:
    return (f"{bold(row['first_name'] + ' → ' + row['latest_name'])}<br>{words.number(row['value'], 0)}"
            + status_line(row["status"], words))  # fmt: skip


def describe_level_moves(moves: Sequence[Move], *, words: Words, name: str) -> str:
    """Every move in words: `da Esordiente a Apprendista 20; …`; suppressed ones say so."""
    rows = drawable(moves)
    if not rows:
        return f"{name}: {words.no_data}."
    said = [
        words.t("from {first} to {latest}", first=row["first_name"], latest=row["latest_name"]) + " "
        + (" ".join(words.sign(row["sign"])) if row["value"] is None else words.number(row["value"], 0))
        for row in rows
    ]  # fmt: skip
    return f"{name}. {'; '.join(said)}."
