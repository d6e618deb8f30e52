"""The sections of the method page that come from the release's rules: thresholds, statuses with their bands, signs."""

from functools import partial

import streamlit as st

from ui.components.figure_card import Picture, card
from ui.figures.lines.status_bands import describe_status_bands, status_bands
from ui.state.page_context import Context
from ui.views.metodo.model import section_html
from ui.views.metodo.rules import conditions, sections, signs_section
from ui.views.metodo.statements import statements
from ui.views.metodo.tables import statuses_table


def rule_sections(page: Context) -> None:
    """Every section of rules; the figure of the statuses follows the section that explains them."""
    words = page.words
    for section in sections(page.rules.agreement, words):
        st.html(str(section_html(section)))
        if section.title == words.t("From a value to a status"):
            _statuses_card(page)
    st.html(str(section_html(signs_section(words))))


def _statuses_card(page: Context) -> None:
    words, agreement = page.words, page.rules.agreement
    when = conditions(agreement, words)
    bands = status_bands(
        on_track=agreement.on_track, slightly_late=agreement.slightly_late, words=words, theme=page.theme
    )
    card(
        page,
        Picture(
            key="statuses", figure=bands, title=words.t("Which status, and when"),
            place=words.t("every indicator with a proposed target"), base=words.t("shares of the journey"), unit="",
            statuses=("proposed",), source=words.t("rules of the catalogue"),
            alt=describe_status_bands(when, words), table=partial(statuses_table, when, words),
        ),
    )  # fmt: skip


def statement_sections(page: Context) -> None:
    """What the page states besides: rules of measurement, limits, licences, accessibility, how to cite."""
    for section in statements(page.release.id, page.words.day(page.filters.as_of), page.words):
        st.html(str(section_html(section)))
