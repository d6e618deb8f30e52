"""Quali regioni avanzano e quali no? One measure mapped and ranked, all by region, some compared, one's profile."""

import streamlit as st

from reads.figures import region_statuses
from reads.measures import measures_by_id
from reads.territories import territories
from ui.components.text_blocks import lead, page_heading
from ui.state import page_context, url_params
from ui.state.filters import label
from ui.views.territori.compare_panel import compare_places
from ui.views.territori.map_and_ranking import map_and_ranking
from ui.views.territori.measure_view import answer, measure_view
from ui.views.territori.profile import profile
from ui.views.territori.status_matrix import statuses_card

FIRST = "coop_penetration"
page = page_context.get()
words, release = page.words, page.release
catalogue = measures_by_id(release)
labels = {kpi: page.name(measure) for kpi, measure in catalogue.items()}
levels = {"region": words.t("regions"), "province": words.t("provinces")}
kpi = url_params.one_of("kpi", list(catalogue), FIRST, words)
level = url_params.one_of("level", list(levels), "region", words)

page_heading(words.t("Which regions move ahead, and which do not?"))
left, right = st.columns([3, 1], vertical_alignment="bottom")
with left:
    url_params.select("kpi", label("kpi", words), list(catalogue), kpi, FIRST, show=labels)
with right:
    url_params.select("level", label("level", words), list(levels), level, "region", show=levels)

view = measure_view(page, catalogue[kpi], level)
lead(answer(page, view))
map_and_ranking(page, view)
if view.drawable:
    compare_places(page, view.measure, view.rows, view.places)
if page.filters.slice.is_whole:
    statuses_card(page, region_statuses(release, page.filters.as_of), catalogue, territories(release))
profile(page)
