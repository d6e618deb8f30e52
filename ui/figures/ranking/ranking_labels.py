"""The writing on a ranking: each bar's value with its base, and the lines that say what is left out."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from texts.translator import Words
from ui.figures.base.canvas import brief, note
from ui.figures.base.drawing import Drawing, writing
from ui.figures.base.rich_text import bold, coloured, shorten
from ui.figures.ranking.ranking_rows import RankedRow
from ui.style.theme import Theme

LETTER = 6.6  # px of a letter of a label at 12 px
LINE = 20  # letters: a longer name is written in two lines
FIGURE_SPACE = "\u2007"


class DrawnRow(RankedRow):
    """A row of a ranking at its place on the axis."""

    position: int


def row_names(names: Sequence[str], places: Sequence[str], emphasis: Sequence[bool]) -> list[str]:
    """Each row's name (in two lines where it is long, so that telephones keep room for bars) and its rank."""
    written, wide = [], max([4, *map(len, places)])
    for name, place, hit in zip(names, places, emphasis, strict=True):
        lines = [str(name)]
        if len(lines[0]) > LINE:
            first, *rest = textwrap.wrap(lines[0], LINE)
            lines = [first, " ".join(rest)] if rest else [first]
        shown = [(bold if hit else shorten)(line, LINE) for line in lines]
        # figure spaces are as wide as digits: the ranks stay in one column, the names in another
        ends = [" " + place.rjust(wide, FIGURE_SPACE), " " + FIGURE_SPACE * wide]
        written.append("<br>".join(line + end for line, end in zip(shown, ends, strict=False)))
    return written


def _written(row: RankedRow, words: Words) -> tuple[str, str]:
    """A row's value (or why there is none), and its base as `(n = 9)`."""
    if row["value"] is None:
        return brief(row["sign"], words), ""
    return row["label"], "" if row["count"] is None else f"(n = {words.number(row['count'])})"


def widest(rows: Sequence[RankedRow], words: Words) -> int:
    """Px that the labels of bars need beside the longest bar; a reason stands at zero, where there is room."""
    written = [_written(row, words) for row in rows if row["value"] is not None and row["value"] >= 0]
    return round(LETTER * max((len(value) + len(base) + bool(base) for value, base in written), default=0))


def add_labels(
    figure: Drawing, rows: Sequence[DrawnRow], italy: float | None, words: Words, theme: Theme
) -> None:  # fmt: skip
    """The value at each bar's end, or why there is none.

    Where Italy's line would run through a label it stands on the ground's colour, which only an annotation can; the
    others are one trace, which a browser draws several times faster.
    """
    for side in ("left", "right"):
        own = [row for row in rows if ((row["value"] or 0.0) < 0) == (side == "left")]
        crossed = [row for row in own if italy is not None and (row["value"] or 0.0) < italy]
        clear = [row for row in own if row not in crossed]
        for row in crossed:
            figure.add_annotation(
                text=_label(row, words, theme), x=row["value"] or 0.0, y=row["position"],
                xanchor="right" if side == "left" else "left", xshift=-3 if side == "left" else 3,
                bgcolor=theme.background, borderpad=1, font={"color": _colour(row, theme), "size": 12},
            )  # fmt: skip
        if clear:
            ends, places = [row["value"] or 0.0 for row in clear], [row["position"] for row in clear]
            font = {"color": [_colour(row, theme) for row in clear], "size": 12}
            figure.add_trace(writing([_label(row, words, theme) for row in clear], ends, places, side, font))


def _label(row: RankedRow, words: Words, theme: Theme) -> str:
    text, base = _written(row, words)
    return f"{text} {coloured(base, theme.muted)}" if base else text


def _colour(row: RankedRow, theme: Theme) -> str:
    return theme.muted if row["value"] is None else theme.text


def add_break(figure: Drawing, position: int, left_out: str, words: Words, theme: Theme) -> None:
    """One line across the figure that says how many rows are not drawn."""
    sort, _, number = left_out.partition(":")
    count = int(number)
    if sort == "known":
        said = words.n("… {count} other …", "… {count} others …", count)
    else:
        said = words.t("… without a figure or suppressed: {count} …", count=words.number(count))
    place = {"x": 0, "xref": "paper", "y": position, "xanchor": "left"}
    figure.add_annotation(note(theme, said, xshift=3, bgcolor=theme.background, **place))
