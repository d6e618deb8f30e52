"""The way of one measure through the agreement: figures, proposed path, projection, year by year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui.figures.base import (
    SUPPRESSED,
    blank,
    canvas,
    days,
    month_ticks,
    nice_range,
    note,
    shown,
    value_ticks,
)
from ui.figures.trajectory_labels import HEIGHT, MARGIN, add_as_of, add_end_labels, add_last_point, add_years
from ui.figures.trajectory_layers import add_history, add_plan, add_projection, add_suppressed
from ui.theme import Theme
from ui.words import Words


def trajectory(
    history: pd.DataFrame,
    plan: pd.DataFrame,
    projection: pd.DataFrame | None,
    *,
    unit: str,
    words: Words,
    theme: Theme,
    as_of: Any,
    name: str,
    breaks: Sequence[Any] = (),
    window_start: Any = None,
    window_end: Any = None,
) -> go.Figure:
    """Draw one measure's history against its proposed path.

    history: month, value, sign, status (one row a month; a month without a row is a gap in the line).
    plan: due_on, value (milestones with the baseline). projection: month, low, mid, high (80 % interval).
    breaks: dates at which the definition changed; the line is interrupted there.
    """
    values = [v for v in shown(history) if pd.notna(v)] if len(history) else []
    others = list(plan["value"].dropna()) if len(plan) else []
    if projection is not None and len(projection):
        others += [*projection["low"].dropna(), *projection["high"].dropna()]
    hidden = len(history) and history["sign"].eq(SUPPRESSED).any()
    if not values and not others and not hidden:
        return blank(words, theme, HEIGHT)

    figure = canvas(words, theme, HEIGHT, **MARGIN)
    low, high = nice_range([*values, *others] or [0.0, 1.0])
    dates = [
        pd.Timestamp(d)
        for d in [
            *history.get("month", []),
            *plan.get("due_on", []),
            as_of,
            *(projection["month"] if projection is not None else []),
            *[d for d in (window_start, window_end) if d is not None],
        ]
    ]
    start, end = min(dates), max(dates)
    add_years(figure, window_start, window_end, theme)
    if projection is not None and len(projection):
        add_projection(figure, projection, unit, words, theme)
    if len(plan):
        add_plan(figure, plan, unit, words, theme)
    add_history(figure, history, unit, words, theme, name, breaks)
    add_suppressed(figure, history, low, words, theme, name)
    add_end_labels(figure, plan, projection, (low, high), words, theme)
    add_last_point(figure, history, unit, words, theme, start + (end - start) / 2)
    add_as_of(figure, as_of, words, theme, start + (end - start) / 2)
    for date in breaks:
        figure.add_vline(x=days([date])[0], line={"color": theme.muted, "width": 1, "dash": "dot"})
        figure.add_annotation(
            note(
                theme,
                words.t("change of definition"),
                x=days([date])[0],
                y=0.98,
                yref="paper",
                textangle=-90,
                xanchor="right",
                yanchor="top",
                font={"size": 11},
            )
        )
    pad = (end - start) * 0.02
    figure.update_xaxes(
        range=days([start - pad, end + pad]),
        showgrid=False,
        showline=True,
        ticks="outside",
        tickcolor=theme.border,
        **month_ticks(start, end, words),
    )
    # with nothing but suppressed months the scale would be made up
    scale = value_ticks(low, high, unit, words) if values or others else {"tickvals": [], "ticktext": []}
    figure.update_yaxes(range=[low, high], automargin=True, ticklabelstandoff=4, **scale)
    return figure


def describe_trajectory(
    history: pd.DataFrame,
    plan: pd.DataFrame,
    projection: pd.DataFrame | None,
    *,
    unit: str,
    words: Words,
    name: str,
) -> str:
    """The figure in one sentence, for who cannot see it."""
    parts = []
    known = (
        history.assign(value=shown(history)).dropna(subset="value").sort_values("month") if len(history) else history
    )
    if not len(known):
        parts.append(words.no_data)
    else:
        first, last = known.iloc[0], known.iloc[-1]
        if len(known) == 1:
            parts.append(f"{words.value(last['value'], unit)} ({words.month(last['month'])})")
        else:
            parts.append(
                words.t(
                    "from {first} ({first_month}) to {last} ({last_month})",
                    first=words.value(first["value"], unit),
                    first_month=words.month(first["month"]),
                    last=words.value(last["value"], unit),
                    last_month=words.month(last["month"]),
                )
            )
    if len(plan):
        goal = plan.sort_values("due_on").iloc[-1]
        parts.append(
            words.t(
                "proposed path {amount} by {day}",
                amount=words.value(goal["value"], unit),
                day=words.day(goal["due_on"]),
            )
        )
    if projection is not None and len(projection):
        end = projection.sort_values("month").iloc[-1]
        parts.append(
            words.t(
                "projection {mid} (80% interval {low} to {high})",
                mid=words.value(end["mid"], unit),
                low=words.value(end["low"], unit),
                high=words.value(end["high"], unit),
            )
        )
    hidden = int(history["sign"].eq(SUPPRESSED).sum()) if len(history) else 0
    if hidden:
        parts.append(
            words.n(
                "{count} month suppressed for confidentiality",
                "{count} months suppressed for confidentiality",
                hidden,
            )
        )
    return f"{name}: {'; '.join(parts)}."
