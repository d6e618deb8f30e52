"""Quali regioni avanzano e quali no? One measure mapped and ranked, all of one territory, some compared, tile maps."""

import streamlit as st

from reads.measures import measures_by_id
from reads.rates import has_rate
from ui.components.text_blocks import lead, page_heading
from ui.state import page_context, url_params
from ui.state.filters import label
from ui.views.territori.compare_panel import compare_lines
from ui.views.territori.compare_table import compare_table
from ui.views.territori.compared_places import choose_compared, measures_compared, places_compared
from ui.views.territori.funnel_card import funnel_card
from ui.views.territori.map_and_ranking import map_and_ranking
from ui.views.territori.measure_view import answer, measure_view
from ui.views.territori.spine_card import spine_card
from ui.views.territori.tile_maps import tile_maps

FIRST, RATES, COUNTS = "coop_penetration", "rate", "count"
page = page_context.get()
words, release = page.words, page.release
catalogue = measures_by_id(release)
labels = {kpi: page.name(measure) for kpi, measure in catalogue.items()}
levels = {"region": words.t("regions"), "province": words.t("provinces")}
forms = {RATES: words.t("per 1,000 active cooperatives"), COUNTS: words.t("as counted")}
kpi = url_params.one_of("kpi", list(catalogue), FIRST, words)
level = url_params.one_of("level", list(levels), "region", words)
form = url_params.one_of("figures", list(forms), RATES, words)
rated = has_rate(catalogue[kpi])

# heading and choices in one row, so that the map begins on the first screen
head, *boxes = st.columns([2.6, 1.6, 0.9, 1.2] if rated else [2.6, 2.5, 1.2], vertical_alignment="bottom")
with head:
    page_heading(words.t("Which regions move ahead, and which do not?"))
with boxes[0]:
    url_params.select("kpi", label("kpi", words), list(catalogue), kpi, FIRST, show=labels)
with boxes[1]:
    url_params.select("level", label("level", words), list(levels), level, "region", show=levels)
if rated:
    with boxes[2]:
        url_params.select("figures", label("figures", words), list(forms), form, RATES, show=forms)

view = measure_view(page, catalogue[kpi], level, rates=form == RATES)
lead(answer(page, view))
places = places_compared(page, view.places)
map_and_ranking(page, view, places)
spine_card(page)
measures = measures_compared(page, kpi)
choose_compared(page, places, measures, view.places, kpi)
compare_table(page, places, measures)
if view.drawable:
    compare_lines(page, view, places)
    funnel_card(page, view, {*places, *(view.codes if view.inside else ())})
tile_maps(page)
