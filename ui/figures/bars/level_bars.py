"""How those assessed spread over ordered levels at a few dates: bars of 100 %, with what is suppressed left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import accumulate
from typing import TypedDict

from reads.records import SUPPRESSED, grouped
from texts.translator import Words
from ui.figures.base.canvas import blank, canvas, ink, note, reason, spread, status_line
from ui.figures.base.drawing import Drawing, bar
from ui.figures.base.rich_text import HOVER_TEXT, bold, safe
from ui.style.theme import SMALL, Theme

HEIGHT, TOP, FOOT, ENDS = 410, 20, 78, 88
STRIP = 2.5  # percent: what is suppressed is there, even where rounding leaves it no room
LEAST = 6.0  # percent: a smaller piece has no room for its number
CLOSE = 5.5  # percent between two names at the right end


class LevelShare(TypedDict):
    """Of those assessed by a date, how many (``value``, a rounded count) and how many in 100 are at a level.

    ``base``: how many the shares are of, with its own sign; None where it is suppressed.
    """

    as_of: datetime
    level: str
    name: str
    value: float | None
    sign: str
    precision: str | None
    status: str | None
    base: float | None
    base_sign: str
    share: float | None


def level_bars(shares: Sequence[LevelShare], *, words: Words, theme: Theme) -> Drawing:
    """Draw shares, lowest level first, by date.

    One shade from the lowest to the highest level; the last bar's pieces carry their names. What a suppressed level
    leaves of the whole is hatched and belongs to none; a bar without shares is not drawn, and says why.
    """
    if not shares:
        return blank(words, theme, 160)
    bars = grouped(shares, lambda row: row["as_of"])
    figure = canvas(words, theme, HEIGHT, l=8, r=ENDS, t=TOP, b=FOOT)
    for place, (level, found) in enumerate(grouped(shares, lambda row: row["level"]).items()):
        there = {row["as_of"]: row for row in found}
        own = [there.get(day) or _nobody(day, level) for day in bars]
        ground = theme.sequential[place % len(theme.sequential)]
        figure.add_trace(
            bar(
                name=safe(level),
                x=list(range(len(bars))),
                y=[row["share"] for row in own],
                marker={"color": ground, "line": {"color": theme.background, "width": 1}},
                text=[words.percent(row["share"], 0) if (row["share"] or 0) >= LEAST else "" for row in own],
                textposition="inside", insidetextanchor="middle", textangle=0, constraintext="none",
                textfont={"color": ink(ground), "size": SMALL},
                hovertext=[_hover(row, words) for row in own],
                hovertemplate=HOVER_TEXT,
            )
        )  # fmt: skip
    _leave_open(figure, bars, words, theme)
    _name_levels(figure, [*bars.values()][-1], theme)
    figure.update_layout(barmode="stack", bargap=0.22)
    figure.update_xaxes(
        tickvals=list(range(len(bars))),
        ticktext=[_under(day, own[0]["base"], words) for day, own in bars.items()],
        range=[-0.55, len(bars) - 0.45],
        showgrid=False,
        title={
            "text": words.t("date, and cooperatives assessed"),
            "standoff": 6,
            "font": {"size": SMALL, "color": theme.muted},
        },
    )
    figure.update_yaxes(range=[0, 100 + STRIP], visible=False)
    return figure


def _nobody(day: datetime, level: str) -> LevelShare:
    """A level that is not told at a date."""
    return {"as_of": day, "level": level, "name": level, "value": None, "sign": "", "precision": None, "status": None,
            "base": None, "base_sign": "", "share": None}  # fmt: skip


def _leave_open(
    figure: Drawing, bars: Mapping[datetime, Sequence[LevelShare]], words: Words, theme: Theme
) -> None:  # fmt: skip
    """The part of each bar that its suppressed levels have, or the reason why there is no bar."""
    left, said = [], []
    for place, (day, own) in enumerate(bars.items()):
        hidden = [safe(row["name"]) for row in own if row["sign"] == SUPPRESSED]
        known = [row["share"] for row in own if row["share"] is not None]
        drawn = bool(known)
        left.append(max(STRIP, 100 - sum(known)) if drawn and hidden else None)
        said.append(f"{_day(day, words)}<br>{', '.join(hidden)}: {reason(SUPPRESSED, words)}")
        if hidden or not drawn:
            few = not drawn and own[0]["base"] is not None
            text = words.t("too<br>few") if few else SUPPRESSED
            figure.add_annotation(note(theme, text, x=place, y=100 if drawn else 4, yanchor="bottom", yshift=-4,
                                       font={"size": SMALL if few else 18, "color": theme.text}))  # fmt: skip
    if any(part is not None for part in left):
        figure.add_trace(
            bar(
                name="hidden", x=list(range(len(bars))), y=left, hovertext=said,
                hovertemplate=HOVER_TEXT,
                marker={"color": theme.surface, "line": {"color": theme.border, "width": 1},
                        "pattern": {"shape": "/", "size": 6, "fgcolor": theme.border}},
            )
        )  # fmt: skip


def _name_levels(figure: Drawing, last: Sequence[LevelShare], theme: Theme) -> None:
    """The names of the levels at the right end, each beside its piece as far as there is room.

    Suppressed ones stand where the others leave room, which is the hatched part.
    """
    known = [row["share"] for row in last if row["share"] is not None]
    left = (100 - sum(known)) / max(1, len(last) - len(known))
    heights = [left if row["share"] is None else row["share"] for row in last]
    placed = spread([top - height / 2 for top, height in zip(accumulate(heights), heights, strict=True)], CLOSE)
    over = max(0.0, placed[-1] - 98) if placed else 0.0
    for row, y in zip(last, placed, strict=True):
        sign = f" {SUPPRESSED}" if row["sign"] == SUPPRESSED else ""
        figure.add_annotation(
            note(theme, safe(row["name"]) + sign, x=1, xref="paper", xanchor="left", xshift=2, y=max(y - over, 1.5),
                 font={"color": theme.text})
        )  # fmt: skip


def _under(day: datetime, base: float | None, words: Words) -> str:
    """What stands below a bar: its month and how many it is of."""
    month = words.short_month(day).replace(" ", "<br>")
    return f"{month}<br>{bold(SUPPRESSED if base is None else words.number(base, 0))}"


def _day(day: datetime, words: Words) -> str:
    return bold(words.day(day))


def _hover(row: LevelShare, words: Words) -> str:
    if row["share"] is None:
        return f"{_day(row['as_of'], words)}<br>{safe(row['name'])}: {reason(row['sign'], words)}"
    out_of = words.t("{part} out of {whole}", part=words.number(row["value"], 0), whole=words.number(row["base"], 0))
    return (f"{_day(row['as_of'], words)}<br>{safe(row['name'])}: {words.percent(row['share'], 0)}<br>{out_of}"
            + status_line(row["status"], words))  # fmt: skip


def describe_level_bars(shares: Sequence[LevelShare], *, words: Words, name: str) -> str:
    """Every bar in words: `31 dicembre 2020 (base 4.244): Esordiente 11 %, …; Campione dato oscurato`."""
    bars = grouped(shares, lambda row: row["as_of"])
    if not bars:
        return f"{name}: {words.no_data}."
    told = []
    for day, own in bars.items():
        base = own[0]["base"]
        if all(row["share"] is None for row in own):
            few = words.t("{count} assessed, too few for shares", count=words.number(base, 0))
            told.append(f"{words.day(day)}: {reason(own[0]['base_sign'], words) if base is None else few}")
            continue
        parts = [
            f"{row['name']} {reason(row['sign'], words) if row['share'] is None else words.percent(row['share'], 0)}"
            for row in own
        ]
        told.append(words.t("{day} (base {base}): {parts}", day=words.day(day), base=words.number(base, 0),
                            parts=", ".join(parts)))  # fmt: skip
    return f"{name}. {'; '.join(told)}."
