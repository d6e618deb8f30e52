"""The section of the adoption page on indices of cooperatives beside all firms, as others published them."""

from functools import partial
from typing import Any

import streamlit as st

from reads.adoption import indices
from reads.figure_index import Cell, distinct
from reads.query_cache import asked
from ui.components.figure_card import Picture, card
from ui.components.text_blocks import footnote, section_heading
from ui.figures.bars.grouped_bars import describe_grouped_bars
from ui.figures.ranking.index_dots import index_dots
from ui.views.adozione.published_indices import CATALOGUE, EUROPE, OWN_PERIOD, Index, index_rows
from ui.views.adozione.tables import index_table
from ui.views.adozione.view_model import View


def published_indices(view: View) -> None:
    """A card for each index that was published of the territory, Italy or the European Union; nothing without any."""
    words = view.page.words
    published = asked(indices, view.page.release, tuple(dict.fromkeys((view.whole_code, "IT", EUROPE))))
    found: list[tuple[Index, list[Cell]]] = []
    for index in CATALOGUE:
        own = view.own.latest(index.measure, *view.page.filters.slice)
        if rows := index_rows(index, published, own, view.names, view.place, words):
            found.append((index, rows))
    if found:
        section_heading(words.t("Cooperatives beside all firms, as published"))
        footnote(words.t(OWN_PERIOD))
    # a pair of columns for each row of cards, so that telephones stack the cards in this order
    columns = [column for _ in found[::2] for column in st.columns(2, gap="medium")]
    for column, (index, rows) in zip(columns, found, strict=False):
        with column:
            _index_card(view, index, rows)


def _index_card(view: View, index: Index, rows: list[Cell]) -> None:
    page, words = view.page, view.page.words
    title = words.t(index.name)
    about: dict[str, Any] = {"unit": index.unit, "words": words}
    card(
        page,
        Picture(
            key=f"index_{index.indicator}", figure=index_dots(rows, ends=index.ends, theme=page.theme, **about),
            title=title, place=words.t("Cooperatives and all firms"), base=words.t(index.base), unit=index.unit,
            statuses=distinct(rows, "status"), source=words.list_of(distinct(rows, "publisher")),
            alt=describe_grouped_bars(rows, name=title, **about),
            table=partial(index_table, rows, index.unit, words), caveat=words.t(index.caveat),
        ),
    )  # fmt: skip
