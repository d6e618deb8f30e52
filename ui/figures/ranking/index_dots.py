"""One index as others published it, of cooperatives and of all firms: a point a line, joined by nothing."""

from __future__ import annotations

from collections.abc import Sequence

from reads.records import NamedFigure
from texts.translator import Words
from ui.figures.bars.grouped_bars import in_lines
from ui.figures.base.canvas import blank, canvas, drawable, note, reason, value_ticks
from ui.figures.base.drawing import Drawing, scatter
from ui.figures.base.rich_text import HOVER_TEXT, bold, safe
from ui.figures.base.territories import hover
from ui.style.theme import SMALL, Theme

ROW = 54


class IndexRow(NamedFigure):
    """A figure of an index; ``cooperatives``: whether it is of them alone, or of all firms."""

    cooperatives: bool


def index_dots(
    values: Sequence[IndexRow], *, unit: str, ends: tuple[float, float], words: Words, theme: Theme
) -> Drawing:  # fmt: skip
    """Draw the figures of one definition on the whole scale ``ends``.

    Cooperatives are full points, all firms open ones. No line joins points: respondents differ, or years do.
    """
    rows = drawable(values)
    if not rows:
        return blank(words, theme, 160)
    figure = canvas(words, theme, ROW * len(rows) + 62, l=8, r=18, t=28, b=30)
    for ours, shape in ((False, "diamond-open"), (True, "circle")):
        own = [(at, row) for at, row in enumerate(rows) if row["value"] is not None and row["cooperatives"] == ours]
        figure.add_trace(
            scatter(
                name="cooperatives" if ours else "firms", mode="markers",
                x=[row["value"] for _, row in own], y=[at for at, _ in own],
                marker={"symbol": shape, "size": 13, "color": theme.main if ours else theme.plan, "line": {"width": 2}},
                hovertext=[hover(row, unit, words) for _, row in own],
                hovertemplate=HOVER_TEXT, cliponaxis=False,
            )
        )  # fmt: skip
    low, high = ends
    for place, row in enumerate(rows):
        value = row["value"]
        late = value is not None and value > low + 0.72 * (high - low)
        figure.add_annotation(
            note(theme, reason(row["sign"], words) if value is None else words.figure(row, unit), y=place,
                 x=low if value is None else value, xanchor="right" if late else "left", xshift=-11 if late else 11,
                 font={"color": theme.muted if value is None else theme.text, "size": SMALL})
        )  # fmt: skip
    key = f"{bold('● ' + words.t('cooperatives'))}    ◇ {safe(words.t('all firms'))}"
    figure.update_xaxes(range=[low, high], **value_ticks(low, high, unit, words, 4))
    names = [in_lines(row["name"], 3) for row in rows]
    figure.update_yaxes(
        range=[len(rows) - 0.4, -0.6], tickvals=list(range(len(rows))), ticktext=names,
        tickfont={"color": theme.text, "size": SMALL},
    )  # fmt: skip
    left = figure.keep_left(names)
    figure.add_annotation(note(theme, key, x=0, xref="paper", y=1, yref="paper", xanchor="left", yanchor="bottom",
                               xshift=-left, yshift=6, font={"color": theme.text}))  # fmt: skip
    return figure
