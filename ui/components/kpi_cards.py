"""The card of one measure's categories as a ranking, and the texts that all cards of a measure share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from reads.figure_index import Cell, distinct
from texts.labels import BREAKDOWN_NAMES
from texts.periods import period_text
from ui.components.figure_card import Picture, card, source_text
from ui.content.figure_tables import any_rounded, category_table
from ui.figures.ranking.ranking import describe_ranking, ranking
from ui.state.page_context import Context


@dataclass(frozen=True)
class Subject:
    """A measure (a row of ``reads.measures.measures``) in one place: the territory's code and the place's full name."""

    measure: Cell
    place: str
    territory: str

    @property
    def kpi(self) -> str:
        """The measure's identifier."""
        return str(self.measure["kpi"])


def sourced(page: Context, subject: Subject, rows: Sequence[Cell], when: datetime | None) -> dict[str, Any]:
    """Fields of ``Picture`` for these rows (status, month): place, base with date, unit, statuses, source, caveat."""
    words = page.words
    natures = distinct(rows, "status")
    measure = subject.measure | {"status": natures[0] if natures else ""}
    day = when.date() if when is not None else page.filters.as_of
    text = words.t("{when}; {base}", when=period_text(day, measure["period"], words), base=page.name(measure, "base"))
    return {
        "place": subject.place,
        "base": text,
        "unit": measure["unit"],
        "statuses": natures,
        "source": source_text(page, measure, [subject.territory], day, day),
        "caveat": page.name(measure, "caveat"),
        "rounded": any_rounded(rows),
    }


def ranking_card(page: Context, subject: Subject, rows: Sequence[Cell], which: str, *, selected: str = "") -> None:
    """One measure by the categories of the breakdown ``which`` at one month; no card without a figure."""
    if all(row["value"] is None and row["sign"] != "*" for row in rows):
        return
    measure, words = subject.measure, page.words
    about = {"unit": measure["unit"], "words": words, "kind": measure["kind"]}
    name = page.name(measure)
    card(
        page,
        Picture(
            key=f"{which}_{subject.kpi}",
            figure=ranking(rows, theme=page.theme, selected=selected or None, **about),
            title=f"{name}: {words.t(BREAKDOWN_NAMES[which])}",
            alt=describe_ranking(rows, name=name, **about),
            table=partial(category_table, rows, measure["unit"], words, kind=measure["kind"]),
            **sourced(page, subject, rows, rows[0]["month"]),
        ),
    )
