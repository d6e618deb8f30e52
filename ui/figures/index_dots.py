"""One index as others published it, of cooperatives and of all firms: a point a line, joined by nothing."""

from __future__ import annotations

import pandas as pd

from ui.figures.base import blank, canvas, note, plain, reason, safe, value_ticks
from ui.figures.drawing import Drawing, scatter
from ui.figures.grouped_bars import in_lines
from ui.figures.territories import controlled, hover
from ui.rows import records
from ui.theme import SMALL, Theme
from ui.words import Words

ROW = 54


def index_dots(values: pd.DataFrame, *, unit: str, ends: tuple[float, float], words: Words, theme: Theme) -> Drawing:
    """Draw values (name, value, sign, status, cooperatives) of one definition on the whole scale ``ends``.

    Cooperatives are full points, all firms open ones. No line joins points: respondents differ, or years do.
    """
    if values.empty:
        return blank(words, theme, 160)
    frame = controlled(values)
    figure = canvas(words, theme, ROW * len(frame) + 62, l=8, r=18, t=28, b=30)
    for ours, shape in ((False, "diamond-open"), (True, "circle")):
        own = frame[frame["value"].notna() & frame["cooperatives"].eq(ours)]
        figure.add_trace(
            scatter(
                name="cooperatives" if ours else "firms", mode="markers", x=plain(own["value"]), y=list(own.index),
                marker={"symbol": shape, "size": 13, "color": theme.main if ours else theme.plan, "line": {"width": 2}},
                hovertext=[hover(row, unit, words) for row in records(own)],
                hovertemplate="%{hovertext}<extra></extra>", cliponaxis=False,
            )
        )  # fmt: skip
    low, high = ends
    for place, row in frame.iterrows():
        told = pd.notna(row["value"])
        late = told and row["value"] > low + 0.72 * (high - low)
        figure.add_annotation(
            note(theme, words.figure(row, unit) if told else reason(row["sign"], words), y=place,
                 x=row["value"] if told else low, xanchor="right" if late else "left", xshift=-11 if late else 11,
                 font={"color": theme.text if told else theme.muted, "size": SMALL})
        )  # fmt: skip
    key = f"<b>● {safe(words.t('cooperatives'))}</b>    ◇ {safe(words.t('all firms'))}"
    figure.add_annotation(note(theme, key, x=0, xref="paper", y=1, yref="paper", xanchor="left", yanchor="bottom",
                               yshift=6, font={"color": theme.text}))  # fmt: skip
    figure.update_xaxes(range=[low, high], **value_ticks(low, high, unit, words, 4))
    figure.update_yaxes(
        range=[len(frame) - 0.4, -0.6], tickvals=list(frame.index), ticktext=[in_lines(n, 3) for n in frame["name"]],
        tickfont={"color": theme.text, "size": SMALL}, automargin=True,
    )  # fmt: skip
    return figure
