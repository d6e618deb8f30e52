"""A page's turn to be drawn: a notice in the reader's language while it waits, and nothing for readers who left."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st
from streamlit import runtime
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx

from texts.translator import Words
from ui.shell.drawing import TURNS, ReaderLeftError, TooManyWaitingError
from ui.style import html

HELD: ContextVar[bool] = ContextVar("held", default=False)  # by a part around this one; a second turn could wait for it


@contextmanager
def drawing_turn(words: Words) -> Iterator[None]:
    """Wait for a turn, draw the page in it. Ends the page's run where the reader is gone or too many wait."""
    with _turn(words, st.empty()):
        yield


@contextmanager
def part_turn(words: Words) -> Iterator[None]:
    """A turn for a part of a page that draws itself anew; while the whole page is drawn, it has the page's."""
    context = get_script_run_ctx()
    if context is None or not context.fragment_ids_this_run or HELD.get():
        yield
        return
    with _turn(words, st.empty()):
        yield


@contextmanager
def _turn(words: Words, place: DeltaGenerator) -> Iterator[None]:

    def told(before: int) -> None:
        text = words.n(
            "Many readers at this moment: {count} page before yours. It opens by itself.",
            "Many readers at this moment: {count} pages before yours. It opens by itself.",
            before,
        )
        place.html(str(html.render("notice.html", text=text, role="status")))

    try:
        with TURNS.turn(told, reader_left):
            place.empty()
            token = HELD.set(True)
            try:
                yield
            finally:
                HELD.reset(token)
    except ReaderLeftError:
        st.stop()
    except TooManyWaitingError:
        text = words.t("Too many readers at this moment. Try again in a minute.")
        place.html(str(html.render("notice.html", text=text, role="status")))
        st.button(words.t("Try again"), key="too_many_waiting")
        st.stop()


def reader_left() -> bool:
    """Whether the session that the page is drawn for has no reader any more."""
    context = get_script_run_ctx()
    return context is not None and runtime.exists() and not runtime.get_instance().is_active_session(context.session_id)
