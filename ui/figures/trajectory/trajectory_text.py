"""A trajectory in words, for who cannot see the picture."""

from __future__ import annotations

from collections.abc import Sequence

from reads.measures import Goal, ProjectedMonth
from reads.records import SUPPRESSED
from texts.translator import Words
from ui.figures.base.canvas import drawable, with_value
from ui.figures.base.plan_paths import FormerGoal, SeriesRow, by_due, by_month, former_plans, target_changes
from ui.figures.trajectory.target_changes import change_text
from ui.figures.trajectory.trajectory_layers import period_name


def describe_trajectory(
    history: Sequence[SeriesRow],
    plan: Sequence[Goal],
    projection: Sequence[ProjectedMonth],
    *,
    unit: str,
    words: Words,
    name: str,
    period: str | None = None,
    former: Sequence[FormerGoal] = (),
) -> str:
    """The figure in one sentence, for who cannot see it."""
    parts = []
    rows = drawable(history)
    figures = by_month(with_value(rows))
    if not figures:
        parts.append(words.no_data)
    else:
        first, last = figures[0], figures[-1]
        if len(figures) == 1:
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
    if plan:
        goal = by_due(plan)[-1]
        parts.append(
            words.t(
                "proposed path {amount} by {day}",
                amount=words.value(goal["value"], unit),
                day=words.day(goal["due_on"]),
            )
        )
    for earlier in former_plans(former):
        last_goal = by_due(earlier)[-1]
        parts.append(
            words.t(
                "plan until {until}: {amount} by {day}",
                until=words.day(last_goal["valid_to"]),
                amount=words.value(last_goal["value"], unit),
                day=words.day(last_goal["due_on"]),
            )
        )
    parts += [change_text(change, unit, words) for change in target_changes(plan, former)]
    if projection:
        end = by_month(projection)[-1]
        parts.append(
            words.t(
                "projection {mid} ({share}% interval {low} to {high})",
                share=words.interval,
                mid=words.value(end["mid"], unit),
                low=words.value(end["low"], unit),
                high=words.value(end["high"], unit),
            )
        )
    hidden = sum(row["sign"] == SUPPRESSED for row in rows)
    if hidden:
        parts.append(
            words.n(
                "{count} month suppressed for confidentiality",
                "{count} months suppressed for confidentiality",
                hidden,
            )
        )
    return f"{name}: {'; '.join(parts)}."
