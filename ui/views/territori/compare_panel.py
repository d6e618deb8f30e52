"""One measure over time in the compared territories, of any level, with Italy where the measure can be compared."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from reads.cross_section import over_time, statuses_of
from reads.rates import RATE
from reads.records import figure_of
from reads.series_marks import series_marks
from reads.territories import ITALY
from ui.components.figure_card import Picture, card, source_text
from ui.content.figure_tables import any_rounded
from ui.content.mark_columns import break_note
from ui.content.place_names import chart_names, place_name, places_name, territory_names
from ui.content.place_tables import rate_base
from ui.content.trajectory_tables import long_table
from ui.figures.lines.compared_lines import TerritoryRow, compared, describe_compared
from ui.state.page_context import Context
from ui.views.territori.measure_view import MeasureView


def compare_lines(page: Context, view: MeasureView, picked: Sequence[str]) -> None:
    """Draw the card of the measure in the ``picked`` territories."""
    words, chosen, measure = page.words, page.filters, view.measure
    beside = [ITALY] if measure["kind"] in {"share", "mean", RATE} else []
    short, full, name = chart_names(page.release, words), territory_names(page.release, words), page.name(measure)
    paths: list[TerritoryRow] = [
        {**figure_of(row), "month": row["month"], "territory": row["territory"], "name": short[row["territory"]]}
        for row in over_time(view.rows, [*picked, *beside], chosen.as_of)
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
            place=places_name(full, picked, chosen.slice, words) or place_name(full, chosen.slice.at(ITALY), words),
            base=rate_base(measure, words), unit=measure["unit"],
            statuses=statuses_of(paths),
            source=source_text(page, measure, [*picked, *beside], date.min, chosen.as_of),
            alt=describe_compared(paths, name=name, unit=measure["unit"], words=words),
            table=partial(long_table, paths, measure["unit"], words, kind=measure["kind"], period=measure["period"],
                          marks=marks),
            rounded=any_rounded(paths),
            caveat=" ".join(filter(None, notes)),
        ),
    )  # fmt: skip
