"""Quali regioni avanzano e quali no? One measure mapped and ranked, all by region, some compared, one's profile."""

from functools import partial

import streamlit as st

from reads.cross_section import across, italy_at, natures, shown_at_all
from reads.figures import everywhere, judged
from reads.latest_figures import standing
from reads.measures import measures
from reads.query_cache import asked
from reads.territories import territories
from texts.periods import period_text
from ui.components.empty_card import awaited
from ui.components.figure_card import Picture, card, made_of, source_text
from ui.content.figure_tables import any_rounded, profile_table, territory_table
from ui.content.place_names import chart_names, place_name, territory_names
from ui.figures.maps.boundaries import CREDIT, shapes
from ui.figures.maps.territory_map import describe_territory_map, territory_map
from ui.figures.ranking.ranking import describe_ranking, ranking
from ui.state import page_context, url_params
from ui.state.filters import label
from ui.style import html
from ui.views.territori.answer import nobody, who_leads
from ui.views.territori.compare_panel import compare_places
from ui.views.territori.status_matrix import statuses_card

FIRST = "coop_penetration"
COUNTS = {"count", "distinct", "euro"}  # numbers that a big region has more of: circles, not colours
page = page_context.get()
words, theme, chosen, release = page.words, page.theme, page.filters, page.release
breakdown, category = chosen.slice
catalogue = {measure["kpi"]: measure for measure in asked(measures, release)}
labels = {name: page.name(measure) for name, measure in catalogue.items()}
levels = {"region": words.t("regions"), "province": words.t("provinces")}
names, short = territory_names(release, words), chart_names(release, words)
every = asked(territories, release)
levels_of = {row["territory"]: row["territory_level"] for row in every}
kpi = url_params.one_of("kpi", list(catalogue), FIRST, words)
level = url_params.one_of("level", list(levels), "region", words)

st.title(words.t("Which regions move ahead, and which do not?"))
left, right = st.columns([3, 1], vertical_alignment="bottom")
with left:
    url_params.select("kpi", label("kpi", words), list(catalogue), kpi, FIRST, show=labels)
with right:
    url_params.select("level", label("level", words), list(levels), level, "region", show=levels)

inside = chosen.territory if level == "province" and levels_of[chosen.territory] == "region" else ""
rows = asked(everywhere, release, kpi, breakdown, category)
places = across(rows, every, level, chosen.as_of, short, inside)
codes = [row["territory"] for row in places]
moment = places[0]["as_of"].date() if places[0]["as_of"] else chosen.as_of
italy = italy_at(rows, moment)
place = place_name(names, inside or "IT", breakdown, category, words)
found = shown_at_all(places)
measure = catalogue[kpi] | {"status": next(iter(natures(places)), "")}
answer = who_leads(places, italy, measure, names, words) if found else nobody(measure, rows, place, breakdown, words)
st.html(f'<p class="lead">{html.text(answer)}</p>')

about = {"unit": measure["unit"], "words": words, "kind": measure["kind"]}
source = source_text(page, measure, ["IT", *codes], moment, moment)
when = period_text(moment, measure["period"], words)
shared = {
    "place": place,
    "base": words.t("{when}; {base}", when=when, base=measure[f"base_{words.lang}"]),
    "unit": measure["unit"],
    "statuses": natures(places),
    "table": partial(territory_table, places, **about),
    "rounded": any_rounded(places),
    "caveat": measure[f"caveat_{words.lang}"],
}


def pictures() -> None:
    """The map, the ranking and some territories beside each other; choosing one on the map chooses it for the page."""
    left, right = st.columns([1, 1], gap="medium")
    with left:
        drawn = describe_territory_map(places, name=labels[kpi], **about)
        figure = territory_map(
            shapes(level, inside),
            places,
            theme=theme,
            selected=chosen.territory,
            name=labels[kpi],
            symbols=measure["kind"] in COUNTS,
            **about,
        )
        picked = card(
            page,
            Picture(
                key=f"map_{kpi}_{level}", figure=figure, title=words.t("{name}: the map", name=labels[kpi]),
                source=f"{source}. {words.t(CREDIT)}", alt=drawn, **shared,
            ),
            selectable=True,
        )  # fmt: skip
        points = picked["selection"]["points"] if picked else []
        code = points[0].get("customdata", [None])[0] if points else None
        if code in names and code != chosen.territory:
            url_params.choose("territory", str(code), "IT")
            url_params.choose("level", "province", "region")  # a region that was chosen opens into its provinces
            st.rerun()
    with right:
        line = italy if measure["kind"] in {"share", "mean"} else None
        selected = chosen.territory if chosen.territory in codes else None
        card(
            page,
            Picture(
                key=f"ranking_{kpi}_{level}",
                figure=ranking(places, reference=line, selected=selected, theme=theme, **about),
                title=words.t("{name}: the ranking", name=labels[kpi]), source=source,
                alt=describe_ranking(places, reference=line, name=labels[kpi], **about), **shared,
            ),
        )  # fmt: skip
    compare_places(page, measure, rows, places)


if found:
    pictures()
else:
    awaited(
        page,
        f"map_{kpi}_{level}",
        labels[kpi],
        words.t("The map and the ranking follow as soon as one territory has a figure."),
    )
if breakdown == "total":
    statuses_card(page, asked(judged, release, chosen.as_of), catalogue, every)

where = place_name(names, chosen.territory, breakdown, category, words)
own = standing(release, chosen.as_of, chosen.territory, breakdown, category)
told = [row for row in own if row["value"] is not None]
feeds = sorted({feed for row in told for feed in row["feeds"].split("|")})
card(
    page,
    Picture(
        key="profile", figure=None, title=words.t("Profile: {name}", name=where), place=where,
        base=words.t("latest figure of each indicator by {day}", day=words.day(chosen.as_of)), unit="",
        statuses=natures(told),
        source=made_of(page, "|".join(feeds)) if told else words.no_data,
        alt=words.t("Every indicator of {name}", name=where),
        table=partial(profile_table, own, words),
    ),
)  # fmt: skip
