"""A che punto è l'intesa? The agreement's clock, every measure as a tile, and how many are in each status."""

import streamlit as st

from reads.latest_figures import histories, standing
from reads.measures import agreement, plans
from reads.query_cache import asked
from reads.records import grouped
from reads.territories import coverage
from ui.components.kpi_tiles import address_of, grid, tile
from ui.components.release_changes import since_last_release
from ui.content.kpi_sentences import how_much_is_covered, where_we_stand
from ui.content.place_names import place_name, territory_names
from ui.state import page_context
from ui.style import html
from ui.views.sintesi.agreement_cards import clock_card, statuses_card

page = page_context.get()
words, theme, chosen = page.words, page.theme, page.filters
breakdown, category = chosen.slice
rows = standing(page.release, chosen.as_of, chosen.territory, breakdown, category)
paths = histories(page.release, chosen.as_of, chosen.territory, breakdown, category)
decided = asked(plans, page.release, chosen.territory, chosen.as_of) if breakdown == "total" else []
proposed = grouped((row for row in decided if row["valid_to"] is None), "kpi")
window = asked(agreement, page.release)[0]
place = place_name(territory_names(page.release, words), chosen.territory, breakdown, category, words)
provinces, reporting = coverage(page.release, chosen.territory, chosen.as_of)

st.title(words.t("Where does the agreement stand?"))
answer = where_we_stand(rows, window["window_start"], window["window_end"], chosen.as_of, place, breakdown, words)
answer += " " + how_much_is_covered(provinces, reporting, words)
st.html(f'<p class="lead">{html.text(answer)}</p>')

left, right = st.columns(2, gap="medium")
with left:
    clock_card(page, window["window_start"], window["window_end"])
with right:
    statuses_card(page, rows, place)

since_last_release(page, rows, territory_names(page.release, words)[chosen.territory])

parameters = chosen.address(page.default) | ({"lang": words.lang} if words.lang != "it" else {})
for aim, own in sorted(grouped(rows, "aim").items()):
    name = page.name(own[0], "aim")
    tiles = [
        tile(
            row,
            paths.get(row["kpi"], []),
            proposed.get(row["kpi"], []),
            breakdown=breakdown,
            words=words,
            theme=theme,
            address=address_of(row["kpi"], parameters),
        )
        for row in own
    ]
    st.html(f'<h2 class="aim">{html.text(f"{aim}. {name}")}</h2>{grid(tiles)}')
st.caption(
    words.t(
        "Dashed line: path proposed by the Osservatorio; none was published with the agreement. "
        "Numbers of statuses are counted, never averaged."
    )
)
