"""Territories from the highest to the lowest, Italy as a line; those without a figure last, with no bar."""

from __future__ import annotations

from collections.abc import Sequence

from reads.records import Figure, NamedFigure
from texts.translator import Words
from ui.figures.base.canvas import amounts, blank, canvas, note, number
from ui.figures.base.drawing import Drawing, bar
from ui.figures.base.rich_text import HOVER_TEXT
from ui.figures.base.territories import hover, summary
from ui.figures.ranking.ranking_labels import DrawnRow, add_break, add_labels, row_names, widest
from ui.figures.ranking.ranking_rows import layout_rows, sorted_rows
from ui.style.theme import Theme

ROW, TALL_ROW = 26, 34


def ranking(
    values: Sequence[NamedFigure],
    *,
    unit: str,
    words: Words,
    theme: Theme,
    reference: Figure | None = None,
    selected: str | None = None,
    highlight: Sequence[str] = (),
    kind: str | None = None,
    limit: int = 25,
) -> Drawing:
    """Draw values as sorted bars.

    Where rounding leaves the order open the place is a range (`3–6`). `reference` is the value for Italy. Bars start
    at zero. With `kind` share, mean or rate each bar says its base, and one on fewer units than
    `words.release.small_base` is hatched. Beyond `limit` rows only both ends are drawn, with the selected ones and a
    line that counts what is left out.
    """
    rows, italy = sorted_rows(values, unit, words, kind), number(reference and reference["value"])
    if not rows:
        return blank(words, theme, 160)
    marked = {name for name in (selected, *highlight) if name}
    drawn, breaks = layout_rows(rows, limit, marked)
    seen: list[DrawnRow] = [{**rows[row], "position": at} for row, at in drawn]
    emphasis = [row["territory"] in marked for row in seen]
    lines = len(drawn) + len(breaks)
    names = row_names([row["name"] for row in seen], [row["place"] for row in seen], emphasis)
    tall = TALL_ROW if any("<br>" in name for name in names) else ROW
    hatched = any(row["small"] for row in seen)
    foot = 34 if hatched else 12
    head = 4 if italy is None else 24  # above the bars stands what Italy's line is
    margin = {"l": 8, "r": 12 + widest(seen, words), "t": head, "b": foot}
    figure = canvas(words, theme, tall * lines + 8 + head + foot, **margin)
    figure.add_trace(
        bar(
            name="values",
            orientation="h",
            x=[row["value"] for row in seen],
            y=[row["position"] for row in seen],
            marker={
                "color": [theme.main if hit or not marked else theme.no_data for hit in emphasis],
                "pattern": {
                    "shape": ["/" if row["small"] else "" for row in seen],
                    "fillmode": "replace",
                    "size": 5,
                    "solidity": 0.35,
                },
            },
            customdata=[[row["territory"]] for row in seen],
            hovertext=[hover(row, unit, words, kind=kind) for row in seen],
            width=0.68,
            hovertemplate=HOVER_TEXT,
        )
    )
    _axes(figure, seen, lines, italy, names)
    if reference and italy is not None:
        _italy(figure, reference, unit, words, theme)
    add_labels(figure, seen, italy, words, theme)
    for position, left_out in breaks:
        add_break(figure, position, left_out, words, theme)
    if hatched:
        said = words.t("▨ small base: fewer than {count} units", count=words.release.small_base)
        place = {"x": 0, "xref": "paper", "y": 0, "yref": "paper", "xanchor": "left", "yanchor": "top"}
        figure.add_annotation(note(theme, said, yshift=-6, **place))
    return figure


def _axes(
    figure: Drawing, rows: Sequence[DrawnRow], lines: int, italy: float | None, names: list[str]
) -> None:  # fmt: skip
    ends = [0.0, *amounts(rows), *([] if italy is None else [italy])]
    low, high = min(ends), max(ends)
    # the labels of positive bars stand in the right margin, those of negative ones need room on the axis
    room = (high - low or 1.0) * 0.3
    figure.update_xaxes(range=[low - room if low < 0 else 0, high if high > low else high + room], visible=False)
    figure.update_yaxes(
        range=[lines - 0.4, -0.6],
        tickvals=[row["position"] for row in rows],
        showgrid=False,
        ticklabelstandoff=6,
        ticktext=names,
    )
    figure.keep_left(names, standoff=6)


def _italy(figure: Drawing, reference: Figure, unit: str, words: Words, theme: Theme) -> None:
    figure.add_vline(x=reference["value"], line={"color": theme.text, "width": 1, "dash": "dot"}, layer="below")
    figure.add_annotation(
        text=words.t("Italy {amount}", amount=words.figure(reference, unit)),
        x=reference["value"],
        y=1,
        yref="paper",
        yanchor="bottom",
        xanchor="center",
        font={"color": theme.text, "size": 12},
    )


def describe_ranking(
    values: Sequence[NamedFigure],
    *,
    unit: str,
    words: Words,
    name: str,
    reference: Figure | None = None,
    kind: str | None = None,
) -> str:
    """The ranking in one sentence: highest, lowest, small bases, Italy, what is missing."""
    parts = summary(values, unit, words, kind)
    if reference and number(reference["value"]) is not None:
        parts.append(words.t("Italy {amount}", amount=words.figure(reference, unit)))
    return f"{name}: {'; '.join(parts)}."
