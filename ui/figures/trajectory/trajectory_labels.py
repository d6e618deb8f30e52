"""The writing on a trajectory: years of the agreement, as-of date, labels at the lines' ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from reads.measures import Goal, ProjectedMonth
from texts.translator import Words
from ui.figures.base.canvas import amount, days, note, spread, with_value
from ui.figures.base.drawing import Drawing
from ui.figures.base.label_placement import Plot, place
from ui.figures.base.plan_paths import FormerGoal, SeriesRow, by_due, by_month
from ui.figures.base.rich_text import bold, small
from ui.style.theme import Theme, badge_label

HEIGHT = 398
MARGIN = {"l": 6, "r": 86, "t": 30, "b": 62}
HEADROOM = 0.12
ROMAN = ("I", "II", "III", "IV", "V", "VI")


def add_as_of(figure: Drawing, as_of: Any, words: Words, theme: Theme, middle: pd.Timestamp) -> None:
    """The date up to which figures count, as a thin line with its day under the months of the axis."""
    x, late = days([as_of])[0], pd.Timestamp(as_of) > middle
    figure.add_vline(x=x, line={"color": theme.border, "width": 1})
    figure.add_annotation(
        note(
            theme,
            words.t("data to {day}", day=words.day(as_of)),
            x=x,
            y=0,
            yref="paper",
            yanchor="top",
            yshift=-40,
            xanchor="right" if late else "left",
            xshift=40 if late else -6,
            font={"size": 11},
        )
    )


def add_years(figure: Drawing, start: Any, end: Any, theme: Theme) -> None:
    """The years of the agreement as faint bands, numbered I, II, III on top."""
    if start is None or end is None:
        return
    first, last, number = pd.Timestamp(start), pd.Timestamp(end), 0
    while (begin := first + pd.DateOffset(years=number)) < last:
        stop = min(first + pd.DateOffset(years=number + 1), last)
        if number % 2 == 0:
            figure.add_vrect(x0=days([begin])[0], x1=days([stop])[0], fillcolor=theme.surface)
        roman = ROMAN[number] if number < 6 else str(number + 1)
        figure.add_annotation(
            note(theme, roman, x=days([begin + (stop - begin) / 2])[0], y=1, yref="paper", yanchor="bottom")
        )
        number += 1


def add_end_labels(
    figure: Drawing,
    plan: Sequence[Goal],
    projection: Sequence[ProjectedMonth],
    former: Sequence[Sequence[FormerGoal]],
    limits: tuple[float, float],
    words: Words,
    theme: Theme,
) -> None:
    """What each line is, written at its end in the right margin and kept from overlapping."""
    ends: list[tuple[float, str, str]] = []
    if plan:
        ends.append((by_due(plan)[-1]["value"], words.t("proposed<br>path"), theme.plan))
    if projection:
        label = words.t("projection,<br>{share}%<br>interval", share=words.interval)
        ends.append((by_month(projection)[-1]["mid"], label, theme.main))
    for path in former:
        label = words.t("plan until<br>{day}", day=words.short_day(path[0]["valid_to"]))
        ends.append((by_due(path)[-1]["value"], label, theme.muted))
    pixels = (HEIGHT - MARGIN["t"] - MARGIN["b"]) / (limits[1] - limits[0])
    wanted = [(value - limits[0]) * pixels for value, _, _ in ends]
    for y, (_, label, colour) in zip(spread(wanted, 46), ends, strict=True):
        figure.add_annotation(
            text=label,
            x=1,
            xref="paper",
            y=0,
            yref="paper",
            yshift=y,
            xshift=8,
            align="left",
            xanchor="left",
            yanchor="middle",
            font={"color": colour, "size": 12},
        )


def add_last_point(
    figure: Drawing, history: Sequence[SeriesRow], unit: str, words: Words, theme: Theme, plot: Plot
) -> None:  # fmt: skip
    """The latest figure in bold beside its point, where no line of `plot` runs through it."""
    figures = by_month(with_value(history))
    if not figures:
        return
    last = figures[-1]
    # a figure that nobody counted says so on the picture itself, not only on hover
    status = last["status"]
    said = badge_label(status, words) if status in ("allocated", "demonstration") else ""
    written = words.figure(last, unit)
    width, height = max(8.5 * len(written), 5.8 * len(said)) + 2, 36 if said else 20
    side, shift = place(plot, last["month"], amount(last), width, height)
    figure.add_annotation(
        text=bold(written) + (f"<br>{small(said)}" if said else ""),
        align=side,
        x=days([last["month"]])[0],
        y=last["value"],
        xanchor=side,
        yanchor="bottom" if shift > 0 else "top",
        xshift=-6 if side == "right" else 6,
        yshift=shift,
        borderpad=0,
        font={"color": theme.main, "size": 15},
    )
