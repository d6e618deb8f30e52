"""The section of the adoption page on indices of cooperatives beside all firms, as others published them."""

from functools import partial

import streamlit as st

from reads.adoption import indices
from reads.cross_section import statuses_of
from reads.territories import ITALY
from ui.components.figure_card import Picture, card
from ui.components.text_blocks import footnote, section_heading
from ui.figures.bars.grouped_bars import describe_grouped_bars
from ui.figures.ranking.index_dots import index_dots
from ui.views.adozione.published_indices import CATALOGUE, EUROPE, OWN_PERIOD, Index, PublishedIndex, index_rows
from ui.views.adozione.tables import index_table
from ui.views.adozione.view_model import View


def published_indices(view: View) -> None:
    """A card for each index that was published of the territory, Italy or the European Union; nothing without any."""
    words = view.page.words
    published = indices(view.page.release, tuple(dict.fromkeys((view.whole_code, ITALY, EUROPE))))
    found: list[tuple[Index, list[PublishedIndex]]] = []
    for index in CATALOGUE:
        own = view.own.latest_chosen(index.measure)
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


def _index_card(view: View, index: Index, rows: list[PublishedIndex]) -> None:
    page, words = view.page, view.page.words
    title, unit = words.t(index.name), index.unit
    publishers = list(dict.fromkeys(row["publisher"] for row in rows))
    card(
        page,
        Picture(
            key=f"index_{index.indicator}", title=title,
            figure=index_dots(rows, ends=index.ends, theme=page.theme, unit=unit, words=words),
            place=words.t("Cooperatives and all firms"), base=words.t(index.base), unit=unit,
            statuses=statuses_of(rows), source=words.list_of(publishers),
            alt=describe_grouped_bars(rows, name=title, unit=unit, words=words),
            table=partial(index_table, rows, unit, words), caveat=words.t(index.caveat),
        ),
    )  # fmt: skip
