"""Quanto manca, e la formazione lo colma? The 60,000, hard-to-fill entries, the gap and a scenario, the exposure."""

import streamlit as st

from reads.latest_figures import standing
from reads.measures import dates_with_data
from reads.query_cache import asked
from reads.skills import by_territory, published
from reads.territories import territories
from texts.labels import category_names
from ui.components.empty_card import awaited
from ui.content.place_names import chart_names, territory_names
from ui.state import page_context, url_params
from ui.style import html
from ui.views.competenze.answer import answer, not_broken_down
from ui.views.competenze.automation_cards import at_risk_card, exposure_card, reasons_card
from ui.views.competenze.gap_cards import coverage_card, flow_card, scenario_card, sliders
from ui.views.competenze.gap_rows import FORTY, entries_flow
from ui.views.competenze.rows import INDICATORS, MEASURES, known_by, last_of, later_date, posts_uncovered, reasons
from ui.views.competenze.scenario_inputs import LABELS, NAMES, assumptions, read, starts
from ui.views.competenze.shortage_cards import hard_to_fill, ict_hard_to_fill, refused
from ui.views.competenze.vacancy_cards import areas, statement

page = page_context.get()
words, chosen, release = page.words, page.filters, page.release
breakdown, category = chosen.slice
names = territory_names(release, words)
short = chart_names(release, words)
places = [row | {"name": short[row["territory"]]} for row in asked(territories, release)]
level = next(row["territory_level"] for row in places if row["territory"] == chosen.territory)
place = names[chosen.territory]
rows = {row["kpi"]: row for row in standing(release, chosen.as_of, chosen.territory, "total", "")}
measured = asked(by_territory, release, MEASURES, chosen.as_of)
figures = asked(published, release, INDICATORS)
posts = posts_uncovered(figures, chosen.as_of)

st.title(words.t("How much is missing, and does training fill it?"))
said = answer(rows, measured, posts, chosen.territory, place, chosen.as_of, words)
st.html(f'<p class="lead">{html.text(said)}</p>')
if breakdown != "total":
    told = not_broken_down(category_names(breakdown, words)[category], words)
    st.html(f'<div class="notice" role="note">{html.text(told)}</div>')
later = later_date(figures, chosen.as_of, [row["as_of"].date() for row in asked(dates_with_data, release)])
if later:
    told = words.t("Statistics of later periods are in this release.")
    link = html.text(html.page_address("competenze", chosen.address(page.default) | {"as_of": later.isoformat()}
                                       | ({"lang": words.lang} if words.lang != "it" else {})))  # fmt: skip
    there = words.t("Show those known by {day}", day=words.day(later))
    st.html(f'<p class="figure-source">{html.text(told)} <a href="{link}" target="_self">{html.text(there)}</a></p>')


def heading(text: str) -> None:
    """The name of a part of the page."""
    st.html(f'<h2 class="aim">{html.text(text)}</h2>')


heading(words.t("The 60,000 posts"))
statement(page, posts, place, level)
areas(page, figures, posts, short)

heading(words.t("What firms do not find"))
left, right = st.columns(2, gap="medium")
with left:
    hard_to_fill(page, measured, places, rows, figures)
with right:
    ict_hard_to_fill(page, measured, places, rows)
    here = reasons(figures, measured, chosen.territory, chosen.as_of)
    nation = {} if here else reasons(figures, measured, "IT", chosen.as_of)
    reasons_card(page, here or nation, place if here or not nation else names["IT"])

heading(words.t("What training fills"))
graduates = known_by(figures, "ict_graduates_gap", chosen.as_of)
entries = [row for row in known_by(figures, "eskill_high_hard_count", chosen.as_of) if row["category"] == FORTY]
by_place = {
    code: last_of([row for row in entries if row["territory"] == code])[:1] for code in ("IT", chosen.territory)
}
known = starts(posts, last_of(graduates)[:1], by_place, names, words)
picked, wrong = read(url_params.asked(NAMES), [one.id for one in known] or ["none"])
for name in wrong:
    url_params.forget(name)
flow = entries_flow(figures, measured, chosen.territory, chosen.as_of)
of_italy = {} if flow else entries_flow(figures, measured, "IT", chosen.as_of)
left, right = st.columns(2, gap="medium")
with left:
    flow_card(page, flow or of_italy, place if flow or not of_italy else names["IT"], assumptions(picked))
with right:
    coverage_card(page, rows, place)

heading(words.t("A scenario: how long would training take?"))
if wrong and known:
    listed = words.list_of([words.t(LABELS[name]) for name in wrong])
    refused(page, words.t("The address asked for something that the scenario does not take ({names}); the usual value "
                          "is shown.", names=listed))  # fmt: skip
if known:
    sliders(page, known, picked)
    scenario_card(page, next(one for one in known if one.id == picked["start"]), assumptions(picked))
else:
    title = words.t("What would be left of the gap: a scenario, not a forecast")
    awaited(page, "scenario", title, words.t("A scenario needs a gap to start from, and this release knows none by "
                                             "this date."))  # fmt: skip

heading(words.t("Work exposed to automation"))
left, right = st.columns(2, gap="medium")
with left:
    exposure_card(page, figures)
with right:
    at_risk_card(page, figures, short)
