"""The section of the synergy page on COOP 4.0: services through the PID, PID that offer them, people trained."""

import streamlit as st
from markupsafe import Markup

from reads.slice import TOTAL
from ui.components.facts import Fact, facts
from ui.components.figure_base import Based, base_text
from ui.components.kpi_cards import ranking_card
from ui.components.text_blocks import section_heading
from ui.style import html
from ui.views.sinergia.blocks import missing_value
from ui.views.sinergia.view_model import View

MEASURES = ("coop40_services_via_pid", "pids_offering_coop40", "people_trained")
BY_ASSOCIATION = ("coop40_services_via_pid", "people_trained")


def coop40(view: View) -> None:
    """The three measures as numbers, then those that are published by association as rankings."""
    section_heading(view.page.words.t("COOP 4.0 through the PID network"))
    facts([_fact(view, kpi) for kpi in MEASURES])
    for column, kpi in zip(st.columns(2, gap="medium"), BY_ASSOCIATION, strict=True):
        with column:
            rows = view.parts(kpi, "association")
            ranking_card(view.page, view.subject(kpi), rows, "association", selected=view.part[1])


def _fact(view: View, kpi: str) -> Fact:
    """A measure's latest figure with its base and status, of the association where one is chosen and it has one."""
    page, words = view.page, view.page.words
    by_association = kpi in BY_ASSOCIATION
    measure = view.measure(kpi)
    row = view.here.latest(kpi, *(view.part if by_association else (TOTAL, "")))
    if row is None:
        value, note = missing_value(view, measure)
    elif row["value"] is None:
        value, note = words.sign(row["sign"])[1], ""
    else:
        based: Based = {"base": measure["base"], "as_of": row["as_of"], "period": measure["period"],
                        "precision": row["precision"], "kind": measure["kind"], "units": row["units"],
                        "denominator": row["denominator"]}  # fmt: skip
        value, note = words.figure(row, measure["unit"]), base_text(based, words)
    badge = "" if row is None else html.badge(row["status"] or "", words, page.theme)
    place = view.place if by_association else view.whole
    return Fact(f"{page.name(measure)} ({place})", value, Markup(" ").join((note, badge)))
