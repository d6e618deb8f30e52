"""The sections of the data page on releases: their table, and what changed between two that a reader chooses."""

from collections.abc import Iterable, Mapping
from functools import lru_cache, partial

import pandas as pd
import streamlit as st

from kpi.change_records import Change
from reads.cache import cached
from reads.changes import changes
from reads.measures import Measure, measures
from reads.releases import Release, all_releases, history, in_service, releases_folder, served_before
from texts.translator import Words
from ui.components.data_grid import data_grid
from ui.components.html_table import html_table
from ui.components.lazy_expander import lazy_expander
from ui.components.notices import notice
from ui.components.release_changes import show_changes
from ui.components.text_blocks import paragraph, section_heading
from ui.state import url_params
from ui.state.filters import label
from ui.views.dati.change_table import change_table, notable_rows
from ui.views.dati.release_table import input_changes, input_sentence, input_table, release_table
from ui.views.dati.view_model import View

MOST_LISTED = 60


def releases_panel(view: View) -> None:
    """The table of releases, and the comparison where there are two."""
    page, words, folder = view.page, view.page.words, releases_folder()
    every = all_releases(folder)[:MOST_LISTED]
    newest, served = in_service(folder).release, history(folder)
    before = served_before(newest) if newest else None
    section_heading(words.t("Releases"))
    states = (newest.id if newest else "", before.id if before else "", page.release.id)
    html_table(_table(tuple(every), tuple(served), *states, words), words.t("Releases"), words)
    st.caption(
        words.t(
            "A release never changes and holds no clock time: the same files give the same release. "
            "The order is the one in which they were put in service; any of them can be read from the side bar."
        )
    )
    if len(every) < 2:
        paragraph(words.t("There is one release so far: a second one can be compared with it as soon as it is built."))
        return
    _comparison(view, {one.id: one for one in every}, before)


@lru_cache(maxsize=64)  # releases never change
def _table(
    every: tuple[Release, ...], served: tuple[str, ...], newest: str, before: str, reading: str, words: Words
) -> pd.DataFrame:
    return release_table({one.id: one.manifest for one in every}, served, newest, before, reading, words)


@cached
def _inputs(former: Release, later: Release) -> list[dict[str, str]]:
    return input_changes(former.manifest, later.manifest)


def _comparison(view: View, releases: Mapping[str, Release], before: Release | None) -> None:
    """Select boxes for two releases, then how their inputs and their figures differ."""
    page, words = view.page, view.page.words
    last = page.release.id
    own = served_before(page.release) or before
    first = own.id if own and own.id != last else next(name for name in releases if name != last)
    section_heading(words.t("What changed between two releases"))
    former, later = _chosen(releases, {"from": first, "to": last}, words)
    if former == later:
        paragraph(words.t("The same release is chosen twice: nothing changed. Choose two."))
        return
    inputs = _inputs(former, later)
    paragraph(input_sentence(inputs, former.manifest, later.manifest, words))
    if inputs:
        lazy_expander(
            page, words.t("The files that differ"), "inputs_part",
            lambda: data_grid(input_table(inputs, words), "inputs"),
        )  # fmt: skip
    _figures(view, former, later)


def _chosen(releases: Mapping[str, Release], defaults: Mapping[str, str], words: Words) -> list[Release]:
    """The releases of the address parameters ``defaults``; one that is not there is replaced, with a notice."""
    given = url_params.read(list(defaults))
    wrong = [name for name in defaults if given.get(name, defaults[name]) not in releases]
    for name in wrong:
        url_params.remove(name)
    chosen = {name: defaults[name] if name in wrong else given.get(name, defaults[name]) for name in defaults}
    if wrong:
        notice(words.t("The address asked for a release that is not here ({names}); the usual one is shown.",
                       names=words.list_of([label(name, words) for name in wrong])), role="status")  # fmt: skip
    show = {code: code for code in releases}
    for name, column in zip(defaults, st.columns(2), strict=True):
        with column:
            url_params.select(name, label(name, words), list(releases), chosen[name], defaults[name], show=show)
    return [releases[name] for name in chosen.values()]


def _figures(view: View, former: Release, later: Release) -> None:
    """The measures that changed in the territory: a sentence, the largest changes, the whole table."""
    page, words, place = view.page, view.page.words, view.place
    rows = changes(later, former, page.filters.territory)
    if rows is None:
        paragraph(words.t("These two cannot be compared: one is damaged or of another version."))
        return
    if not rows:
        paragraph(words.t("Neither of the two has a figure here."))
        return
    catalogue, changed = measures(later), notable_rows(rows)
    unchanged = len(rows) - len(changed)
    still = words.n("{count} with a figure is unchanged", "{count} with a figure are unchanged", unchanged)
    paragraph(
        words.n(
            "{place}, published figures, each release at its own date: {count} indicator changed, {still}.",
            "{place}, published figures, each release at its own date: {count} indicators changed, {still}.",
            len(changed),
            place=place,
            still=still,
        )
    )
    show_changes(rows, catalogue, place, page)
    if changed:
        lazy_expander(page, words.t("Show the table"), "changes_part", partial(_changes, changed, catalogue, words))


def _changes(changed: Iterable[Change], catalogue: Iterable[Measure], words: Words) -> None:
    data_grid(change_table(changed, catalogue, words), "changes")
    st.caption(words.t("Change = new period + revision + definition + not told apart."))
