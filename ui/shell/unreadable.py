"""What readers get instead of figures that cannot be read: a sentence in their language, never an error box."""

import logging

import streamlit as st

from reads.releases import DamagedReleaseError, OtherVersionError, ReleaseError, forget
from texts.translator import LANGUAGES, Words
from ui.components.text_blocks import lead, page_heading
from ui.state.release_selection import SelectedRelease, back_to_the_one_in_service
from ui.style import html

BUILD = "python -m etl build"
OPERATOR = logging.getLogger("osservatorio")


def no_sound_release(words: Words) -> None:
    """The page where there were releases and none of them can be read. The log says which file is damaged."""
    _page(
        words.t("They are damaged and have to be made anew. No data that were sent are lost."),
        words.t("No release of this folder can be read. Which file is damaged: {command}. Build it anew from the same "
                "files:", command="python -m etl verify"),
        words,
    )  # fmt: skip


def unreadable(error: ReleaseError, selected: SelectedRelease, words: Words) -> None:
    """The page where a release cannot be read, after whatever had been drawn of it."""
    if isinstance(error, OtherVersionError):
        text = words.t(
            "They were made by another version of the Osservatorio and have to be made anew. No data are lost."
        )
        lacks = words.t("Release {release} lacks what this version reads. Build it anew from the same files:",
                        release=error.release)  # fmt: skip
        _page(text, lacks, words)
        return
    if isinstance(error, DamagedReleaseError):
        OPERATOR.error("Release %s could not be read: %s", error.release, error.reason)
        if selected.release:
            forget(selected.release)
    name = selected.release.id if selected.release else ""
    _page(
        words.t("They are damaged and have to be made anew. No data that were sent are lost."),
        words.t("Release {release} cannot be read. Build it anew from the same files:", release=name),
        words,
    )
    back_to_the_one_in_service(selected, words)


def told_instead_of_a_box(error: Exception) -> bool:
    """Streamlit's handler of errors outside the frame, as in a part that is drawn anew: whether it was told."""
    if not isinstance(error, ReleaseError):
        return False
    lang = st.query_params.get("lang", "it")
    unreadable(error, SelectedRelease(None, None), Words(lang if lang in LANGUAGES else "it"))
    return True


def _page(what: str, for_the_operator: str, words: Words) -> None:
    page_heading(words.t("These figures cannot be shown right now"))
    lead(what)
    with st.expander(words.t("For whoever runs the Osservatorio")):
        html.show("command.html", text=for_the_operator, command=BUILD)
