"""The layers of a trajectory: line with gaps, proposed path, projection, suppressed months."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ui.figures.base import SUPPRESSED, days, note, plain, reason, safe, shown, status_line
from ui.figures.drawing import Drawing, scatter
from ui.figures.territories import base
from ui.rows import records
from ui.theme import Theme
from ui.words import Words


def period_name(date: Any, period: str | None, words: Words) -> str:
    """`2018` for a yearly figure, else the month."""
    return str(pd.Timestamp(date).year) if period == "year" else words.month(date)


def add_projection(figure: Drawing, frame: pd.DataFrame, unit: str, words: Words, theme: Theme) -> None:
    """The 80 % interval as a light band, its middle as a dashed line; `frame`: month, low, mid, high."""
    x = days(frame["month"])
    hover = [
        words.t(
            "{month}: projection {mid} (80% interval {low} to {high})",
            month=words.month(m),
            mid=words.value(mid, unit),
            low=words.value(lo, unit),
            high=words.value(hi, unit),
        )
        for m, lo, mid, hi in zip(frame["month"], frame["low"], frame["mid"], frame["high"], strict=True)
    ]
    edge = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip", "x": x}
    figure.add_trace(scatter(name="low", y=plain(frame["low"]), **edge))
    figure.add_trace(scatter(name="high", y=plain(frame["high"]), fill="tonexty", fillcolor=theme.band, **edge))
    figure.add_trace(
        scatter(
            name="mid",
            x=x,
            y=plain(frame["mid"]),
            mode="lines",
            hovertext=hover,
            hovertemplate="%{hovertext}<extra></extra>",
            line={"color": theme.main, "width": 1.5, "dash": "dash"},
        )
    )


def add_plan(figure: Drawing, plan: pd.DataFrame, unit: str, words: Words, theme: Theme) -> None:
    """The proposed path through its milestones (due_on, value), dashed, with open diamonds."""
    ordered = plan.sort_values("due_on")
    hover = [
        words.t("{day}: proposed target {amount}", day=words.day(d), amount=words.value(v, unit))
        for d, v in zip(ordered["due_on"], ordered["value"], strict=True)
    ]
    figure.add_trace(
        scatter(
            name="plan",
            x=days(ordered["due_on"]),
            y=plain(ordered["value"]),
            mode="lines+markers",
            line={"color": theme.plan, "width": 1.5, "dash": "dash"},
            cliponaxis=False,
            hovertext=hover,
            hovertemplate="%{hovertext}<extra></extra>",
            marker={
                "symbol": "diamond",
                "size": 9,
                "color": theme.background,
                "line": {"color": theme.plan, "width": 1.5},
            },
        )
    )


def add_former_plan(figure: Drawing, plan: pd.DataFrame, unit: str, words: Words, theme: Theme) -> None:
    """A plan that held until its valid_to: thinner than the one in force, dotted, without marks."""
    ordered = plan.sort_values("due_on")
    until = words.t("plan until {day}", day=words.day(ordered["valid_to"].iloc[0]))
    hover = [
        words.t("{day}: {amount} ({plan})", day=words.day(d), amount=words.value(v, unit), plan=until)
        for d, v in zip(ordered["due_on"], ordered["value"], strict=True)
    ]
    figure.add_trace(
        scatter(
            name="former plan",
            x=days(ordered["due_on"]),
            y=plain(ordered["value"]),
            mode="lines",
            line={"color": theme.muted, "width": 1, "dash": "dot"},
            cliponaxis=False,
            hovertext=hover,
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )


def with_gaps(history: pd.DataFrame, breaks: Sequence[Any] = ()) -> pd.DataFrame:
    """The history by month with an empty row for each missing month and each break, so no line joins over."""
    frame = history.assign(month=pd.to_datetime(history["month"]), value=shown(history)).sort_values("month")
    have = frame["month"].dt.to_period("M")
    absent = pd.period_range(have.min(), have.max(), freq="M").difference(pd.PeriodIndex(have))
    cuts = [pd.Timestamp(b) - pd.Timedelta(days=1) for b in breaks]
    cuts = [c for c in cuts if frame["month"].min() < c < frame["month"].max()]
    empty = pd.DataFrame({"month": [*(p.to_timestamp() for p in absent), *cuts]})
    if empty.empty:
        return frame
    filled = pd.concat([frame, empty.assign(sign="", status="")], ignore_index=True)
    return filled.sort_values("month", kind="stable", ignore_index=True)


def add_history(
    figure: Drawing,
    history: pd.DataFrame,
    unit: str,
    words: Words,
    theme: Theme,
    name: str,
    breaks: Sequence[Any],
    kind: str | None = None,
) -> None:
    """The line itself; an allocated stretch is dashed, and a point with no neighbour is drawn as a dot."""
    if not len(history):
        return
    frame = with_gaps(history, breaks)
    allocated = frame["status"].eq("allocated")
    parts = [c for c in ("numerator", "denominator", "units") if c not in frame]
    told = frame.reindex(columns=[*frame.columns, *parts])
    hover = [
        f"<b>{safe(name)}</b><br>{words.month(row['month'])}: {words.figure(row, unit)}"
        f"{base(row, words, kind) if kind else ''}{status_line(row['status'], words)}"
        for row in records(told)
    ]
    for part, dash in ((~allocated, "solid"), (allocated, "dot")):
        values = frame["value"].where(part)
        if values.notna().sum() == 0:
            continue
        alone = values.notna() & values.shift().isna() & values.shift(-1).isna()
        last = values.index == frame["value"].last_valid_index()
        figure.add_trace(
            scatter(
                name="history" if dash == "solid" else "allocated",
                x=days(frame["month"]),
                y=plain(values),
                mode="lines+markers",
                connectgaps=False,
                hovertext=hover,
                hovertemplate="%{hovertext}<extra></extra>",
                cliponaxis=False,
                line={"color": theme.main, "width": 2.5, "dash": dash},
                marker={
                    "color": theme.main,
                    "size": [9 if at_end else 5 if lone else 0 for at_end, lone in zip(last, alone, strict=True)],
                },
            )
        )


def add_suppressed(
    figure: Drawing,
    history: pd.DataFrame,
    floor: float,
    words: Words,
    theme: Theme,
    name: str,
    period: str | None = None,
) -> None:
    """A row of open marks on the axis for the months that confidentiality hides."""
    hidden = history[history["sign"].eq(SUPPRESSED)] if len(history) else history
    if not len(hidden):
        return
    why = reason(SUPPRESSED, words)
    figure.add_trace(
        scatter(
            name="suppressed",
            x=days(hidden["month"]),
            y=[floor] * len(hidden),
            mode="markers",
            cliponaxis=False,
            marker={"symbol": "circle-open", "size": 8, "color": theme.muted, "line": {"width": 1.5}},
            hovertext=[f"<b>{safe(name)}</b><br>{period_name(m, period, words)}: {why}" for m in hidden["month"]],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    figure.add_annotation(
        note(
            theme,
            why,
            x=days([hidden["month"].min()])[0],
            y=floor,
            yshift=8,
            xanchor="left",
            yanchor="bottom",
            font={"size": 11},
        )
    )
