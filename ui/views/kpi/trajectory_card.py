"""The indicator page's card over time: observed figures, proposed path, plans before it, projection."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from reads.cross_section import dates_of, over_time, statuses_of
from reads.figures import TerritoryFigure
from reads.latest_figures import LatestFigure
from reads.series_marks import series_marks
from ui.components.empty_card import empty_card
from ui.components.figure_card import Picture, card, source_text
from ui.content.figure_tables import any_rounded
from ui.content.mark_columns import break_note, mark_columns
from ui.content.missing_figures import why_missing
from ui.content.trajectory_tables import way_table
from ui.figures.base.canvas import Written
from ui.figures.trajectory.trajectory import describe_trajectory, trajectory
from ui.state.page_context import Context
from ui.views.kpi.outlook import Outlook


def trajectory_card(
    page: Context, row: LatestFigure, figures: Iterable[TerritoryFigure], ahead: Outlook, place: str
) -> None:  # fmt: skip
    """Draw the card, without figures and plans an empty one. ``figures``: the measure in every territory."""
    words, chosen, kpi, name = page.words, page.filters, row["kpi"], page.name(row)
    path, proposed, former = over_time(figures, [chosen.territory], chosen.as_of), ahead.proposed, ahead.former
    title = words.t("{name}: the way so far", name=name)
    if proposed:
        title = words.t("{name}: the way so far and the proposed path", name=name)
    if not path and not ahead.plans:
        missing, reason = why_missing(row, chosen.slice.breakdown, words)
        empty_card(page, f"trajectory_{kpi}", title, f"{missing} ({reason})" if reason else missing)
        return
    # a statistic of years or months before and after the agreement is not held against its window
    agreement = page.rules.agreement
    window = (agreement.window_start, agreement.window_end) if row["period"] == "" else (None, None)
    about: Written = {"unit": row["unit"], "words": words, "kind": row["kind"]}
    marks = series_marks(page.release, row["published_indicator"], row["published_category"])
    dated = [(one["territory"], one["as_of"]) for one in path]
    breaks = [mark["period_start"] for one in dated if (mark := marks.get(one)) and mark["break_before"]]
    notes = (words.pick(row["caveat"]), break_note(dated, marks, row["period"], words))
    allocated = ["allocated"] if any(one["basis"] == "allocated" for one in proposed) else []
    card(
        page,
        Picture(
            key=f"trajectory_{kpi}",
            figure=trajectory(
                path, proposed, ahead.projection, former=former, theme=page.theme, name=name,
                as_of=path[-1]["month"] if path else chosen.as_of,  # the figures' own date may be before the chosen one
                window_start=window[0], window_end=window[1], period=row["period"], breaks=breaks, **about,
            ),
            title=title, place=place, base=words.pick(row["base"]), unit=row["unit"],
            statuses=(*statuses_of(path), *(["proposed"] if proposed else []), *allocated),
            source=source_text(page, row, [chosen.territory], date.min, chosen.as_of),
            alt=describe_trajectory(
                path, proposed, ahead.projection, former=former, name=name, unit=row["unit"], words=words,
                period=row["period"],
            ),
            table=partial(
                way_table, path or dates_of(ahead.plans), ahead.projection, period=row["period"], plans=ahead.plans,
                more=mark_columns(dated, marks, row["unit"], words), **about,
            ),
            caveat=" ".join(filter(None, notes)), rounded=any_rounded(path),
        ),
    )  # fmt: skip
