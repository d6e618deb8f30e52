"""The answer of the skills page, and the notices on filters and dates that do not apply; nothing without its data."""

from collections.abc import Iterable
from datetime import date

from reads.latest_figures import LatestFigure
from reads.measures import dates_with_data
from reads.skills import MeasuredFigure
from reads.territories import ITALY
from texts.labels import category_names, feed_names
from texts.periods import period_text
from texts.translator import Words
from ui.components.notices import notice
from ui.components.text_blocks import footnote
from ui.style import html
from ui.views.competenze.rows import COVERAGE_FEEDS, later_date
from ui.views.competenze.view_model import View


def answer(view: View) -> str:
    """How much is missing, and whether training fills it, in a few sentences."""
    words = view.page.words
    sentences = _hard_to_fill(view.measured, view.territory, view.place, view.page.filters.as_of, words)
    if view.posts:
        row = view.posts[0]
        sentences.append(
            words.t(
                "Of the {amount} unfilled ICT posts in {year} in all firms ({publisher}) this release does not say "
                "how many were filled.",
                amount=words.number(row["value"]), year=row["period_end"].year, publisher=row["publisher"],
            )
        )  # fmt: skip
    sentences.append(_coverage(view.latest.get("training_coverage"), words))
    return " ".join(sentences)


def _coverage(row: LatestFigure | None, words: Words) -> str:
    """The share of the gap that training covers; where it is missing, the feeds that it is computed from."""
    if row is not None and row["value"] is not None and row["as_of"] is not None:
        when = period_text(row["as_of"], row["period"], words)
        value = words.figure(row, row["unit"])
        return words.t("Training covers {value} of the 4.0 skills gap ({when}).", value=value, when=when)
    return words.t(
        "Whether training fills the gap cannot be told: there is no count of the people qualified by "
        "profile and territory (awaiting data: {feeds}).",
        feeds=feed_names(COVERAGE_FEEDS, words),
    )


def _hard_to_fill(
    measured: Iterable[MeasuredFigure], territory: str, place: str, day: date, words: Words
) -> list[str]:  # fmt: skip
    """The yearly hard-to-fill share of a territory beside Italy's, and the part for want of preparation."""
    rates = [row for row in measured if row["kpi"] == "hard_to_fill_rate" and row["value"] is not None]
    here, italy = ([row for row in rates if row["territory"] == code] for code in (territory, ITALY))
    sentences = []
    if not here:
        absent = words.t("{place}: no yearly share of hard-to-fill entries by {day}.", place=place, day=words.day(day))
        sentences.append(absent)
        if territory == ITALY or not italy:
            return sentences
        here, place = italy, words.t("Italy")
    row = max(here, key=lambda one: one["as_of"])
    sentence = words.t(
        "{place}, {when}: firms expected {value} of planned entries (hiring intentions, not vacancies) to be hard to "
        "fill",
        place=place, when=period_text(row["as_of"], "year", words), value=words.figure(row, "percent"),
    )  # fmt: skip
    same_year = [one for one in italy if one["as_of"] == row["as_of"]]
    if row["territory"] != ITALY and same_year:
        sentence += f" ({words.t('Italy {amount}', amount=words.figure(same_year[0], 'percent'))})"
    unprepared = [
        one for one in measured
        if one["kpi"] == "skill_shortage_rate" and one["value"] is not None
        and one["territory"] == row["territory"] and one["as_of"] == row["as_of"]
    ]  # fmt: skip
    if unprepared:
        part = words.figure(unprepared[0], "percent")
        sentence += words.t("; the part that training can close (candidates not prepared) is {part}.", part=part)
    else:
        sentence += words.t("; the part that training can close (candidates not prepared) is not published for it.")
    return [*sentences, sentence]


def filter_notice(view: View) -> None:
    """Write that the chosen association, sector or size class changes nothing here; nothing where none is chosen."""
    words, chosen = view.page.words, view.page.filters.slice
    if chosen.is_whole:
        return
    notice(
        words.t(
            "The choice “{chosen}” does not apply here: these statistics are published for all firms together and know "
            "neither association, nor sector, nor size class.",
            chosen=category_names(chosen.breakdown, words)[chosen.category],
        )
    )


def later_link(view: View) -> None:
    """Link to the last date with data where the release has statistics of periods after the date chosen."""
    page, words = view.page, view.page.words
    later = later_date(view.published, page.filters.as_of, dates_with_data(page.release))
    if later is None:
        return
    address = html.page_address("competenze", page.parameters | {"as_of": later.isoformat()})
    link = html.link(address, words.t("Show those known by {day}", day=words.day(later)))
    footnote(words.t("Statistics of later periods are in this release."), link)
