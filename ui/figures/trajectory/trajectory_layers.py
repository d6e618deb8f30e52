"""The layers of a trajectory: line with gaps, proposed path, projection, suppressed months."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reads.measures import Goal, ProjectedMonth
from reads.records import SUPPRESSED, Value
from texts.translator import Words
from ui.figures.base.canvas import days, moment, note, reason, status_line
from ui.figures.base.drawing import Drawing, scatter
from ui.figures.base.plan_paths import FormerGoal, Month, SeriesRow, by_due, last_known, sizes, with_gaps
from ui.figures.base.rich_text import HOVER_TEXT, bold
from ui.figures.base.territories import base
from ui.style.theme import Theme


class SignedMonth(Value, Month):
    """A value of one month, or its sign."""


def period_name(date: Any, period: str | None, words: Words) -> str:
    """`2018` for a yearly figure, else the month."""
    return str(moment(date).year) if period == "year" else words.month(date)


def add_projection(
    figure: Drawing, rows: Sequence[ProjectedMonth], unit: str, words: Words, theme: Theme
) -> None:  # fmt: skip
    """The interval as a light band, its middle as a dashed line: month, low, mid, high."""
    x = days(row["month"] for row in rows)
    hover = [
        words.t(
            "{month}: projection {mid} ({share}% interval {low} to {high})",
            share=words.interval,
            month=words.month(row["month"]),
            low=words.value(row["low"], unit),
            mid=words.value(row["mid"], unit),
            high=words.value(row["high"], unit),
        )
        for row in rows
    ]
    low, mid, high = ([row["low"] for row in rows], [row["mid"] for row in rows], [row["high"] for row in rows])
    edge = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip", "x": x}
    figure.add_trace(scatter(name="low", y=low, **edge))
    figure.add_trace(scatter(name="high", y=high, fill="tonexty", fillcolor=theme.band, **edge))
    figure.add_trace(
        scatter(
            name="mid",
            x=x,
            y=mid,
            mode="lines",
            hovertext=hover,
            hovertemplate=HOVER_TEXT,
            line={"color": theme.main, "width": 1.5, "dash": "dash"},
        )
    )


def add_plan(figure: Drawing, plan: Sequence[Goal], unit: str, words: Words, theme: Theme) -> None:
    """The proposed path through its milestones, dashed, with open diamonds."""
    ordered = by_due(plan)
    hover = [
        words.t("{day}: proposed target {amount}", day=words.day(row["due_on"]), amount=words.value(row["value"], unit))
        for row in ordered
    ]
    figure.add_trace(
        scatter(
            name="plan",
            x=days(row["due_on"] for row in ordered),
            y=[row["value"] for row in ordered],
            mode="lines+markers",
            line={"color": theme.plan, "width": 1.5, "dash": "dash"},
            cliponaxis=False,
            hovertext=hover,
            hovertemplate=HOVER_TEXT,
            marker={
                "symbol": "diamond",
                "size": 9,
                "color": theme.background,
                "line": {"color": theme.plan, "width": 1.5},
            },
        )
    )


def add_former_plan(
    figure: Drawing, plan: Sequence[FormerGoal], unit: str, words: Words, theme: Theme
) -> None:  # fmt: skip
    """A plan that held until its valid_to: thinner than the one in force, dotted, without marks."""
    ordered = by_due(plan)
    until = words.t("plan until {day}", day=words.day(ordered[0]["valid_to"]))
    hover = [
        words.t(
            "{day}: {amount} ({plan})", day=words.day(row["due_on"]), amount=words.value(row["value"], unit), plan=until
        )
        for row in ordered
    ]
    figure.add_trace(
        scatter(
            name="former plan",
            x=days(row["due_on"] for row in ordered),
            y=[row["value"] for row in ordered],
            mode="lines",
            line={"color": theme.muted, "width": 1, "dash": "dot"},
            cliponaxis=False,
            hovertext=hover,
            hovertemplate=HOVER_TEXT,
        )
    )


def add_history(
    figure: Drawing,
    history: Sequence[SeriesRow],
    unit: str,
    words: Words,
    theme: Theme,
    name: str,
    breaks: Sequence[Any],
    kind: str | None = None,
) -> None:
    """The line itself; an allocated stretch is dashed, and a point with no neighbour is drawn as a dot."""
    if not history:
        return
    rows = with_gaps(history, breaks)
    hover = [
        f"{bold(name)}<br>{words.month(row['month'])}: {words.figure(row, unit)}"
        f"{base(row, words, kind) if kind else ''}{status_line(row['status'], words)}"
        for row in rows
    ]
    for own, dash in ((False, "solid"), (True, "dot")):
        values = [row["value"] if (row["status"] == "allocated") is own else None for row in rows]
        if not any(value is not None for value in values):
            continue
        figure.add_trace(
            scatter(
                name="history" if dash == "solid" else "allocated",
                x=days(row["month"] for row in rows),
                y=values,
                mode="lines+markers",
                connectgaps=False,
                hovertext=hover,
                hovertemplate=HOVER_TEXT,
                cliponaxis=False,
                line={"color": theme.main, "width": 2.5, "dash": dash},
                marker={"color": theme.main, "size": sizes(values, last_known(rows), 9, 5)},
            )
        )


def add_suppressed(
    figure: Drawing,
    history: Sequence[SignedMonth],
    floor: float,
    words: Words,
    theme: Theme,
    name: str,
    period: str | None = None,
) -> None:
    """A row of open marks on the axis for the months that confidentiality hides."""
    hidden = [row["month"] for row in history if row["sign"] == SUPPRESSED]
    if not hidden:
        return
    why = reason(SUPPRESSED, words)
    figure.add_trace(
        scatter(
            name="suppressed",
            x=days(hidden),
            y=[floor] * len(hidden),
            mode="markers",
            cliponaxis=False,
            marker={"symbol": "circle-open", "size": 8, "color": theme.muted, "line": {"width": 1.5}},
            hovertext=[f"{bold(name)}<br>{period_name(m, period, words)}: {why}" for m in hidden],
            hovertemplate=HOVER_TEXT,
        )
    )
    figure.add_annotation(
        note(
            theme,
            why,
            x=days([min(hidden)])[0],
            y=floor,
            yshift=8,
            xanchor="left",
            yanchor="bottom",
            font={"size": 11},
        )
    )
