"""What every page is handed: the release, the choices, the language and the look."""

from dataclasses import dataclass

import streamlit as st

from reads.releases import Release
from texts.translator import LANGUAGES, Words
from ui.state.filters import Filters
from ui.style.theme import Theme

KEY = "page_context"


@dataclass(frozen=True)
class Context:
    """One rerun's surroundings. ``default`` are the filters of an address without parameters.

    ``open_tables``: whether the data below every figure are shown at once, as for printing or reading them out.
    """

    release: Release
    filters: Filters
    default: Filters
    words: Words
    theme: Theme
    open_tables: bool = False

    @property
    def parameters(self) -> dict[str, str]:
        """Address parameters that open another page with the same choices; what is usual is left out."""
        language = {"lang": self.words.lang} if self.words.lang != LANGUAGES[0] else {}
        return self.filters.address(self.default) | language

    def name(self, row: object, column: str = "name") -> str:
        """The text of a bilingual column in the reader's language."""
        return str(row[f"{column}_{self.words.lang}"])  # type: ignore[index]


def put(context: Context) -> None:
    """Hand the context to the page that runs next."""
    st.session_state[KEY] = context


def get() -> Context:
    """The context of this rerun. Raises KeyError outside the dashboard."""
    context: Context = st.session_state[KEY]
    return context
