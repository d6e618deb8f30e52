"""The frame of every page: page settings, the release that is read, the shared filters, and the navigation."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from reads.origins import demonstration
from reads.release_rules import release_texts
from reads.releases import ROOT, Release, ReleaseError, is_internal, is_sound
from texts.translator import Words
from ui.components.download_buttons import INTERNAL_NOTE
from ui.components.notices import banner, notice
from ui.shell.drawing_turn import drawing_turn, part_turn
from ui.shell.first_run import first_run
from ui.shell.institution import PRODUCT, footer, masthead
from ui.shell.sidebar import (
    choose_filters,
    choose_language,
    chosen_names,
    colours_switch,
    language_switch,
    release_choice,
    table_switch,
)
from ui.shell.unreadable import no_sound_release, unreadable
from ui.state import page_context, url_params
from ui.state.filters import NAMES
from ui.state.navigation import PLACES, path
from ui.state.release_selection import SelectedRelease, choose_release, newer_release_notice
from ui.style import html
from ui.style.theme import Theme, theme

PAGES = ROOT / "pages"
SIDEBAR = 235  # px: beside it a page has room for a table of all measures at 1280


def main() -> None:
    """Draw the frame and the page of the address, once it is this reader's turn."""
    url_params.follow_history()
    words, wrong = choose_language()
    st.set_page_config(page_icon="◧", layout="wide", initial_sidebar_state=SIDEBAR)
    with drawing_turn(words):
        _main(words, wrong)


def _main(words: Words, wrong: list[str]) -> None:
    look = theme("dark" if st.context.theme.type == "dark" else "light")
    st.html(str(html.stylesheet(look)))
    selected = choose_release(words)
    masthead(words, url_params.read(["lang", *NAMES]), selected.release.id if selected.release else "")
    if selected.release is None:
        (first_run if selected.untouched else no_sound_release)(words)
        return
    every = [
        st.Page(PAGES / f"{place.file}.py", title=words.t(place.name), url_path=path(place)[1:], default=not number)
        for number, place in enumerate(PLACES)
    ]
    page = st.navigation(every, position="hidden")
    notices = st.empty()
    try:
        words = Words(words.lang, release_texts(selected.release))
        _draw(page, every, selected, selected.release, wrong, words, look, notices)
    except ReleaseError as error:
        notices.empty()  # they would be about figures that are not shown
        unreadable(error, selected, words)
        if not selected.pinned and not is_sound(selected.release):
            st.rerun()  # damaged while it was read: another one stands in


def _draw(
    page: StreamlitPage,
    every: list[StreamlitPage],
    selected: SelectedRelease,
    release: Release,
    refused: list[str],
    words: Words,
    look: Theme,
    notices: DeltaGenerator,
) -> None:
    """The sidebar, the notices and the page itself."""
    with st.sidebar:
        menu = st.container()
        st.divider()
        chosen, default, wrong, replaced = choose_filters(release, words)
        release_choice(release, words)
        language_switch(words)
        colours_switch(words)
        open_tables = table_switch(words)
        with menu:  # after the choices, which a link opened in a new tab keeps
            for one in every:
                st.page_link(one, query_params=url_params.read(["lang", "release", "tables", *NAMES]))
    with notices.container():
        _notices(release, selected, [*refused, *selected.refused, *wrong], words)
        for sentence in replaced:
            notice(sentence, "status")
    title = (page.title, *chosen_names(chosen, release, words), PRODUCT)
    context = page_context.Context(release, chosen, default, words, look, open_tables, partial(part_turn, words), title)
    page_context.put(context)
    st.set_page_config(page_title=" · ".join(title))
    page.run()
    footer(words, context.parameters)


def _notices(release: Release, selected: SelectedRelease, refused: list[str], words: Words) -> None:
    """Notices above any figure: demonstration data, a newer release, rejected choices."""
    if demonstration(release):
        generated = words.t(
            "Demonstration data: the programme's figures are generated, not observed; published statistics are real."
        )
        banner("△", generated)
    if is_internal():
        banner("!", words.t(INTERNAL_NOTE))
    newer_release_notice(selected, words)
    if refused:
        rejected = words.t(
            "The address asked for something that this release does not have ({names}); the usual choice is shown.",
            names=words.list_of(refused),
        )
        notice(rejected, "status")


main()
