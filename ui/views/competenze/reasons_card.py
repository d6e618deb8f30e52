"""The card of the skills page on why entries are hard to fill, as published."""

from functools import partial

from reads.cross_section import statuses_of
from reads.territories import ITALY
from texts.translator import N_
from ui.components.empty_card import empty_card
from ui.components.figure_card import Picture, card, publisher_names
from ui.figures.bars.bars import bars, describe_bars
from ui.state.page_context import Context
from ui.views.competenze.shortage_rows import Reason, Reasons, reasons
from ui.views.competenze.tables import named_table
from ui.views.competenze.view_model import View

REASON_NAMES = {
    "candidates": N_("too few candidates"),
    "preparation": N_("candidates not prepared"),
    "other": N_("all other reasons"),
}


def reasons_card(view: View) -> None:
    """The reasons in the territory, or in Italy where only Italy has them; an empty card where neither has any."""
    as_of = view.page.filters.as_of
    found, place = reasons(view.published, view.measured, view.territory, as_of), view.place
    if found is None and (italy := reasons(view.published, view.measured, ITALY, as_of)):
        found, place = italy, view.names[ITALY]
    if found is None:
        _nothing(view.page, place)
    else:
        _card(view.page, found, place)


def _nothing(page: Context, place: str) -> None:
    words = page.words
    reason = words.t("{place}: no source gives the reasons for a period that ended by {day}.", place=place,
                     day=words.day(page.filters.as_of))  # fmt: skip
    parts = [words.t(name) for key, name in REASON_NAMES.items() if key != "other"]
    empty_card(page, "reasons", words.t("Why entries are hard to fill"), reason, parts)


def _card(page: Context, found: Reasons, place: str) -> None:
    words, title, unit = page.words, page.words.t("Why entries are hard to fill"), found.unit
    rows: list[Reason] = [{**row, "name": words.t(REASON_NAMES[row["reason"]])} for row in found.rows]
    year = found.period_end.year
    base = words.t("year {year}; entries planned by firms with employees", year=year)
    caveat = words.t(
        "The part that training can close is that of candidates not prepared. Planned entries are hiring intentions of "
        "all firms, not vacancies."
    )
    if unit == "percent":
        base = words.t("year {year}; shares of all entries planned by firms with employees", year=year)
    else:
        caveat += " " + words.t("The source gives numbers, not shares; it rounds them.")
    card(
        page,
        Picture(
            key="reasons", figure=bars(rows, unit=unit, words=words, theme=page.theme), title=title, place=place,
            base=base, unit=unit, statuses=statuses_of(rows), source=publisher_names(found.publishers, words),
            alt=describe_bars(rows, unit=unit, words=words, name=title),
            table=partial(named_table, rows, words.t("Reason"), unit, words), caveat=caveat,
        ),
    )  # fmt: skip
