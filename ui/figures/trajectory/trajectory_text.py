"""A trajectory in words, for who cannot see the picture."""

from __future__ import annotations

from reads.records import Rows, records
from texts.translator import Words
from ui.figures.base.canvas import SUPPRESSED, known, told
from ui.figures.base.plan_paths import by_due, by_month, former_plans
from ui.figures.trajectory.trajectory_layers import period_name


def describe_trajectory(
    history: Rows,
    plan: Rows,
    projection: Rows | None,
    *,
    unit: str,
    words: Words,
    name: str,
    period: str | None = None,
    former: Rows | None = None,
) -> str:
    """The figure in one sentence, for who cannot see it."""
    parts = []
    rows = told(history)
    figures = by_month(known(rows))
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
    if len(plan):
        goal = by_due(plan)[-1]
        parts.append(
            words.t(
                "proposed path {amount} by {day}",
                amount=words.value(goal["value"], unit),
                day=words.day(goal["due_on"]),
            )
        )
    for earlier in former_plans(former):
        goal = by_due(earlier)[-1]
        parts.append(
            words.t(
                "plan until {until}: {amount} by {day}",
                until=words.day(goal["valid_to"]),
                amount=words.value(goal["value"], unit),
                day=words.day(goal["due_on"]),
            )
        )
    if projection is not None and len(projection):
        end = by_month(records(projection))[-1]
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
