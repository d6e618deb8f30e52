"""Which release a session reads: the one pinned in the address, else the one that it began with."""

from dataclasses import dataclass

import streamlit as st

from reads.releases import Release, find_release, in_service, is_sound, releases_folder
from texts.translator import Words
from ui.state import url_params
from ui.state.filters import label
from ui.style import html

SESSION_KEY = "release_read"
HELD = "held"  # parameter by which the browser tells the release it shows, once its connection is back (frame.js)


@dataclass(frozen=True)
class SelectedRelease:
    """The release to read (None before the first is published), and what a notice says of it.

    ``refused``: labels of rejected address parameters; ``newest``: the release in service, or the sound one in its
    place (``stands_in``); ``gone``: the one that the session read is no longer there or damaged; ``untouched``: the
    folder never held a release.
    """

    release: Release | None
    newest: Release | None
    refused: tuple[str, ...] = ()
    pinned: bool = False
    gone: bool = False
    stands_in: bool = False
    untouched: bool = False


def choose_release(words: Words) -> SelectedRelease:
    """Keep a session's release while another is put in service, so that its pages never mix two releases."""
    folder, state = releases_folder(), st.session_state
    service = in_service(folder)
    newest, stands_in = service.release, bool(service.faults)
    asked = url_params.read(["release"]).get("release")
    told = url_params.take(HELD)
    if told:
        state[SESSION_KEY] = told  # the server was started anew: the session goes on with what it began with
    found = find_release(folder, asked) if asked else None
    if found:
        state.pop(SESSION_KEY, None)
        return SelectedRelease(found, newest, pinned=True, stands_in=stands_in)
    if asked:
        url_params.remove("release")
    held = find_release(folder, state.get(SESSION_KEY, ""))
    if held and not is_sound(held):
        held = None
    gone = SESSION_KEY in state and held is None
    chosen = held or newest
    if chosen:
        state[SESSION_KEY] = chosen.id
    refused = (label("release", words),) if asked else ()
    return SelectedRelease(chosen, newest, refused, gone=gone, stands_in=stands_in, untouched=service.untouched)


def newer_release_notice(selected: SelectedRelease, words: Words) -> None:
    """A notice where another release is in service than the one that is read, with a button that opens it."""
    release, newest = selected.release, selected.newest
    if selected.stands_in and newest:
        stand_in = words.t(
            "The latest release is damaged and is not shown. You can read {release}, the last one that is whole; "
            "it may lack the latest data.",
            release=newest.id,
        )
        html.show("notice.html", text=stand_in, role="status")
    if selected.gone and release:
        gone = words.t(
            "The release that you were reading is no longer there; you read {release} now.", release=release.id
        )
        html.show("notice.html", text=gone, role="status")
    if not newest or newest == release:
        return
    if selected.pinned:
        newer = words.t("You are reading a pinned release; {release} is in service.", release=newest.id)
    else:
        newer = words.t(
            "Another release was put in service while you were reading: {release}. "
            "All you see is still of the one that you began with.",
            release=newest.id,
        )
    html.show("notice.html", text=newer, role="status")
    back_to_the_one_in_service(selected, words)


def back_to_the_one_in_service(selected: SelectedRelease, words: Words) -> None:
    """A button that opens it, where another one is read or was asked for."""
    if selected.newest and selected.newest != selected.release:
        st.button(words.t("Go to the release in service"), key="go_to_newest", on_click=_go_on)


def _go_on() -> None:
    st.session_state.pop(SESSION_KEY, None)
    url_params.remove("release")
