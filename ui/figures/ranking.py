"""Territories from the highest to the lowest, Italy as a line; those without a figure last, with no bar."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from ui.figures.base import blank, canvas, plain, reason, shorten
from ui.figures.territories import controlled, hover, summary
from ui.theme import Theme
from ui.words import Words

ROW = 26
LONGEST_NAME = 20
FIGURE_SPACE = "\u2007"


def ranking(
    values: pd.DataFrame,
    *,
    unit: str,
    words: Words,
    theme: Theme,
    reference: float | None = None,
    selected: str | None = None,
    highlight: Sequence[str] = (),
) -> go.Figure:
    """Draw values (territory, name, value, sign, units, numerator, denominator, status) as sorted bars.

    Equal values share a rank (`=3`). `reference` is the value for Italy. Bars start at zero.
    """
    if values.empty:
        return blank(words, theme, 160)
    frame = controlled(values).sort_values(
        ["value", "name"], ascending=[False, True], na_position="last", ignore_index=True
    )
    # equal as written: two bars both labelled 12,4 % must not be ranked apart
    frame = frame.assign(label=[words.value(v, unit) for v in frame["value"]])
    marked = {selected, *highlight} - {None}
    figure = canvas(words, theme, ROW * len(frame) + 44, l=8, r=12, t=24, b=12)
    emphasis = frame["territory"].isin(list(marked))
    colours = [theme.main if hit or not marked else theme.no_data for hit in emphasis]
    hovers = [hover(row, unit, words) for _, row in frame.iterrows()]
    figure.add_trace(
        go.Bar(
            name="values",
            orientation="h",
            x=plain(frame["value"]),
            y=list(frame.index),
            marker={"color": colours},
            customdata=[[code] for code in frame["territory"]],
            hovertext=hovers,
            width=0.68,
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    _axes(figure, frame, reference, words, emphasis)
    if reference is not None and pd.notna(reference):
        figure.add_vline(x=float(reference), line={"color": theme.text, "width": 1})
        label = words.t("Italy {amount}", amount=words.value(reference, unit))
        figure.add_annotation(
            text=label,
            x=float(reference),
            y=1,
            yref="paper",
            yanchor="bottom",
            xanchor="center",
            font={"color": theme.text, "size": 12},
        )
    _labels(figure, frame, words, theme)
    return figure


def ranks(labels: Sequence[str]) -> list[str]:
    """Ranks of values already sorted, by what is written: `1`, `=2`, `=2`, `4`."""
    firsts = {label: i + 1 for i, label in reversed(list(enumerate(labels)))}
    return [f"{'=' if list(labels).count(label) > 1 else ''}{firsts[label]}" for label in labels]


def _axes(figure: go.Figure, frame: pd.DataFrame, reference: float | None, words: Words, emphasis: pd.Series) -> None:
    known = frame["value"].notna()
    places = ranks(list(frame.loc[known, "label"])) + ["–"] * int((~known).sum())
    names = [
        f"<b>{shorten(name, LONGEST_NAME)}</b>" if hit else shorten(name, LONGEST_NAME)
        for name, hit in zip(frame["name"], emphasis, strict=True)
    ]
    ends = [
        0.0,
        *frame.loc[known, "value"],
        *([reference] if reference is not None and pd.notna(reference) else []),
    ]
    # room for the label at the bar's end
    room = (max(ends) - min(ends) or 1.0) * 0.3
    figure.update_xaxes(range=[min(ends) - (room if min(ends) < 0 else 0), max(ends) + room], visible=False)
    figure.update_yaxes(
        range=[len(frame) - 0.4, -0.6],
        tickvals=list(frame.index),
        automargin=True,
        showgrid=False,
        # figure spaces keep the ranks in one column
        ticktext=[f"{name} {place.rjust(3, FIGURE_SPACE)}" for name, place in zip(names, places, strict=True)],
    )


def _labels(figure: go.Figure, frame: pd.DataFrame, words: Words, theme: Theme) -> None:
    """The value at each bar's end, or why there is none; on the ground colour, clear of Italy's line."""
    for position, row in frame.iterrows():
        known = pd.notna(row["value"])
        end = float(row["value"]) if known else 0.0
        figure.add_annotation(
            text=row["label"] if known else reason(row["sign"], words),
            x=end,
            y=position,
            xanchor="right" if end < 0 else "left",
            xshift=-3 if end < 0 else 3,
            bgcolor=theme.background,
            borderpad=1,
            font={"color": theme.text if known else theme.muted, "size": 12},
        )


def describe_ranking(
    values: pd.DataFrame, *, unit: str, words: Words, name: str, reference: float | None = None
) -> str:
    """The ranking in one sentence: highest, lowest, Italy, what is missing."""
    parts = summary(values, unit, words)
    if reference is not None and pd.notna(reference):
        parts.append(words.t("Italy {amount}", amount=words.value(reference, unit)))
    return f"{name}: {'; '.join(parts)}."
