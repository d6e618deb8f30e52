"""The sections of the synergy page on joint actions: over time and by part, then the provinces with one by region."""

from functools import partial

import streamlit as st

from reads.cross_section import ComparedFigure, any_figure
from reads.records import PartFigure, figure_of
from reads.territories import ITALY
from texts.labels import BREAKDOWN_NAMES
from texts.translator import Words
from ui.components.figure_card import Picture, card
from ui.components.kpi_cards import card_fields, ranking_card
from ui.components.lazy_expander import lazy_expander
from ui.components.text_blocks import bullet_list, section_heading
from ui.content.figure_tables import territory_table
from ui.content.trajectory_tables import path_table
from ui.figures.flows.practice_exchange import ExchangeRow, Side, describe_exchange, exchange
from ui.figures.ranking.ranking_rows import highest_first
from ui.figures.trajectory.trajectory import describe_trajectory, trajectory
from ui.views.sinergia.blocks import latest_month, link_to_kpi, report_missing
from ui.views.sinergia.inactive_places import inactive_places
from ui.views.sinergia.view_model import NamedPlace, View

ALL = 100.0  # percent of a region's provinces


def joint_actions(view: View) -> None:
    """The path of the joint actions since the start; beside it by association and, folded, by service."""
    page, words = view.page, view.page.words
    measure, path = view.measure("joint_actions"), view.history("joint_actions")
    section_heading(words.t("Joint actions"))
    if report_missing(view, "joint_actions", path):
        return
    left, right = st.columns(2, gap="medium")
    with left:
        _way_card(view, path)
        link_to_kpi(view, "joint_actions", words.t("Plan and projection of the joint actions"))
    with right:
        by_association, by_service = (view.parts("joint_actions", which) for which in ("association", "service"))
        subject = view.subject("joint_actions")
        ranking_card(page, subject, by_association, "association", selected=view.part[1])
        if any_figure(by_service):
            title = f"{page.name(measure)}: {words.t(BREAKDOWN_NAMES['service'])}"
            lazy_expander(page, title, "service_part", partial(ranking_card, page, subject, by_service, "service"))


def _way_card(view: View, path: list[PartFigure]) -> None:
    page, words, measure = view.page, view.page.words, view.measure("joint_actions")
    window, unit, name = page.rules.agreement, measure["unit"], page.name(measure)
    card(
        page,
        Picture(
            key="joint_actions",
            title=words.t("{name}: the way so far", name=name),
            figure=trajectory(
                path, (), (), theme=page.theme, as_of=page.filters.as_of, window_start=window.window_start,
                window_end=window.window_end, unit=unit, words=words, name=name,
            ),
            alt=describe_trajectory(path, (), (), unit=unit, words=words, name=name),
            table=partial(path_table, path, unit, words, kind=measure["kind"]),
            **card_fields(page, view.subject("joint_actions", view.place), path,
                      latest_month(row["month"] for row in path)),
        ),
    )  # fmt: skip


def active_provinces(view: View) -> None:
    """Regions and provinces without joint actions in sentences, then the share of provinces with one by region."""
    page, words, places = view.page, view.page.words, view.places
    section_heading(words.t("Where it happens, and where nothing moves"))
    regions = set(view.inside.values())
    looked_at = [row for own in places.values() for row in own if regions & {row["territory"], row["parent"]}]
    province = page.filters.territory in view.inside  # the share of a province is its region's
    bullet_list(inactive_places(looked_at, view.names[regions.pop()] if province else view.whole, words))
    shares = places["provinces_with_synergy", "region"]
    if all(row["value"] is None for row in shares):
        return
    if all(row["value"] is None or row["value"] >= ALL for row in shares):
        return  # bars of equal fullness say no more than the sentences
    sides = [Side("", sorted((_province_bar(row, words) for row in shares), key=highest_first))]
    measure = view.measure("provinces_with_synergy")
    title = words.t("{name}: how many of each region's", name=page.name(measure))
    active = words.t("with a joint action in the last 12 months")
    italy = view.subject("provinces_with_synergy", view.names[ITALY], ITALY)
    compared: list[ComparedFigure] = [
        {**figure_of(row), "territory": row["territory"], "name": row["name"], "as_of": row["month"], "judgement": None}
        for row in shares
    ]
    card(
        page,
        Picture(
            key="provinces_with_synergy", title=title,
            figure=exchange(sides, whole=words.t("provinces"), part=active, words=words, theme=page.theme),
            alt=describe_exchange(sides, name=title, words=words),
            table=partial(territory_table, compared, measure["unit"], words, kind=measure["kind"]),
            **card_fields(page, italy, shares, latest_month(row["month"] for row in shares)),
        ),
    )  # fmt: skip


def _province_bar(row: NamedPlace, words: Words) -> ExchangeRow:
    """The provinces of a region as a bar: all of them, and those with a joint action as its solid part."""
    published = row["value"] is not None
    counted = f"{words.number(row['numerator'])}/{words.number(row['denominator'])}" if published else ""
    return {"name": row["name"], "value": row["denominator"] if published else None, "sign": row["sign"],
            "status": row["status"], "part": row["numerator"], "label": counted, "note": "", "aside": ""}  # fmt: skip
