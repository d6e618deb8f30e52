"""One measure over time in up to four territories of one level, chosen by the reader."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from reads.cross_section import ComparedFigure, over_time, statuses_of
from reads.figures import TerritoryFigure
from reads.measures import Measure
from reads.records import figure_of
from reads.series_marks import series_marks
from reads.territories import ITALY
from ui.components.figure_card import Picture, card, source_text
from ui.content.figure_tables import any_rounded
from ui.content.mark_columns import break_note
from ui.content.place_names import chart_names, place_name, territory_names
from ui.content.trajectory_tables import long_table
from ui.figures.base.canvas import amount, with_value
from ui.figures.lines.compared_lines import TerritoryRow, compared, describe_compared
from ui.state import url_params
from ui.state.filters import label
from ui.state.page_context import Context

MOST = 4


def compare_places(
    page: Context, measure: Measure, rows: Iterable[TerritoryFigure], places: Sequence[ComparedFigure]
) -> None:  # fmt: skip
    """Draw the multiselect of territories and their card.

    ``rows``: one category of the measure everywhere; ``places``: the territories that the page shows, with name and
    value. Without a choice the chosen one (or the highest) and the lowest are compared.
    """
    words, chosen = page.words, page.filters
    show = {row["territory"]: row["name"] for row in places}
    usual = _usual(places, chosen.territory)
    picked = url_params.some_of("compare", list(show), usual, MOST, words)
    url_params.several(
        "compare", label("compare", words), list(show), picked, usual, show=show, most=MOST,
        help_text=words.t("Up to {count}.", count=MOST),
    )  # fmt: skip
    beside = [ITALY] if measure["kind"] in {"share", "mean"} else []
    short, name = chart_names(page.release, words), page.name(measure)
    paths: list[TerritoryRow] = [
        {**figure_of(row), "month": row["month"], "territory": row["territory"], "name": short[row["territory"]]}
        for row in over_time(rows, [*picked, *beside], chosen.as_of)
    ]
    marks = series_marks(page.release, measure["published_indicator"], measure["published_category"])
    dated = [(row["territory"], row["month"]) for row in paths]
    breaks = [mark["period_start"] for one in dated if (mark := marks.get(one)) and mark["break_before"]]
    notes = (words.pick(measure["caveat"]), break_note(dated, marks, measure["period"], words))
    card(
        page,
        Picture(
            key=f"compared_{measure['kpi']}",
            figure=compared(paths, unit=measure["unit"], kind=measure["kind"], period=measure["period"], words=words,
                            theme=page.theme, breaks=list(dict.fromkeys(breaks))),
            title=words.t("{name}: territories compared", name=name),
            place=words.list_of([show[one] for one in picked]) or place_name(
                territory_names(page.release, words), chosen.slice.at(ITALY), words),
            base=words.pick(measure["base"]), unit=measure["unit"],
            statuses=statuses_of(paths),
            source=source_text(page, measure, [*picked, *beside], date.min, chosen.as_of),
            alt=describe_compared(paths, name=name, unit=measure["unit"], words=words),
            table=partial(long_table, paths, measure["unit"], words, kind=measure["kind"], period=measure["period"],
                          marks=marks),
            rounded=any_rounded(paths),
            caveat=" ".join(filter(None, notes)),
        ),
    )  # fmt: skip


def _usual(places: Sequence[ComparedFigure], territory: str) -> list[str]:
    """The chosen territory, or the highest where it is not among those shown, and the lowest."""
    ordered = sorted(with_value(places), key=lambda row: (-amount(row), row["territory"]))
    codes = [row["territory"] for row in ordered]
    first = [territory] if any(row["territory"] == territory for row in places) else codes[:1]
    return list(dict.fromkeys([*first, *codes[-1:]]))
