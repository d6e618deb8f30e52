"""The same cooperatives from their first level to their latest: bands between two ordered columns (a Sankey)."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ui.figures.base import SUPPRESSED, blank, canvas, note, safe, shown, status_line
from ui.figures.drawing import Drawing, sankey
from ui.rows import Row, records
from ui.theme import SMALL, Theme
from ui.words import Words

HEIGHT, GAP = 400, 0.03


def level_moves(moves: pd.DataFrame, *, levels: Sequence[str], words: Words, theme: Theme) -> Drawing:
    """Draw moves (first, latest, first_name, latest_name, value, sign, status); ``levels`` from the lowest up.

    The highest level is on top in both columns, so a band that climbs is a gain; gains are in the main colour. What is
    suppressed is no band.
    """
    frame = moves.assign(value=shown(moves)).query("value > 0")
    if frame.empty:
        hidden = bool(moves["sign"].eq(SUPPRESSED).any())
        return blank(words, theme, 160, " ".join(words.sign(SUPPRESSED)) if hidden else "")
    order = {level: place for place, level in enumerate(levels)}
    sides = [_column(frame, which, order) for which in ("first", "latest")]
    place = {(side, level): at for at, (side, level) in enumerate(
        (side, level) for side, column in enumerate(sides) for level in column.index)}  # fmt: skip
    nodes = pd.concat(sides)
    figure = canvas(words, theme, HEIGHT, l=4, r=4, t=34, b=12)
    figure.add_trace(
        sankey(
            arrangement="fixed",
            textfont={"color": theme.text, "size": SMALL, "shadow": "none"},
            node={
                "label": [f"{safe(row['name'])} {words.number(row['n'], 0)}" for row in records(nodes)],
                "x": [0.001] * len(sides[0]) + [0.999] * len(sides[1]),
                "y": list(nodes["y"]),
                "color": [theme.sequential[order[level] % len(theme.sequential)] for level in nodes.index],
                "line": {"color": theme.border, "width": 1},
                "pad": 14, "thickness": 16,
                "hovertemplate": "%{label}<extra></extra>",
            },
            link={
                "source": [place[0, first] for first in frame["first"]],
                "target": [place[1, latest] for latest in frame["latest"]],
                "value": list(frame["value"]),
                "color": [_colour(order[row["first"]], order[row["latest"]], theme) for row in records(frame)],
                "customdata": [_hover(row, words) for row in records(frame)],
                "hovertemplate": "%{customdata}<extra></extra>",
            },
        )
    )  # fmt: skip
    for x, text in ((0, words.t("first assessment")), (1, words.t("latest assessment"))):
        figure.add_annotation(
            note(theme, text, x=x, y=1, xref="paper", yref="paper", xanchor="left" if x == 0 else "right",
                 yanchor="bottom", yshift=10)
        )  # fmt: skip
    return figure


def _column(frame: pd.DataFrame, which: str, order: dict[str, int]) -> pd.DataFrame:
    """One side's levels from the highest down: name, n (of what is drawn), y (its middle, 0 on top)."""
    found = frame.groupby(which).agg(name=(f"{which}_name", "first"), n=("value", "sum"))
    found = found.sort_index(key=lambda levels: -levels.map(order))
    room = (1 - GAP * (len(found) - 1)) / found["n"].sum()
    top = (found["n"] * room + GAP).cumsum() - (found["n"] * room + GAP)
    return found.assign(y=(top + found["n"] * room / 2).clip(0.001, 0.999))


def _colour(first: int, latest: int, theme: Theme) -> str:
    """Gains in the main colour, the others in greys: a fall is seen by its slope and is the darker one."""
    ground = theme.main if latest > first else theme.text if latest < first else theme.no_data
    red, green, blue = (int(ground[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{0.45 if latest != first else 0.3})"


def _hover(row: Row, words: Words) -> str:
    return (f"<b>{safe(row['first_name'])} → {safe(row['latest_name'])}</b><br>{words.number(row['value'], 0)}"
            + status_line(row["status"], words))  # fmt: skip


def describe_level_moves(moves: pd.DataFrame, *, words: Words, name: str) -> str:
    """Every move in words: `da Esordiente a Apprendista 20; …`; suppressed ones say so."""
    if moves.empty:
        return f"{name}: {words.no_data}."
    told = [
        words.t("from {first} to {latest}", first=row["first_name"], latest=row["latest_name"]) + " "
        + (words.number(value, 0) if pd.notna(value) else " ".join(words.sign(row["sign"])))
        for (_, row), value in zip(moves.iterrows(), shown(moves), strict=True)
    ]  # fmt: skip
    return f"{name}. {'; '.join(told)}."
