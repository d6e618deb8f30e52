"""What of each feed was not taken: rejected and duplicate rows per thousand read, as stacked bars from zero."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TypedDict

from texts.translator import Words
from ui.figures.base.canvas import blank, canvas, note, value_ticks
from ui.figures.base.drawing import Drawing, bar
from ui.figures.base.rich_text import HOVER_TEXT, bold, safe
from ui.style.theme import Theme

THOUSAND = 1000
ROW, FOOT, LINE = 62, 26, 17
WIDTH = 52  # letters of a line that fit a telephone


class FeedCounts(TypedDict):
    """The rows of a feed, None where a count is not published; ``said``: the counts in words."""

    name: str
    read: int | None
    rejected: int | None
    duplicate: int | None
    said: str


class FeedRates(TypedDict):
    """A feed's rejected and duplicate rows per thousand read, and their sum; None where a count is not published."""

    name: str
    said: str
    rejected: float | None
    duplicate: float | None
    rate: float | None


def refused_bars(rows: Sequence[FeedCounts], *, words: Words, theme: Theme, limit: int = 12) -> Drawing:
    """Draw rejected and duplicate rows per thousand read.

    Feeds of which every row was taken get no bar and are named below. Beyond ``limit`` bars the smallest are counted.
    """
    shares = _shares(rows)
    if not shares:
        return blank(words, theme, 120)
    drawn = _most_first(shares)
    foot = _whole([row["name"] for row in shares if row["rate"] == 0], words)
    untold = [row["name"] for row in shares if row["rate"] is None]
    if untold:
        foot += textwrap.wrap(words.t("too few rows to be told: {names}", names=words.list_of(untold)), WIDTH)
    if len(drawn) > limit:
        foot.append(words.n("{count} feed with less is not drawn", "{count} feeds with less are not drawn",
                            len(drawn) - limit))  # fmt: skip
        drawn = drawn[:limit]
    axis = FOOT if len(drawn) else 0
    figure = canvas(words, theme, ROW * len(drawn) + axis + LINE * len(foot) + 14, l=8, r=24, t=4,
                    b=axis + LINE * len(foot) + 8)  # fmt: skip
    if drawn:
        _bars(figure, drawn, words, theme)
    else:
        figure.update_xaxes(visible=False)
        figure.update_yaxes(visible=False)
    if foot:
        text = "<br>".join(safe(line) for line in foot)
        place = {"x": 0, "xref": "paper", "y": 0, "yref": "paper", "xanchor": "left", "yanchor": "top"}
        figure.add_annotation(note(theme, text, align="left", yshift=-axis, **place))
    return figure


def describe_refused_bars(rows: Sequence[FeedCounts], *, words: Words, name: str) -> str:
    """The feeds with refused or duplicate rows, most first, in the words of their counts."""
    shares = _shares(rows)
    told = [words.t("{name}, {said}", name=row["name"], said=row["said"]) for row in _most_first(shares)]
    if not told:
        said = words.t("every row that was read was taken") if shares else words.no_data
        return words.t("{name}: {parts}.", name=name, parts=said)
    return words.t("{name}: {parts}.", name=name, parts="; ".join(told))


def _shares(rows: Sequence[FeedCounts]) -> list[FeedRates]:
    """The rates of every feed."""
    found: list[FeedRates] = []
    for row in rows:
        rejected, duplicate = _rate(row["rejected"], row["read"]), _rate(row["duplicate"], row["read"])
        rate = (rejected or 0.0) + (duplicate or 0.0) if row["read"] else None  # of none read there is no share
        found.append(
            {"name": row["name"], "said": row["said"], "rejected": rejected, "duplicate": duplicate, "rate": rate}
        )
    return found


def _rate(count: int | None, read: int | None) -> float | None:
    return None if count is None or not read else THOUSAND * count / read


def _most_first(shares: Sequence[FeedRates]) -> list[FeedRates]:
    """The feeds of which something was not taken, the highest share first."""
    return sorted((row for row in shares if row["rate"]), key=lambda row: (-(row["rate"] or 0.0), row["name"]))


def _bars(figure: Drawing, drawn: Sequence[FeedRates], words: Words, theme: Theme) -> None:
    kinds = (
        ("rejected", [row["rejected"] for row in drawn], words.t("rejected rows"), theme.late, ""),
        ("duplicate", [row["duplicate"] for row in drawn], words.t("duplicate rows"), theme.plan, "/"),
    )
    for name, rates, title, colour, shape in kinds:
        figure.add_trace(
            bar(
                name=name,
                orientation="h",
                x=rates,
                y=list(range(len(drawn))),
                width=0.26,
                offset=0.12,
                marker={"color": colour, "pattern": {"shape": shape, "fillmode": "replace", "size": 5}},
                hovertext=[
                    f"{safe(row['name'])}<br>{title}: "
                    + words.t("{rate} per thousand", rate=words.number(rate, 1))
                    + f"<br>{safe(row['said'])}"
                    for row, rate in zip(drawn, rates, strict=True)
                ],
                hovertemplate=HOVER_TEXT,
            )
        )
    for place, row in enumerate(drawn):
        text = f"{bold(row['name'])}<br>{safe(row['said'])}"
        figure.add_annotation(text=text, x=0, y=place + 0.05, xanchor="left", yanchor="bottom", align="left")
    most = max(0.1, *(row["rate"] or 0.0 for row in drawn))
    figure.update_layout(barmode="stack")
    figure.update_xaxes(range=[0, most * 1.02], ticks="", **value_ticks(0, most, "number", words, about=4))
    figure.update_yaxes(range=[len(drawn) - 0.45, -0.75], visible=False)


def _whole(names: Sequence[str], words: Words) -> list[str]:
    if not names:
        return []
    return textwrap.wrap(words.t("All rows taken: {names}", names=words.list_of(list(names))), WIDTH)
