"""How those assessed spread over ordered levels at a few dates: bars of 100 %, with what is suppressed left open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ui.figures.base import SUPPRESSED, blank, canvas, ink, note, plain, reason, safe, spread, status_line
from ui.figures.drawing import Drawing, bar
from ui.rows import Row, records
from ui.theme import SMALL, Theme
from ui.words import Words

HEIGHT, TOP, FOOT, ENDS = 410, 20, 78, 88
STRIP = 2.5  # percent: what is suppressed is there, even where rounding leaves it no room
LEAST = 6.0  # percent: a smaller piece has no room for its number
CLOSE = 5.5  # percent between two names at the right end


def level_bars(shares: pd.DataFrame, *, words: Words, theme: Theme) -> Drawing:
    """Draw shares (as_of, level, name, value, sign, status, base, base_sign, share), lowest level first, by date.

    One shade from the lowest to the highest level; the last bar's pieces carry their names. What a suppressed level
    leaves of the whole is hatched and belongs to none; a bar without shares is not drawn, and says why.
    """
    if shares.empty:
        return blank(words, theme, 160)
    days = list(dict.fromkeys(shares["as_of"]))
    figure = canvas(words, theme, HEIGHT, l=8, r=ENDS, t=TOP, b=FOOT)
    for place, level in enumerate(dict.fromkeys(shares["level"])):
        own = shares[shares["level"].eq(level)].set_index("as_of").reindex(days)
        ground = theme.sequential[place % len(theme.sequential)]
        figure.add_trace(
            bar(
                name=safe(level),
                x=list(range(len(days))),
                y=plain(own["share"]),
                marker={"color": ground, "line": {"color": theme.background, "width": 1}},
                text=[words.percent(s, 0) if pd.notna(s) and s >= LEAST else "" for s in own["share"]],
                textposition="inside", insidetextanchor="middle", textangle=0, constraintext="none",
                textfont={"color": ink(ground), "size": SMALL},
                hovertext=[_hover(row, words) for row in records(own.reset_index())],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )  # fmt: skip
    _leave_open(figure, shares, days, words, theme)
    _name_levels(figure, shares[shares["as_of"].eq(days[-1])], theme)
    figure.update_layout(barmode="stack", bargap=0.22)
    figure.update_xaxes(
        tickvals=list(range(len(days))),
        ticktext=[_under(day, shares, words) for day in days],
        range=[-0.55, len(days) - 0.45],
        showgrid=False,
        title={
            "text": words.t("date, and cooperatives assessed"),
            "standoff": 6,
            "font": {"size": SMALL, "color": theme.muted},
        },
    )
    figure.update_yaxes(range=[0, 100 + STRIP], visible=False)
    return figure


def _leave_open(figure: Drawing, shares: pd.DataFrame, days: Sequence[Any], words: Words, theme: Theme) -> None:
    """The part of each bar that its suppressed levels have, or the reason why there is no bar."""
    left, said = [], []
    for place, day in enumerate(days):
        own = shares[shares["as_of"].eq(day)]
        hidden = own[own["sign"].eq(SUPPRESSED)]
        drawn = bool(own["share"].notna().any())
        left.append(max(STRIP, 100 - own["share"].sum()) if drawn and len(hidden) else None)
        said.append(_day(day, words) + "<br>" + ", ".join(safe(name) for name in hidden["name"]) + ": "
                    + reason(SUPPRESSED, words))  # fmt: skip
        if len(hidden) or not drawn:
            few = not drawn and pd.notna(own["base"].iloc[0])
            text = words.t("too<br>few") if few else SUPPRESSED
            figure.add_annotation(note(theme, text, x=place, y=100 if drawn else 4, yanchor="bottom", yshift=-4,
                                       font={"size": SMALL if few else 18, "color": theme.text}))  # fmt: skip
    if any(part is not None for part in left):
        figure.add_trace(
            bar(
                name="hidden", x=list(range(len(days))), y=left, hovertext=said,
                hovertemplate="%{hovertext}<extra></extra>",
                marker={"color": theme.surface, "line": {"color": theme.border, "width": 1},
                        "pattern": {"shape": "/", "size": 6, "fgcolor": theme.border}},
            )
        )  # fmt: skip


def _name_levels(figure: Drawing, last: pd.DataFrame, theme: Theme) -> None:
    """The names of the levels at the right end, each beside its piece as far as there is room.

    Suppressed ones stand where the others leave room, which is the hatched part.
    """
    known = last["share"].fillna(0.0)
    unseen = last["share"].isna()
    left = (100 - known.sum()) / max(1, int(unseen.sum()))
    height = known.mask(unseen, left)
    placed = spread(list(height.cumsum() - height / 2), CLOSE)
    over = max(0.0, placed[-1] - 98) if placed else 0.0
    for (_, row), y in zip(last.iterrows(), placed, strict=True):
        sign = f" {SUPPRESSED}" if row["sign"] == SUPPRESSED else ""
        figure.add_annotation(
            note(theme, safe(row["name"]) + sign, x=1, xref="paper", xanchor="left", xshift=2, y=max(y - over, 1.5),
                 font={"color": theme.text})
        )  # fmt: skip


def _under(day: Any, shares: pd.DataFrame, words: Words) -> str:
    """What stands below a bar: its month and how many it is of."""
    base = shares.loc[shares["as_of"].eq(day), "base"].iloc[0]
    month = words.short_month(day).replace(" ", "<br>")
    return f"{month}<br><b>{words.number(base, 0) if pd.notna(base) else SUPPRESSED}</b>"


def _day(day: Any, words: Words) -> str:
    return f"<b>{words.day(day)}</b>"


def _hover(row: Row, words: Words) -> str:
    if pd.isna(row["share"]):
        return f"{_day(row['as_of'], words)}<br>{safe(row['name'])}: {reason(row['sign'], words)}"
    out_of = words.t("{part} out of {whole}", part=words.number(row["value"], 0), whole=words.number(row["base"], 0))
    return (f"{_day(row['as_of'], words)}<br>{safe(row['name'])}: {words.percent(row['share'], 0)}<br>{out_of}"
            + status_line(row["status"], words))  # fmt: skip


def describe_level_bars(shares: pd.DataFrame, *, words: Words, name: str) -> str:
    """Every bar in words: `31 dicembre 2020 (base 4.244): Esordiente 11 %, …; Campione dato oscurato`."""
    if shares.empty:
        return f"{name}: {words.no_data}."
    told = []
    for day, own in shares.groupby("as_of", sort=False):
        base = own["base"].iloc[0]
        if own["share"].isna().all():
            few = words.t("{count} assessed, too few for shares", count=words.number(base, 0))
            told.append(f"{words.day(day)}: {reason(own['base_sign'].iloc[0], words) if pd.isna(base) else few}")
            continue
        parts = [
            f"{row['name']} {words.percent(row['share'], 0) if pd.notna(row['share']) else reason(row['sign'], words)}"
            for row in records(own)
        ]
        told.append(words.t("{day} (base {base}): {parts}", day=words.day(day), base=words.number(base, 0),
                            parts=", ".join(parts)))  # fmt: skip
    return f"{name}. {'; '.join(told)}."
