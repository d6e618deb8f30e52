"""The sections of the synergy page on exchange: practices that travelled, and the two networks month by month."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from reads.figure_index import Cell
from texts.labels import OTHER, category_names
from texts.translator import Words
from ui.components.figure_card import Picture, card
from ui.components.kpi_cards import ranking_card, sourced
from ui.content.trajectory_tables import path_table
from ui.figures.flows.practice_exchange import Side, describe_exchange, exchange
from ui.figures.lines.lines import describe_lines, lines
from ui.figures.ranking.ranking import describe_ranking, ranking
from ui.views.sinergia.blocks import heading, last_month, missing, told
from ui.views.sinergia.practice_flows import adoptions_table, flows, given_and_taken, statuses_of, who_stays_out
from ui.views.sinergia.view_model import View


def practices(view: View) -> None:
    """What each region gave and took, the flows of the territory chosen, and who stays out."""
    page, words = view.page, view.page.words
    heading(words.t("Good practices, and where they were reused"))
    recorded = view.places["good_practices", "region"]
    if missing(view, "good_practices", recorded):
        return
    told(who_stays_out(view.adopted, recorded, whole=not view.association, words=words))
    if not view.adopted:
        return
    given, taken = given_and_taken(view.adopted, recorded, words)
    sides = [Side(words.t("given"), given), Side(words.t("taken"), taken)]
    about: dict[str, Any] = {
        "whole": words.t("adoptions"),
        "part": words.t("of which in another region"),
    }
    title = words.t("Practices given and taken, by region")
    italy = f"{view.names['IT']}, {view.association}" if view.association else view.names["IT"]
    base = words.t("{day}; adoptions of good practices in another province", day=words.day(page.filters.as_of))
    reused = sourced(page, view.subject("practices_reused", italy, "IT"), given, None)
    reused |= {"unit": "number", "base": base, "statuses": statuses_of(view.adopted)}
    left, right = st.columns(2, gap="medium")
    with left:
        card(
            page,
            Picture(
                key="given_taken", figure=exchange(sides, **about, words=words, theme=page.theme), title=title,
                alt=describe_exchange(sides, name=title, words=words),
                table=partial(adoptions_table, view.adopted, view.names, words), **reused,
            ),
        )  # fmt: skip
    with right:
        near = [row for row in view.adopted if {row["from_province"], row["to_province"]} & view.inside.keys()]
        rows = flows(near, view.short)
        title = words.t("From region to region: the largest flows")
        shown: dict[str, Any] = {"unit": "number", "words": words, "kind": "count"}
        if not rows:
            told([words.t("No practice went from or to {place}.", place=view.place)])
        else:
            ways = words.n("{count} flow in all, in the table", "{count} flows in all, in the table", len(rows))
            card(
                page,
                Picture(
                    key="flows", figure=ranking(rows, theme=page.theme, **shown), title=title,
                    alt=describe_ranking(rows, name=title, **shown),
                    table=partial(adoptions_table, near, view.names, words),
                    **reused | {"place": view.place, "base": f"{reused['base']}; {ways}"},
                ),
            )  # fmt: skip
        own = view.parts("good_practices", "association")
        ranking_card(page, view.subject("good_practices"), own, "association", selected=view.part[1])


def networks(view: View) -> None:
    """The physical and the virtual network side by side over the same months, each with its own axis and unit."""
    page, words = view.page, view.page.words
    heading(words.t("The physical and the virtual network, month by month"))
    names = category_names("channel", words)
    order = [code for code in names if code not in OTHER]
    physical = [row | {"series": "", "place": 0} for row in view.history("coops_reached")]
    virtual = [
        row | {"series": names[row["category"]], "place": order.index(row["category"])}
        for row in view.italy.every("virtual_interactions", "channel")
    ]
    panels = (
        ("coops_reached", view.place, physical, words.t("cooperatives reached, since the start")),
        ("virtual_interactions", view.names["IT"], virtual, words.t("interactions, since the start")),
    )
    months = [row["month"] for row in (*physical, *virtual)]
    caveat = words.t("Two different units: the heights of the two pictures are not to be compared.")
    for column, (kpi, where, rows, axis) in zip(st.columns(2, gap="medium"), panels, strict=True):
        measure = view.measure(kpi)
        code = "IT" if kpi == "virtual_interactions" else page.filters.territory
        about: dict[str, Any] = {"unit": measure["unit"], "words": words}
        name = page.name(measure)
        with column:
            if missing(view, kpi, rows):
                continue
            card(
                page,
                Picture(
                    key=f"network_{kpi}", title=name,
                    figure=lines(rows, theme=page.theme, axis=axis, first=min(months), last=max(months), **about),
                    alt=describe_lines(rows, name=name, **about),
                    table=partial(_table, rows, measure, words),
                    **sourced(page, view.subject(kpi, where, code), rows, last_month(rows)) | {"caveat": caveat},
                ),
            )  # fmt: skip


def _table(rows: list[Cell], measure: Cell, words: Words) -> pd.DataFrame:
    """The months of every series, with the series' name first where there is one."""
    table = path_table(rows, measure["unit"], words, kind=measure["kind"])
    if not any(row["series"] for row in rows):
        return table
    table.insert(0, words.t("Category"), [row["series"] for row in rows])
    return table
