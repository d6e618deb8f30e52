"""The way of one measure through the agreement: figures, proposed path, projection, year by year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from reads.measures import Goal, ProjectedMonth
from reads.records import SUPPRESSED
from texts.translator import Words
from ui.figures.base.canvas import (
    amounts,
    blank,
    canvas,
    days,
    drawable,
    moment,
    month_ticks,
    nice_range,
    value_ticks,
)
from ui.figures.base.drawing import Drawing
from ui.figures.base.label_placement import Plot
from ui.figures.base.plan_paths import FormerGoal, SeriesRow, former_plans, target_changes
from ui.figures.base.series_breaks import add_breaks
from ui.figures.trajectory.target_changes import add_target_changes
from ui.figures.trajectory.trajectory_labels import (
    HEADROOM,
    HEIGHT,
    MARGIN,
    add_as_of,
    add_end_labels,
    add_last_point,
    add_years,
)
from ui.figures.trajectory.trajectory_layers import (
    add_former_plan,
    add_history,
    add_plan,
    add_projection,
    add_suppressed,
)
from ui.figures.trajectory.trajectory_periods import add_points, middle, year_ticks
from ui.figures.trajectory.trajectory_text import describe_trajectory
from ui.style.theme import Theme

__all__ = ["describe_trajectory", "trajectory"]


def trajectory(
    history: Sequence[SeriesRow],
    plan: Sequence[Goal],
    projection: Sequence[ProjectedMonth],
    *,
    unit: str,
    words: Words,
    theme: Theme,
    as_of: Any,
    name: str,
    breaks: Sequence[Any] = (),
    window_start: Any = None,
    window_end: Any = None,
    kind: str | None = None,
    period: str | None = None,
    former: Sequence[FormerGoal] = (),
) -> Drawing:
    """Draw one measure's history against its proposed path.

    history: one row a month; a month without a row is a gap in the line. plan: milestones with the baseline.
    projection: its interval by month. former: the plans that held before: thin and dotted, and named.
    breaks: dates at which the definition changed; the line is interrupted there.
    kind: the measure's kind (share, mean, count, ...); with it the hover texts tell the base.
    period: `year` or `month` for a statistic of a period of its own, drawn as labelled points in the middle of it.
    """
    period = period or None
    rows: list[SeriesRow] = [{**row, "month": middle(row["month"], period)} for row in drawable(history)]
    ahead, earlier, values = projection, former_plans(former), amounts(rows)
    changes = target_changes(plan, former)
    paths: list[Sequence[Goal]] = [plan, *earlier]
    others = [row["value"] for path in paths for row in path]
    others += [edge for row in ahead for edge in (row["low"], row["high"])]
    if not values and not others and not any(row["sign"] == SUPPRESSED for row in rows):
        return blank(words, theme, HEIGHT)

    # without lines there are no labels at their ends
    margin = MARGIN if others else MARGIN | {"r": 26}
    figure = canvas(words, theme, HEIGHT, **margin)
    low, high = nice_range([*values, *others] or [0.0, 1.0])
    high += (high - low) * HEADROOM * max(1, len(changes))
    dates = [
        as_of,
        *(row["month"] for row in rows),
        *(row["month"] for row in ahead),
        *(row["due_on"] for path in paths for row in path),
        *(day for day in (window_start, window_end) if day is not None),
        *breaks,
    ]
    start, end = (pd.Timestamp(edge(map(moment, dates))) for edge in (min, max))
    if period == "year":
        start, end = min(start, pd.Timestamp(f"{start.year}-03-01")), max(end, pd.Timestamp(f"{end.year}-12-01"))
    add_years(figure, window_start, window_end, theme)
    if ahead:
        add_projection(figure, ahead, unit, words, theme)
    for former_plan in earlier:
        add_former_plan(figure, former_plan, unit, words, theme)
    if plan:
        add_plan(figure, plan, unit, words, theme)
    if period:
        per_unit = (HEIGHT - MARGIN["t"] - MARGIN["b"]) / (high - low)
        add_points(figure, rows, (start, end), per_unit, unit, words, theme, name, period, kind)
    else:
        add_history(figure, rows, unit, words, theme, name, breaks, kind)
    add_suppressed(figure, rows, low, words, theme, name, period)
    add_end_labels(figure, plan, ahead, earlier, (low, high), words, theme)
    if not period:
        plot = _plot(
            rows, paths, ahead, (start, end), (low, high), [as_of, *breaks, *(change.day for change in changes)]
        )
        add_last_point(figure, rows, unit, words, theme, plot)
    add_as_of(figure, as_of, words, theme, start + (end - start) / 2)
    add_breaks(figure, breaks, words, theme)
    add_target_changes(figure, changes, low, start + (end - start) / 2, unit, words, theme)
    pad = (end - start) * (0.05 if period else 0.02)
    figure.update_xaxes(
        range=days([start - pad, end + pad]),
        showgrid=False,
        showline=True,
        ticks="outside",
        tickcolor=theme.border,
        tickangle=0,
        **(year_ticks(start, end) if period == "year" else month_ticks(start, end, words)),
    )
    # with nothing but suppressed months the scale would be made up
    scale = value_ticks(low, high, unit, words) if values or others else {"tickvals": [], "ticktext": []}
    figure.update_yaxes(range=[low, high], ticklabelstandoff=4, **scale)
    figure.keep_left(scale["ticktext"], standoff=4)
    return figure


def _plot(
    history: Sequence[SeriesRow],
    plans: Sequence[Sequence[Goal]],
    projection: Sequence[ProjectedMonth],
    times: tuple[pd.Timestamp, pd.Timestamp],
    limits: tuple[float, float],
    uprights: Sequence[Any],
) -> Plot:
    """The plotting area with every line on it, for the label that must keep clear of them."""
    plot = Plot(*times, *limits, height=HEIGHT - MARGIN["t"] - MARGIN["b"])
    plot.add_curve([(row["month"], row["value"]) for row in history])
    for plan in plans:
        plot.add_curve([(row["due_on"], row["value"]) for row in plan])
    plot.add_curve([(row["month"], row["low"]) for row in projection])
    plot.add_curve([(row["month"], row["mid"]) for row in projection])
    plot.add_curve([(row["month"], row["high"]) for row in projection])
    for date in uprights:
        plot.add_upright(date)
    return plot
