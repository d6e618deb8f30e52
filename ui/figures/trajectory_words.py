"""A trajectory in words, for who cannot see the picture."""

from __future__ import annotations

import pandas as pd

from ui.figures.base import SUPPRESSED, shown
from ui.figures.trajectory_layers import period_name
from ui.words import Words


def describe_trajectory(
    history: pd.DataFrame,
    plan: pd.DataFrame,
    projection: pd.DataFrame | None,
    *,
    unit: str,
    words: Words,
    name: str,
    period: str | None = None,
    former: pd.DataFrame | None = None,
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
            parts.append(f"{words.figure(last, unit)} ({period_name(last['month'], period, words)})")
        else:
            parts.append(
                words.t(
                    "from {first} ({first_month}) to {last} ({last_month})",
                    first=words.figure(first, unit),
                    first_month=period_name(first["month"], period, words),
                    last=words.figure(last, unit),
                    last_month=period_name(last["month"], period, words),
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
    for until, earlier in [] if former is None else former.groupby("valid_to", sort=True):
        goal = earlier.sort_values("due_on").iloc[-1]
        parts.append(
            words.t(
                "plan until {until}: {amount} by {day}",
                until=words.day(until),
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
