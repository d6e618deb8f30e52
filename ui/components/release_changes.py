"""The notable changes of one territory since the release served before, as sentences."""

from collections.abc import Sequence

import streamlit as st

from kpi.change_sentence import sentence
from kpi.notable_changes import REASONS
from reads.changes import changes
from reads.figure_index import Cell
from reads.records import Rows, records
from reads.releases import Release, served_before
from ui.components.text_blocks import bullet_list, paragraph, section_heading
from ui.state.page_context import Context

AT_ONCE = 4  # sentences shown; the others stand in an expander


def since_last_release(context: Context, measures: Rows, place: str) -> None:
    """The summary's section: the whole territory, each release at its own latest date, whatever filters are chosen.

    ``measures``: kpi, name_it, name_en and unit of the release's measures, in the catalogue's order.
    """
    words, former = context.words, served_before(context.release)
    section_heading(words.t("What changed since the release before"))
    if former is None:
        paragraph(words.t("No other release was served before this one."))
        return
    found = changes(context.release, former, context.filters.territory)
    if found.columns.empty:
        paragraph(words.t("The release before ({release}) cannot be compared: it is damaged or of another version.",
                          release=former.id))  # fmt: skip
        return
    rows = records(found)
    paragraph(_how_many(rows, context.release, former, place, context))
    tell_changes(rows, records(measures), place, context)


def tell_changes(rows: Sequence[Cell], measures: Sequence[Cell], place: str, context: Context) -> None:
    """The notable changes (rows of ``reads.changes.changes``) as sentences, all but the first few in an expander."""
    sentences = _sentences(rows, measures, place, context)
    if sentences:
        bullet_list(sentences[:AT_ONCE])
    if sentences[AT_ONCE:]:
        with st.expander(context.words.n("{count} more change", "{count} more changes", len(sentences) - AT_ONCE)):
            bullet_list(sentences[AT_ONCE:])


def _how_many(rows: Sequence[Cell], release: Release, former: Release, place: str, context: Context) -> str:
    words = context.words
    days = {"first": words.day(former.as_of), "last": words.day(release.as_of)}
    return words.n(
        "{place}, from the release with data up to {first} to this one ({last}): {count} notable change.",
        "{place}, from the release with data up to {first} to this one ({last}): {count} notable changes.",
        sum(row["notable"] != "" for row in rows),
        place=place,
        **days,
    )


def _sentences(rows: Sequence[Cell], measures: Sequence[Cell], place: str, context: Context) -> list[str]:
    """A changed status or plan before a changed figure; then in the catalogue's order."""
    words, known = context.words, {row["kpi"]: row for row in measures}
    order = {kpi: position for position, kpi in enumerate(known)}
    notable = sorted(
        (row for row in rows if row["notable"] and row["kpi"] in known),
        key=lambda row: (REASONS.index(row["notable"]), order[row["kpi"]]),
    )
    named = ((row, known[row["kpi"]]) for row in notable)
    return [sentence(row, words.of(measure, "name"), place, measure["unit"], words) for row, measure in named]
