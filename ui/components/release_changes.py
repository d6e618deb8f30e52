"""The notable changes of one territory since the release served before, as sentences."""

from collections.abc import Iterable, Sequence
from typing import TypedDict

import streamlit as st

from kpi.change_records import Change
from kpi.change_sentence import sentence
from kpi.notable_changes import REASONS
from reads.changes import changes
from reads.releases import Release, served_before
from texts.translator import Bilingual
from ui.components.text_blocks import bullet_list, paragraph, section_heading
from ui.state.page_context import Context

AT_ONCE = 4  # sentences shown; the others stand in an expander


class ChangedMeasure(TypedDict):
    """What a sentence about a change needs of its measure."""

    kpi: str
    name: Bilingual
    unit: str


def release_changes(context: Context, measures: Iterable[ChangedMeasure], place: str) -> None:
    """The summary's section: the whole territory, each release at its own latest date, whatever filters are chosen.

    ``measures``: those of the release, in the catalogue's order.
    """
    words, former = context.words, served_before(context.release)
    section_heading(words.t("What changed since the release before"))
    if former is None:
        paragraph(words.t("No other release was served before this one."))
        return
    rows = changes(context.release, former, context.filters.territory)
    if rows is None:
        paragraph(words.t("The release before ({release}) cannot be compared: it is damaged or of another version.",
                          release=former.id))  # fmt: skip
        return
    paragraph(_how_many(rows, context.release, former, place, context))
    show_changes(rows, measures, place, context)


def show_changes(
    rows: Iterable[Change], measures: Iterable[ChangedMeasure], place: str, context: Context
) -> None:  # fmt: skip
    """The notable changes (rows of ``reads.changes.changes``) as sentences, all but the first few in an expander."""
    sentences = _sentences(rows, measures, place, context)
    if sentences:
        bullet_list(sentences[:AT_ONCE])
    if sentences[AT_ONCE:]:
        with st.expander(context.words.n("{count} more change", "{count} more changes", len(sentences) - AT_ONCE)):
            bullet_list(sentences[AT_ONCE:])


def _how_many(rows: Sequence[Change], release: Release, former: Release, place: str, context: Context) -> str:
    words = context.words
    days = {"first": words.day(former.as_of), "last": words.day(release.as_of)}
    return words.n(
        "{place}, from the release with data up to {first} to this one ({last}): {count} notable change.",
        "{place}, from the release with data up to {first} to this one ({last}): {count} notable changes.",
        sum(row["notable"] != "" for row in rows),
        place=place,
        **days,
    )


def _sentences(
    rows: Iterable[Change], measures: Iterable[ChangedMeasure], place: str, context: Context
) -> list[str]:  # fmt: skip
    """A changed status or plan before a changed figure; then in the catalogue's order."""
    words, known = context.words, {row["kpi"]: row for row in measures}
    order = {kpi: position for position, kpi in enumerate(known)}
    notable = sorted(
        (row for row in rows if row["notable"] and row["kpi"] in known),
        key=lambda row: (REASONS.index(row["notable"]), order[row["kpi"]]),
    )
    named = ((row, known[row["kpi"]]) for row in notable)
    return [sentence(row, words.pick(measure["name"]), place, measure["unit"], words) for row, measure in named]
