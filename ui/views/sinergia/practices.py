"""The section of the synergy page on good practices: given and taken by region, and the flows between regions."""

from functools import partial

import streamlit as st

from reads.territories import ITALY
from ui.components.figure_card import Picture, card
from ui.components.kpi_cards import Provenance, card_fields, ranking_card
from ui.components.text_blocks import bullet_list, section_heading
from ui.figures.base.canvas import Written
from ui.figures.flows.practice_exchange import Side, describe_exchange, exchange
from ui.figures.ranking.ranking import describe_ranking, ranking
from ui.views.sinergia.blocks import report_missing
from ui.views.sinergia.practice_flows import adoptions_table, flows, given_and_taken, regions_without_flows, statuses_of
from ui.views.sinergia.view_model import View


def practices(view: View) -> None:
    """Regions without exchange in sentences, what each region gave and took, the flows of the chosen territory."""
    page, words = view.page, view.page.words
    section_heading(words.t("Good practices, and where they were reused"))
    recorded = view.places["good_practices", "region"]
    if report_missing(view, "good_practices", recorded):
        return
    bullet_list(regions_without_flows(view.adoptions, recorded, whole=not view.association, words=words))
    if not view.adoptions:
        return
    given, taken = given_and_taken(view.adoptions, recorded, words)
    sides = [Side(words.t("given"), given), Side(words.t("taken"), taken)]
    figure = exchange(sides, whole=words.t("adoptions"), part=words.t("of which in another region"), words=words,
                      theme=page.theme)  # fmt: skip
    title = words.t("Practices given and taken, by region")
    italy = f"{view.names[ITALY]}, {view.association}" if view.association else view.names[ITALY]
    base = words.t("{day}; adoptions of good practices in another province", day=words.day(page.filters.as_of))
    reused = card_fields(page, view.subject("practices_reused", italy, ITALY), (), None)
    reused |= {"unit": "number", "base": base, "statuses": statuses_of(view.adoptions)}
    left, right = st.columns(2, gap="medium")
    with left:
        card(
            page,
            Picture(
                key="given_taken", figure=figure, title=title,
                alt=describe_exchange(sides, name=title, words=words),
                table=partial(adoptions_table, view.adoptions, view.names, words), **reused,
            ),
        )  # fmt: skip
    with right:
        _flows_card(view, reused)
        by_association = view.parts("good_practices", "association")
        ranking_card(page, view.subject("good_practices"), by_association, "association", selected=view.part[1])


def _flows_card(view: View, reused: Provenance) -> None:
    """The flows from or to the chosen territory; ``reused``: place, base, source and status of the adoptions."""
    page, words = view.page, view.page.words
    near = [row for row in view.adoptions if {row["from_province"], row["to_province"]} & view.inside.keys()]
    rows = flows(near, view.short_names)
    if not rows:
        bullet_list([words.t("No practice went from or to {place}.", place=view.place)])
        return
    shown = [row for row in rows if (row["value"] or 0) > 1]  # a wall of single adoptions says nothing
    if not shown:
        bullet_list([words.n("{count} flow between regions, of a single practice",
                             "{count} flows between regions, each of a single practice", len(rows))])  # fmt: skip
        return
    title = words.t("From region to region: the largest flows")
    about: Written = {"unit": "number", "words": words, "kind": "count"}
    count = words.n("{count} flow in all, in the table", "{count} flows in all, in the table", len(rows))
    card(
        page,
        Picture(
            key="flows", figure=ranking(shown, theme=page.theme, **about), title=title,
            alt=describe_ranking(shown, name=title, **about), table=partial(adoptions_table, near, view.names, words),
            **reused | {"place": view.place, "base": f"{reused['base']}; {count}"},
        ),
    )  # fmt: skip
