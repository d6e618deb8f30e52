"""The marks of a changed target on the time axis of a trajectory, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from texts.translator import Words
from ui.figures.base.canvas import days, note
from ui.figures.base.drawing import Drawing, scatter
from ui.figures.base.plan_paths import TargetChange
from ui.figures.base.rich_text import HOVER_TEXT
from ui.style.theme import Theme

LINES = 28  # px of a text of two lines


def add_target_changes(
    figure: Drawing, changes: Sequence[TargetChange], low: float, middle: pd.Timestamp, unit: str, words: Words,
    theme: Theme,
) -> None:  # fmt: skip
    """A triangle on the axis, a dotted upright, and at its top what was changed; of several one below the other."""
    if not changes:
        return
    x = days(change.day for change in changes)
    for at, (day, change) in enumerate(zip(x, changes, strict=True)):
        late = pd.Timestamp(change.day) > middle
        figure.add_vline(x=day, line={"color": theme.plan, "width": 1, "dash": "dot"}, layer="below")
        figure.add_annotation(
            note(
                theme, change_text(change, unit, words, short=True), x=day, y=1, yref="paper", yanchor="top",
                yshift=-2 - LINES * at, xanchor="right" if late else "left", xshift=-4 if late else 4,
                align="right" if late else "left", font={"size": 11, "color": theme.plan}, bgcolor=theme.background,
            )
        )  # fmt: skip
    figure.add_trace(
        scatter(
            name="target changes", x=x, y=[low] * len(changes), mode="markers", cliponaxis=False,
            hovertext=[change_text(change, unit, words) for change in changes], hovertemplate=HOVER_TEXT,
            marker={"symbol": "triangle-up", "size": 10, "color": theme.plan},
        )
    )  # fmt: skip


def change_text(change: TargetChange, unit: str, words: Words, *, short: bool = False) -> str:
    """From when the target is another one, and what it was; where it alone stayed, that its milestones are others."""
    day = words.short_day(change.day) if short else words.day(change.day)
    before, after = (words.value(value, unit) for value in (change.before, change.after))
    if before == after:
        return words.t("{day}: other milestones,<br>same target", day=day).replace("<br>", "<br>" if short else " ")
    said = words.t("{day}: target<br>from {before} to {after}", day=day, before=before, after=after)
    return said if short else said.replace("<br>", " ")
