"""A few named amounts as bars from zero; an allocated one is hatched and dashed, and each says what it is."""

from __future__ import annotations

import pandas as pd

from ui.figures.base import blank, plain, reason, safe, shown, status_line
from ui.figures.drawing import Drawing, bar
from ui.figures.named_rows import BAR, bar_at, label, rows, span
from ui.rows import Row
from ui.theme import Theme, badge_label
from ui.words import Words

PLAIN = "observed"


def bars(values: pd.DataFrame, *, unit: str, words: Words, theme: Theme) -> Drawing:
    """Draw values (name, value, sign, status) in the frame's order, first on top.

    A status other than observed is written behind the value. A missing or suppressed one has its sign and no bar.
    """
    if values.empty:
        return blank(words, theme, 120)
    frame = values.reset_index(drop=True)
    amounts = shown(frame)
    texts = [_said(row, amount, unit, words) for (_, row), amount in zip(frame.iterrows(), amounts, strict=True)]
    figure = rows(list(frame["name"]), texts, words, theme)
    allocated = frame["status"].eq("allocated")
    hover = [
        f"<b>{safe(row['name'])}</b><br>{text if pd.isna(amount) else words.value(amount, unit)}"
        + status_line(row["status"], words)
        for (_, row), amount, text in zip(frame.iterrows(), amounts, texts, strict=True)
    ]
    figure.add_trace(
        bar(
            name="values", orientation="h", x=plain(amounts), y=[bar_at(place) for place in frame.index], width=BAR,
            marker={
                "color": [theme.plan if split else theme.main for split in allocated],
                "pattern": {"shape": ["/" if split else "" for split in allocated], "fillmode": "replace", "size": 6,
                            "solidity": 0.3},
            },
            hovertext=hover, hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip
    for place, (amount, text, split) in enumerate(zip(amounts, texts, allocated, strict=True)):
        known = pd.notna(amount)
        end = float(amount) if known else 0.0
        if known and split:
            sides = {"x0": 0, "x1": end, "y0": bar_at(place) - BAR / 2, "y1": bar_at(place) + BAR / 2}
            figure.add_shape(type="rect", line={"color": theme.plan, "width": 1, "dash": "dash"}, **sides)
        label(figure, place, end, text, theme.text if known else theme.muted)
    span(figure, [float(amount) for amount in amounts.dropna()])
    return figure


def describe_bars(values: pd.DataFrame, *, unit: str, words: Words, name: str) -> str:
    """Every amount in words, with its status where it is not observed."""
    if values.empty:
        return f"{name}: {words.no_data}."
    pairs = [
        f"{row['name']} {_said(row, amount, unit, words)}"
        for (_, row), amount in zip(values.iterrows(), shown(values), strict=True)
    ]
    return f"{name}: {'; '.join(pairs)}."


def _said(row: Row, amount: float, unit: str, words: Words) -> str:
    if pd.isna(amount):
        return reason(row["sign"], words)
    written = words.value(amount, unit)
    return written if row["status"] == PLAIN else f"{written} {badge_label(row['status'], words)}"
