"""The sections of the synergy page on what PID and Alleanza do together: actions, referrals, places, COOP 4.0."""

from functools import partial
from typing import Any

import streamlit as st

from reads.figure_index import Cell
from reads.measures import agreement
from texts.translator import Words
from ui.components.figure_card import Picture, card
from ui.components.kpi_cards import ranking_card, sourced
from ui.components.kpi_tiles import base_text
from ui.content.figure_tables import territory_table
from ui.content.trajectory_tables import path_table
from ui.figures.flows.practice_exchange import Side, describe_exchange, exchange
from ui.figures.ranking.ranking_rows import highest_first
from ui.figures.trajectory.trajectory import describe_trajectory, trajectory
from ui.style import html
from ui.views.sinergia.answer import where_nothing_moves
from ui.views.sinergia.blocks import heading, last_month, link_to_kpi, missing, told, without_figure
from ui.views.sinergia.referral_rows import both_ways, referrals_table, with_acceptance
from ui.views.sinergia.view_model import View

NO_PLAN: tuple[()] = ()


def joint_actions(view: View) -> None:
    """The way of the joint actions since the start, and by association and service."""
    page, words = view.page, view.page.words
    measure, path = view.measure("joint_actions"), view.history("joint_actions")
    window = agreement(page.release).iloc[0]
    about: dict[str, Any] = {"unit": measure["unit"], "words": words, "name": page.name(measure)}
    heading(words.t("Joint actions"))
    if missing(view, "joint_actions", path):
        return
    card(
        page,
        Picture(
            key="joint_actions",
            title=words.t("{name}: the way so far", name=page.name(measure)),
            figure=trajectory(
                path, NO_PLAN, None, theme=page.theme, as_of=page.filters.as_of,
                window_start=window["window_start"], window_end=window["window_end"], **about,
            ),
            alt=describe_trajectory(path, NO_PLAN, None, **about),
            table=partial(path_table, path, measure["unit"], words, kind=measure["kind"]),
            **sourced(page, view.subject("joint_actions", view.place), path, last_month(path)),
        ),
    )  # fmt: skip
    link_to_kpi(view, "joint_actions", words.t("Plan and projection of the joint actions"))
    left, right = st.columns(2, gap="medium")
    with left:
        own = view.parts("joint_actions", "association")
        ranking_card(page, view.subject("joint_actions"), own, "association", selected=view.part[1])
    with right:
        ranking_card(page, view.subject("joint_actions"), view.parts("joint_actions", "service"), "service")


def referrals(view: View) -> None:
    """Referrals to and from the PID, then by the body on the other side, each with its accepted part."""
    page, words = view.page, view.page.words
    heading(words.t("Referrals both ways"))
    if missing(view, "referrals", view.parts("referrals", "direction")):
        return
    titles = {
        "direction": words.t("Referrals: who sends to whom"),
        "counterpart": words.t("Referrals by body on the other side, both directions"),
    }
    caveat = words.t("Directions and bodies are not crossed: such cells are too small to be published.")
    about: dict[str, Any] = {"whole": words.t("referrals"), "part": words.t("of which accepted")}
    about |= {"words": words, "theme": page.theme}
    for column, (which, title) in zip(st.columns(2, gap="medium"), titles.items(), strict=True):
        rows = with_acceptance(view.parts("referrals", which), view.here, words)
        sides = both_ways(rows, words) if which == "direction" else [Side("", rows)]
        with column:
            card(
                page,
                Picture(
                    key=f"referrals_{which}", figure=exchange(sides, **about), title=title,
                    alt=describe_exchange(sides, name=title, words=words), table=partial(referrals_table, rows, words),
                    **sourced(page, view.subject("referrals"), rows, last_month(rows))
                    | {"caveat": caveat, "rounded": True},
                ),
            )  # fmt: skip


def where(view: View) -> None:
    """The share of provinces with a joint action, by region, and where nothing moves."""
    page, words, places = view.page, view.page.words, view.places
    heading(words.t("Where it happens, and where nothing moves"))
    regions = set(view.inside.values())
    looked = [row for own in places.values() for row in own if regions & {row["territory"], row["parent"]}]
    alone = page.filters.territory in view.inside  # of one province the share is its region's
    told(where_nothing_moves(looked, view.names[regions.pop()] if alone else view.whole, words))
    shares = places["provinces_with_synergy", "region"]
    if all(row["value"] is None for row in shares):
        return
    sides = [Side("", sorted((_active(row, words) for row in shares), key=highest_first))]
    measure = view.measure("provinces_with_synergy")
    title = words.t("{name}: how many of each region's", name=page.name(measure))
    active = words.t("with a joint action in the last 12 months")
    about: dict[str, Any] = {"whole": words.t("provinces"), "part": active, "words": words, "theme": page.theme}
    italy = view.subject("provinces_with_synergy", view.names["IT"], "IT")
    card(
        page,
        Picture(
            key="provinces_with_synergy", figure=exchange(sides, **about), title=title,
            alt=describe_exchange(sides, name=title, words=words),
            table=partial(
                territory_table, [row | {"judgement": None} for row in shares], measure["unit"], words,
                kind=measure["kind"],
            ),
            **sourced(page, italy, shares, last_month(shares)),
        ),
    )  # fmt: skip


def _active(row: Cell, words: Words) -> Cell:
    """The provinces of a region as a bar: all of them, and those with a joint action as its solid part."""
    if row["value"] is None:
        return row | {"part": row["numerator"], "label": ""}
    counted = f"{words.number(row['numerator'])}/{words.number(row['denominator'])}"
    return row | {"part": row["numerator"], "label": counted, "value": row["denominator"]}


def coop40(view: View) -> None:
    """Services that went through the PID, PID that offer them, people trained: as numbers, then by association."""
    page, words = view.page, view.page.words
    heading(words.t("COOP 4.0 through the PID network"))
    blocks = []
    for kpi in ("coop40_services_via_pid", "pids_offering_coop40", "people_trained"):
        part = ("total", "") if kpi == "pids_offering_coop40" else view.part
        measure, row = view.measure(kpi), view.here.latest(kpi, *part)
        if row is None:
            value, note = without_figure(view, measure)
        elif row["value"] is None:
            value, note = words.sign(row["sign"])[1], ""
        else:
            whole = measure | row | {"as_of": row["month"]}
            value, note = words.figure(row, measure["unit"]), base_text(whole, words)
        whose = view.whole if part == ("total", "") else view.place
        badge = "" if row is None else html.badge(row["status"], words, page.theme)
        blocks.append(
            f'<div><div class="fact-name">{html.text(page.name(measure))} ({html.text(whose)})</div>'
            f'<div class="fact-value">{html.text(value)}</div>'
            f'<div class="fact-note">{html.text(note)} {badge}</div></div>'
        )
    st.html(f'<div class="facts">{"".join(blocks)}</div>')
    for column, kpi in zip(st.columns(2, gap="medium"), ("coop40_services_via_pid", "people_trained"), strict=True):
        with column:
            own = view.parts(kpi, "association")
            ranking_card(page, view.subject(kpi), own, "association", selected=view.part[1])
