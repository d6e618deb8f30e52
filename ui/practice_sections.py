"""The sections of the synergy page on exchange: practices that travelled, and the two networks month by month."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from ui.card import Picture, card
from ui.figures.exchange import Side, describe_exchange, exchange
from ui.figures.lines import describe_lines, lines
from ui.figures.ranking import describe_ranking, ranking
from ui.measure_cards import parts_of, ranking_card, sourced
from ui.names import OTHER, category_names
from ui.path_tables import path_table
from ui.together_pieces import heading, missing, told
from ui.together_view import View
from ui.travel import adoptions_table, flows, given_and_taken, status_of, who_stays_out
from ui.words import Words

TOP_FLOWS = 12


def practices(view: View) -> None:
    """What each region gave and took, the flows of the territory chosen, and who stays out."""
    page, words = view.page, view.page.words
    heading(words.t("Good practices, and where they were reused"))
    recorded = view.places[(view.places["kpi"] == "good_practices") & (view.places["territory_level"] == "region")]
    if missing(view, "good_practices", recorded):
        return
    told(who_stays_out(view.adopted, recorded, whole=not view.association, words=words))
    given, taken = given_and_taken(view.adopted, recorded, words)
    sides = [Side(words.t("given"), given), Side(words.t("taken"), taken)]
    about: dict[str, Any] = {
        "whole": words.t("adoptions"),
        "part": words.t("of which in another region"),
    }
    title = words.t("Practices given and taken, by region")
    italy = f"{view.names['IT']}, {view.association}" if view.association else view.names["IT"]
    base = words.t("{day}; adoptions of good practices in another province", day=words.day(page.filters.as_of))
    reused = sourced(page, view.subject("practices_reused", italy, "IT"), given, page.filters.as_of)
    reused |= {"unit": "number", "base": base, "statuses": tuple(status_of(view.adopted).unique())}
    if view.adopted.empty:
        return
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
        near = view.adopted["from_province"].isin(view.inside) | view.adopted["to_province"].isin(view.inside)
        rows = flows(view.adopted[near], view.short)
        title = words.t("From region to region: the largest flows")
        shown: dict[str, Any] = {"unit": "number", "words": words, "kind": "count"}
        if rows.empty:
            told([words.t("No practice went from or to {place}.", place=view.place)])
        else:
            ways = words.n("{count} flow in all, in the table", "{count} flows in all, in the table", len(rows))
            card(
                page,
                Picture(
                    key="flows", figure=ranking(rows.head(TOP_FLOWS), theme=page.theme, **shown), title=title,
                    alt=describe_ranking(rows, name=title, **shown),
                    table=partial(adoptions_table, view.adopted[near], view.names, words),
                    **reused | {"place": view.place, "base": f"{reused['base']}; {ways}"},
                ),
            )  # fmt: skip
        own = parts_of(view.here, "good_practices", "association", words)
        ranking_card(page, view.subject("good_practices"), own, "association", selected=view.part[1])


def networks(view: View) -> None:
    """The physical and the virtual network side by side over the same months, each with its own axis and unit."""
    page, words = view.page, view.page.words
    heading(words.t("The physical and the virtual network, month by month"))
    physical = view.history("coops_reached")
    channels = view.network[view.network["breakdown"] == "channel"]
    names = category_names("channel", words)
    order = [code for code in names if code not in OTHER]
    panels = (
        (
            "coops_reached",
            view.place,
            physical.assign(series="", place=0),
            words.t("cooperatives reached, since the start"),
        ),
        (
            "virtual_interactions",
            view.names["IT"],
            channels.assign(
                series=[names[code] for code in channels["category"]],
                place=[order.index(code) for code in channels["category"]],
            ),
            words.t("interactions, since the start"),
        ),
    )
    months = pd.concat([rows["month"] for _, _, rows, _ in panels])
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
                    figure=lines(rows, theme=page.theme, axis=axis, first=months.min(), last=months.max(), **about),
                    alt=describe_lines(rows, name=name, **about),
                    table=partial(_table, rows, measure, words),
                    **sourced(page, view.subject(kpi, where, code), rows, rows["month"].max()) | {"caveat": caveat},
                ),
            )  # fmt: skip


def _table(rows: pd.DataFrame, measure: pd.Series, words: Words) -> pd.DataFrame:
    """The months of every series, with the series' name first where there is one."""
    table = path_table(rows, measure["unit"], words, kind=measure["kind"])
    if not rows["series"].any():
        return table
    table.insert(0, words.t("Category"), list(rows["series"]))
    return table
