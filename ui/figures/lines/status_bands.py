"""How a status is found: the journey planned and made, with the bands in which a measure is on track or late."""

from __future__ import annotations

from itertools import pairwise

from texts.translator import Words
from ui.figures.base.canvas import canvas, note, spread
from ui.figures.base.drawing import Drawing, scatter
from ui.figures.base.rich_text import bold
from ui.style.theme import STATUSES, Theme, status_label

HEIGHT, TOP, BOTTOM, ROOM = 330, 44, 40, 132
BANDS = ("on_track", "slightly_late", "late")


def status_bands(*, on_track: float, slightly_late: float, words: Words, theme: Theme) -> Drawing:
    """Draw a straight plan from the baseline (0) to the target (1) and what lies how far beside it.

    ``on_track`` and ``slightly_late``: the thresholds below the plan, in shares of the journey.
    """
    figure = canvas(words, theme, HEIGHT, l=6, r=ROOM, t=TOP, b=BOTTOM)
    edges = [1.0, on_track, slightly_late, None]  # below the plan; the first is the target itself
    tops = [1.0, 1 - on_track, 1 - slightly_late, 0.0]
    for status, (above, below) in zip(BANDS, pairwise(edges), strict=True):
        upper = [1.0, 1.0] if status == "on_track" else [0 - (above or 0), 1 - (above or 0)]
        lower = [0.0, 0.0] if below is None else [0 - below, 1 - below]
        figure.add_trace(
            scatter(
                name=status, x=[0, 1, 1, 0], y=[lower[0], lower[1], upper[1], upper[0]], fill="toself", mode="lines",
                line={"width": 0.5, "color": theme.border}, fillcolor=theme.status_grounds[status], hoverinfo="skip",
            )
        )  # fmt: skip
    line = {"color": theme.plan, "width": 1.5, "dash": "dash"}
    figure.add_trace(scatter(name="plan", x=[0, 1], y=[0, 1], mode="lines", line=line, hoverinfo="skip"))
    figure.add_trace(
        scatter(name="reached", x=[0, 1], y=[1, 1], mode="lines", hoverinfo="skip",
                   line={"color": theme.statuses["reached"], "width": 4})
    )  # fmt: skip
    pixels = (HEIGHT - TOP - BOTTOM) / 1.06
    middles = [(high + low) / 2 for high, low in pairwise(tops)]
    wanted = [1.04 * pixels, *[middle * pixels for middle in middles]]
    for status, height in zip(("reached", *BANDS), spread(wanted, 20), strict=True):
        figure.add_annotation(
            text=bold(status_label(status, words)), x=1, xref="paper", xanchor="left", xshift=8, y=0,
            yref="paper", yshift=height, font={"color": theme.statuses[status], "size": 12},
        )  # fmt: skip
    axis = words.t("A (height): share made") + "<br>┅ " + words.t("P: share foreseen")
    corner = {"x": 0, "xref": "paper", "y": 1, "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    figure.add_annotation(note(theme, axis, yshift=4, align="left", xshift=-28, **corner))
    ends = [words.t("baseline"), words.t("target date")]
    figure.update_xaxes(range=[0, 1], tickvals=[0.1, 0.9], ticktext=ends, showgrid=False, ticks="")
    ticks = [0, 0.5, 1]
    shares = [words.percent(100 * tick, 0) for tick in ticks]
    figure.update_yaxes(range=[0, 1.06], tickvals=ticks, ticktext=shares, showgrid=False)
    figure.keep_left(shares)
    return figure


def describe_status_bands(told: dict[str, str], words: Words) -> str:
    """The rule in one sentence: each status that is drawn with its condition."""
    drawn = [f"{words.t(STATUSES[status][1])}: {told[status]}" for status in ("reached", *BANDS)]
    return f"{words.t('Which status, and when')}: {'; '.join(drawn)}."
