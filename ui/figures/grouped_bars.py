"""Named values as horizontal bars on one scale, in the frame's order and under headings where they have groups."""

from __future__ import annotations

import textwrap

import pandas as pd

from ui.figures.base import blank, canvas, note, plain, reason, safe, shorten
from ui.figures.drawing import Drawing, bar
from ui.figures.territories import controlled, hover
from ui.rows import records
from ui.theme import SMALL, Theme
from ui.words import Words

ROW, TALL_ROW, FOOT, LINE = 28, 37, 12, 22
ROOM = 1.32  # the scale ends so far beyond the longest bar, for its number


def grouped_bars(values: pd.DataFrame, *, unit: str, words: Words, theme: Theme, kind: str | None = None) -> Drawing:
    """Draw values (name, value, sign, status, decimals; optionally group), first on top; zero is a bar of no length.

    A row without a figure has its reason in the bar's place. Each group has one line for its heading.
    """
    if values.empty:
        return blank(words, theme, 160)
    frame = controlled(values)
    groups = frame["group"] if "group" in frame else pd.Series("", index=frame.index)
    heads = groups.ne(groups.shift()) & groups.ne("")
    frame = frame.assign(position=frame.index + heads.cumsum())
    lines = len(frame) + int(heads.sum())
    written = [in_lines(name) for name in frame["name"]]
    tall = TALL_ROW if any("<br>" in name for name in written) else ROW
    figure = canvas(words, theme, tall * lines + FOOT + 8, l=8, r=8, t=8, b=FOOT)
    known = frame[frame["value"].notna()]
    figure.add_trace(
        bar(
            name="values", orientation="h", x=plain(known["value"]), y=list(known["position"]),
            marker={"color": theme.main}, width=0.62,
            hovertext=[hover(row, unit, words, kind=kind) for row in records(known)],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip
    for row in records(frame):
        told = pd.notna(row["value"])
        figure.add_annotation(
            note(theme, words.figure(row, unit) if told else reason(row["sign"], words), x=row["value"] if told else 0,
                 y=row["position"], xanchor="left", xshift=4,
                 font={"color": theme.text if told else theme.muted, "size": SMALL})
        )  # fmt: skip
    for place, group in zip(frame.loc[heads, "position"] - 1, groups[heads], strict=True):
        figure.add_annotation(note(theme, f"<b>{safe(group)}</b>", x=0, xref="paper", y=place, xanchor="left",
                                   font={"color": theme.text}))  # fmt: skip
    most = float(known["value"].max()) if len(known) else 0.0
    figure.update_xaxes(range=[0, (most or 1.0) * ROOM], visible=False)
    figure.update_yaxes(
        range=[lines - 0.45, -0.55],
        tickvals=list(frame["position"]), ticktext=written,
        tickfont={"color": theme.text, "size": SMALL}, automargin=True, showgrid=False,
    )  # fmt: skip
    return figure


def in_lines(name: object, most: int = 2) -> str:
    """A long name in some lines, the last of them cut, so that telephones keep room for bars; safe text."""
    lines = textwrap.wrap(str(name), LINE) or [""]
    lines = [*lines[: most - 1], " ".join(lines[most - 1 :])] if len(lines) > most else lines
    return "<br>".join(shorten(line, LINE) + " " for line in lines)


def describe_grouped_bars(values: pd.DataFrame, *, unit: str, words: Words, name: str) -> str:
    """Every bar in words, group by group: `Elenco 1: Robotica 12 %, …`."""
    if values.empty:
        return f"{name}: {words.no_data}."
    frame = controlled(values)
    groups = frame["group"] if "group" in frame else pd.Series("", index=frame.index)
    told = []
    for group, own in frame.groupby(groups, sort=False):
        parts = [f"{row['name']} {words.figure(row, unit) if pd.notna(row['value']) else reason(row['sign'], words)}"
                 for row in records(own)]  # fmt: skip
        told.append((f"{group}: " if group else "") + "; ".join(parts))
    return f"{name}. {'. '.join(told)}."
