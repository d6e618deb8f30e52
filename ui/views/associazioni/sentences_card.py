"""The five sentences of each association, one after the other, so that each can be read out."""

from collections.abc import Mapping, Sequence

import streamlit as st

from reads.at_associations import AssociationFigure
from ui.components.text_blocks import section_heading
from ui.content.association_sentences import association_sentences
from ui.state.page_context import Context
from ui.style import html


def show_sentences(
    page: Context, figures: Sequence[Sequence[AssociationFigure]], category: str, names: Mapping[str, str]
) -> None:
    """The sentences of the chosen association; of all in turn where none is chosen, each under its name."""
    words = page.words
    for code in [category] if category else [code for code in names if code]:
        told = association_sentences(figures, code, names[code], words)
        section_heading(words.t("{name} in {count} sentences", name=names[code], count=len(told)))
        if not told:
            html.show("paragraph.html", text=words.t("No figure of this association may be told for this territory."))
            continue
        html.show("spoken_list.html", items=told)
    if category:
        st.caption(words.t("Beside them stand all cooperatives, those without an association included."))
