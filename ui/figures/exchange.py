"""What goes from one to another: bars to one side or to both from one line, each a whole and the part that is solid."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ui.figures.base import blank, canvas, note, plain, reason, safe, shorten, shown, status_line
from ui.figures.drawing import Drawing, bar
from ui.figures.ranking_labels import LETTER
from ui.rows import Row, records
from ui.theme import Theme
from ui.words import Words

ROW, TALL_ROW, HEAD, FOOT = 26, 40, 50, 12
LINE = 18  # letters: a longer name is written in two lines


@dataclass(frozen=True)
class Side:
    """One direction. ``values``: name, value, sign, status.

    Optionally ``part`` (the solid part), ``label`` (in the place of the number), ``note`` (under it) and ``aside``
    (told in the hover text and the description alone).
    """

    heading: str
    values: pd.DataFrame


def exchange(
    sides: Sequence[Side], *, whole: str, part: str, words: Words, theme: Theme, glyphs: tuple[str, str] = ("◀", "▶")
) -> Drawing:
    """Draw one side to the right, or a left and a right one on the same scale, rows in the frame's order.

    ``whole`` and ``part`` name what is outlined and what is solid. Both sides hold the same names in the same order.
    """
    frames = [_controlled(side.values) for side in sides]
    if frames[0].empty:
        return blank(words, theme, 160)
    names = list(frames[0]["name"])
    labels = [[_label(row, words) for row in records(frame)] for frame in frames]
    written = [_two_lines(str(name)) for name in names]
    tall = any("<br>" in text for text in [*written, *(label for own in labels for label in own)])
    room = [_room(frame, own) for frame, own in zip(frames, labels, strict=True)]
    title = round(LETTER * max(len(line) for name in written for line in name.split("<br>"))) + 8 if any(names) else 0
    left = title + (room[0] if len(frames) > 1 else 0)
    height = (TALL_ROW if tall else ROW) * len(names) + HEAD + FOOT
    figure = canvas(words, theme, height, l=left, r=room[-1] + 4, t=HEAD, b=FOOT)
    figure.update_layout(barmode="overlay")
    ends = [value for frame in frames for value in frame["value"].dropna()]
    for number, (frame, own) in enumerate(zip(frames, labels, strict=True)):
        sign = -1 if len(frames) > 1 and number == 0 else 1
        _bars(figure, frame, sign, words, theme)
        _labels(figure, frame, own, sign, theme)
        if len(frames) > 1:
            text = safe(sides[number].heading)
            said = f"<b>{glyphs[0]} {text}</b>" if sign < 0 else f"<b>{text} {glyphs[1]}</b>"
            place: dict[str, Any] = {"x": 0, "y": 1, "yref": "paper", "yanchor": "bottom", "xshift": 8 * sign}
            figure.add_annotation(text=said, xanchor="right" if sign < 0 else "left", font={"size": 13}, **place)
    for position, name in enumerate(written):
        place = {"x": 0, "xref": "paper", "xanchor": "right", "xshift": -(left - title) - 4, "y": position}
        figure.add_annotation(text=name, align="right", font={"color": theme.text, "size": 12}, **place)
    if any(frame["part"].notna().any() for frame in frames):
        place = {"x": 0, "xref": "paper", "y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": "left"}
        said = f"□ {safe(whole)}   ■ {safe(part)}"
        figure.add_annotation(note(theme, said, xshift=-left, yshift=24, **place))
    high = max(ends, default=0) or 1
    figure.update_xaxes(range=[-high if len(frames) > 1 else 0, high], visible=False)
    figure.update_yaxes(range=[len(names) - 0.4, -0.6], visible=False)
    figure.add_vline(x=0, line={"color": theme.border, "width": 1})
    return figure


def describe_exchange(sides: Sequence[Side], *, name: str, words: Words) -> str:
    """Every side in one sentence: each row's value and its second line, or why there is none."""
    told = []
    for side in sides:
        frame = _controlled(side.values)
        rows = [": ".join(one for one in (str(row["name"]), _spoken(row, words)) if one) for row in records(frame)]
        told.append(": ".join(one for one in (side.heading, "; ".join(rows) or words.no_data) if one))
    return f"{name}. {'. '.join(told)}."


def _labels(figure: Drawing, frame: pd.DataFrame, labels: Sequence[str], sign: int, theme: Theme) -> None:
    """Each bar's number at its end, or why there is none."""
    for position, (value, label) in enumerate(zip(frame["value"], labels, strict=True)):
        known = pd.notna(value)
        side = "right" if sign < 0 else "left"
        place: dict[str, Any] = {"x": sign * value if known else 0, "xshift": 4 * sign, "xanchor": side, "align": side}
        colour = theme.text if known else theme.muted
        figure.add_annotation(text=label, y=position, font={"color": colour, "size": 12}, **place)


def _bars(figure: Drawing, frame: pd.DataFrame, sign: int, words: Words, theme: Theme) -> None:
    hover = []
    for row in records(frame):
        head = f"<b>{safe(row['name'])}</b><br>" if row["name"] else ""
        hover.append(head + safe(_spoken(row, words)) + status_line(row["status"], words))
    shared = {"orientation": "h", "y": list(frame.index), "width": 0.62, "hovertemplate": "%{hovertext}<extra></extra>"}
    outline = {"color": theme.band, "line": {"color": theme.main, "width": 1}}
    side = "left" if sign < 0 else "right"
    figure.add_trace(bar(name=side, x=plain(sign * frame["value"]), marker=outline, hovertext=hover, **shared))
    solid = frame["part"] if frame["part"].notna().any() else frame["value"]
    figure.add_trace(
        bar(name=f"{side} part", x=plain(sign * solid), marker={"color": theme.main}, hovertext=hover, **shared)
    )


def _controlled(values: pd.DataFrame) -> pd.DataFrame:
    """The frame with value and part missing where suppressed, and with every column present."""
    columns = ["name", "value", "sign", "status", "part", "label", "note", "aside"]
    frame = values.reindex(columns=[*values.columns, *[c for c in columns if c not in values]]).reset_index(drop=True)
    value = shown(frame)
    part = pd.to_numeric(frame["part"], errors="coerce").where(value.notna())
    texts = {
        column: frame[column].astype(object).fillna("").astype(str) for column in ("name", "label", "note", "aside")
    }
    return frame.assign(value=value, part=part, **texts)


def _room(frame: pd.DataFrame, labels: Sequence[str]) -> int:
    """Px beside the longest bar; the reason for a missing one stands at zero, where there is room."""
    beside = [label for label, value in zip(labels, frame["value"], strict=True) if pd.notna(value)]
    return round(LETTER * max((len(line) for label in beside for line in label.split("<br>")), default=0)) + 8


def _two_lines(name: str) -> str:
    first, *rest = textwrap.wrap(name, LINE) or [""]
    return "<br>".join(shorten(line, LINE) for line in ([first, " ".join(rest)] if rest else [first]))


def _label(row: Row, words: Words) -> str:
    if pd.isna(row["value"]):
        return reason(row["sign"], words)
    return safe(row["label"] or words.number(row["value"])) + (f"<br>{safe(row['note'])}" if row["note"] else "")


def _spoken(row: Row, words: Words) -> str:
    if pd.isna(row["value"]):
        return reason(row["sign"], words)
    said = [row["label"] or words.number(row["value"]), row["note"], row["aside"]]
    return ", ".join(one for one in said if one)
