"""The context passed to every page: release, filters, language, theme."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import TypedDict

import streamlit as st

from reads.release_rules import ReleaseRules, rules
from reads.releases import Release
from texts.translator import LANGUAGES, Bilingual, Words
from ui.state.filters import Filters
from ui.style.theme import Theme

KEY = "page_context"


class Named(TypedDict):
    """Anything with a name in both languages."""

    name: Bilingual


@dataclass(frozen=True)
class Context:
    """The context of one script run. ``default``: the filters of an address without parameters.

    ``open_tables``: whether the data below every figure are shown at once, as for printing or reading them out.
    ``title``: the parts of the browser tab's title, page first, to which a page may put what it is about in front.
    ``told``: notes that the page has said already.
    ``turn``: waits for the turn in which a part of the page may draw itself anew.
    """

    release: Release
    filters: Filters
    default: Filters
    words: Words
    theme: Theme
    open_tables: bool = False
    turn: Callable[[], AbstractContextManager[None]] = nullcontext
    title: tuple[str, ...] = ()
    told: set[str] = field(default_factory=set, compare=False)

    def once(self, note: str) -> str:
        """A note that a page says once, however many of its figures it is about: '' from the second time on."""
        if note in self.told:
            return ""
        self.told.add(note)
        return note

    @property
    def parameters(self) -> dict[str, str]:
        """Address parameters that open another page with the same choices; default values are left out."""
        language = {"lang": self.words.lang} if self.words.lang != LANGUAGES[0] else {}
        return self.filters.address(self.default) | language

    @property
    def rules(self) -> ReleaseRules:
        """The rules that the release was built with."""
        return rules(self.release)

    def name(self, row: Named) -> str:
        """What a row is called in the reader's language."""
        return self.words.pick(row["name"])


def put(context: Context) -> None:
    """Store the context for the page that runs next."""
    st.session_state[KEY] = context


def get() -> Context:
    """The context of this script run. Raises KeyError outside the dashboard."""
    context: Context = st.session_state[KEY]
    return context
