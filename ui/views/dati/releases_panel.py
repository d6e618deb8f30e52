"""The releases of the folder, and what changed between two of them that a reader chooses."""

from collections.abc import Iterable
from functools import lru_cache, partial

import pandas as pd
import streamlit as st

from kpi.change_records import Change
from reads.cache import cached
from reads.changes import changes
from reads.measures import Measure, measures
from reads.releases import Release, all_releases, current_release, history, releases_folder, served_before
from texts.translator import Words
from ui.components.data_grid import data_grid
from ui.components.html_table import html_table
from ui.components.lazy_expander import lazy_expander
from ui.components.release_changes import show_changes
from ui.state import url_params
from ui.state.filters import label
from ui.state.page_context import Context
from ui.style import html
from ui.views.dati.change_table import change_table, moved
from ui.views.dati.release_table import input_changes, input_table, release_table, what_went_in

MOST_LISTED = 60


def releases_panel(page: Context, place: str) -> None:
    """The table of releases and the comparison; ``place``: the name of the territory that is compared."""
    words, folder = page.words, releases_folder()
    every = all_releases(folder)[:MOST_LISTED]
    newest, served = current_release(folder), history(folder)
    before = served_before(newest) if newest else None
    st.html(f'<h2 class="aim">{html.text(words.t("Releases"))}</h2>')
    states = (newest.id if newest else "", before.id if before else "", page.release.id)
    html_table(_table(tuple(every), tuple(served), *states, words), words.t("Releases"), words)
    st.caption(
        words.t(
            "A release never changes and holds no clock time: the same files give the same release. "
            "The order is the one in which they were put in service; any of them can be read from the side bar."
        )
    )
    if len(every) < 2:
        alone = words.t("There is one release so far: a second one can be compared with it as soon as it is built.")
        st.html(f"<p>{html.text(alone)}</p>")
        return
    _compared(page, {one.id: one for one in every}, before, place)


# A release never changes, so what is told of some of them is told again as it was.


@lru_cache(maxsize=64)
def _table(
    every: tuple[Release, ...], served: tuple[str, ...], newest: str, before: str, reading: str, words: Words
) -> pd.DataFrame:
    return release_table({one.id: one.manifest for one in every}, served, newest, before, reading, words)


@cached
def _inputs(former: Release, later: Release) -> list[dict[str, str]]:
    return input_changes(former.manifest, later.manifest)


def _compared(page: Context, known: dict[str, Release], before: Release | None, place: str) -> None:
    words = page.words
    last = page.release.id
    own = served_before(page.release) or before
    first = own.id if own and own.id != last else next(name for name in known if name != last)
    usual = {"from": first, "to": last}
    asked = url_params.read(["from", "to"])
    wrong = [name for name in usual if asked.get(name, usual[name]) not in known]
    for name in wrong:
        url_params.remove(name)
    chosen = {name: usual[name] if name in wrong else asked.get(name, usual[name]) for name in usual}
    st.html(f'<h2 class="aim">{html.text(words.t("What changed between two releases"))}</h2>')
    if wrong:
        said = words.t("The address asked for a release that is not here ({names}); the usual one is shown.",
                       names=words.list_of([label(name, words) for name in wrong]))  # fmt: skip
        st.html(f'<div class="notice" role="status">{html.text(said)}</div>')
    for name, column in zip(usual, st.columns(2), strict=True):
        with column:
            show = {code: code for code in known}
            url_params.select(name, label(name, words), list(known), chosen[name], usual[name], show=show)
    former, later = known[chosen["from"]], known[chosen["to"]]
    if former == later:
        said = words.t("The same release is chosen twice: nothing changed. Choose two.")
        st.html(f"<p>{html.text(said)}</p>")
        return
    inputs = _inputs(former, later)
    st.html(f"<p>{html.text(what_went_in(inputs, former.manifest, later.manifest, words))}</p>")
    if inputs:
        lazy_expander(
            page, words.t("The files that differ"), "inputs_part",
            lambda: data_grid(input_table(inputs, words), "inputs"),
        )  # fmt: skip
    _figures(page, former, later, place)


def _figures(page: Context, former: Release, later: Release, place: str) -> None:
    words = page.words
    rows = changes(later, former, page.filters.territory)
    if not rows:
        said = words.t("Neither of the two has a figure here.")
        if rows is None:
            said = words.t("These two cannot be compared: one is damaged or of another version.")
        st.html(f"<p>{html.text(said)}</p>")
        return
    catalogue, found = measures(later), moved(rows)
    still = words.n("{count} with a figure is unchanged", "{count} with a figure are unchanged", len(rows) - len(found))
    told = words.n(
        "{place}, published figures, each release at its own date: {count} indicator changed, {still}.",
        "{place}, published figures, each release at its own date: {count} indicators changed, {still}.",
        len(found),
        place=place,
        still=still,
    )
    st.html(f"<p>{html.text(told)}</p>")
    show_changes(rows, catalogue, place, page)
    if found:
        lazy_expander(page, words.t("Show the table"), "changes_part", partial(_changes, found, catalogue, words))


def _changes(found: Iterable[Change], catalogue: Iterable[Measure], words: Words) -> None:
    data_grid(change_table(found, catalogue, words), "changes")
    st.caption(words.t("Change = new period + revision + definition + not told apart."))
