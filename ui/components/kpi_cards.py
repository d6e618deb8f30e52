"""The card of one measure's categories as a ranking, and the texts that all cards of a measure share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypedDict

from reads.cross_section import statuses_of
from reads.measures import Measure
from reads.records import SUPPRESSED, Figure, NamedFigure
from texts.labels import BREAKDOWN_NAMES
from texts.periods import period_text
from ui.components.figure_card import Picture, card, source_text
from ui.content.figure_tables import any_rounded, category_table
from ui.figures.ranking.ranking import describe_ranking, ranking
from ui.state.page_context import Context


@dataclass(frozen=True)
class Subject:
    """A measure and whose figures are shown: ``place`` and its code."""

    measure: Measure
    place: str
    territory: str

    @property
    def kpi(self) -> str:
        """The measure's identifier."""
        return self.measure["kpi"]


class Provenance(TypedDict):
    """The part of a ``Picture`` that says what its figures are."""

    place: str
    base: str
    unit: str
    statuses: tuple[str, ...]
    source: str
    caveat: str
    rounded: bool


def card_fields(page: Context, subject: Subject, rows: Sequence[Figure], when: datetime | None) -> Provenance:
    """Fields of ``Picture`` for these rows (status, month): place, base with date, unit, statuses, source, caveat."""
    words = page.words
    measure = subject.measure
    day = when.date() if when is not None else page.filters.as_of
    text = words.t("{when}; {base}", when=period_text(day, measure["period"], words), base=words.pick(measure["base"]))
    return {
        "place": subject.place,
        "base": text,
        "unit": measure["unit"],
        "statuses": statuses_of(rows),
        "source": source_text(page, measure, [subject.territory], day, day),
        "caveat": words.pick(measure["caveat"]),
        "rounded": any_rounded(rows),
    }


def ranking_card(
    page: Context, subject: Subject, rows: Sequence[NamedFigure], which: str, *, selected: str = ""
) -> None:  # fmt: skip
    """One measure by the categories of the breakdown ``which`` at one month; no card without a figure."""
    if all(row["value"] is None and row["sign"] != SUPPRESSED for row in rows):
        return
    measure, words = subject.measure, page.words
    unit, kind, name = measure["unit"], measure["kind"], page.name(measure)
    card(
        page,
        Picture(
            key=f"{which}_{subject.kpi}",
            figure=ranking(rows, theme=page.theme, selected=selected or None, unit=unit, words=words, kind=kind),
            title=f"{name}: {words.t(BREAKDOWN_NAMES[which])}",
            alt=describe_ranking(rows, name=name, unit=unit, words=words, kind=kind),
            table=partial(category_table, rows, unit, words, kind=kind),
            **card_fields(page, subject, rows, rows[0]["as_of"]),
        ),
    )
