"""Questo indicatore arriverà all'obiettivo? One measure: its path, plan, parts, definition and sources."""

import streamlit as st

from reads.figures import everywhere
from reads.latest_figures import latest_figures
from ui.components.lazy_expander import lazy_expander
from ui.components.text_blocks import lead, page_heading
from ui.content.place_names import place_name, territory_names
from ui.state import page_context, url_params
from ui.state.filters import label
from ui.views.kpi.answer import answer
from ui.views.kpi.contributions import show_contributions
from ui.views.kpi.definition import definition
from ui.views.kpi.earlier import show_earlier_projections
from ui.views.kpi.kpi_facts import show_facts
from ui.views.kpi.outlook import outlook
from ui.views.kpi.plan_notes import plan_notes
from ui.views.kpi.provenance import origin
from ui.views.kpi.rankings import rankings
from ui.views.kpi.trajectory_card import trajectory_card

FIRST = "coops_reached"
page = page_context.get()
words, chosen = page.words, page.filters
names = territory_names(page.release, words)
place = place_name(names, chosen.slice, words)
rows = {row["kpi"]: row for row in latest_figures(page.release, chosen.slice)}
kpi = url_params.one_of("kpi", list(rows), FIRST, words)
row = rows[kpi]
ahead = outlook(page, row)
figures = everywhere(page.release, kpi, chosen.slice)

page_heading(words.t("Will this indicator reach its target?"))
labels = {name: page.name(one) for name, one in rows.items()}
st.set_page_config(page_title=" · ".join([labels[kpi], *page.title]))
url_params.select("kpi", label("kpi", words), list(rows), kpi, FIRST, show=labels)
lead(answer(page, row, place))
trajectory_card(page, row, figures, ahead, place)
show_facts(page, row)
plan_notes(page, ahead.plans, row["unit"])
show_contributions(page, row, figures)
show_earlier_projections(page, row)
rankings(page, row, figures)
definition(page, row)
lazy_expander(page, words.t("Where does this number come from?"), "origin", lambda: origin(page, row))
