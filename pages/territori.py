"""Quali regioni avanzano e quali no? One measure mapped and ranked, all by region, some compared, one's profile."""

from functools import partial

import pandas as pd
import streamlit as st

from reads.figures import everywhere, latest
from reads.measures import measures
from reads.territories import territories
from ui import address, context, markup
from ui.awaited import awaited
from ui.card import Picture, card, made_of, source_text
from ui.compare_places import compare_places
from ui.comparisons import nobody, who_leads
from ui.figures.ranking import describe_ranking, ranking
from ui.figures.territory_map import describe_territory_map, territory_map
from ui.filters import label
from ui.heat_card import statuses_card
from ui.names import place_name, short_names, territory_names
from ui.periods import period_text
from ui.shapes import CREDIT, shapes
from ui.slices import across, italy_at, part, profile, statuses
from ui.tables import any_rounded, profile_table, territory_table

FIRST = "coop_penetration"
COUNTS = {"count", "distinct", "euro"}  # numbers that a big region has more of: circles, not colours
page = context.get()
words, theme, chosen, release = page.words, page.theme, page.filters, page.release
breakdown, category = chosen.slice
catalogue = measures(release).set_index("kpi", drop=False)
labels = dict(zip(catalogue.index, catalogue[f"name_{words.lang}"], strict=True))
levels = {"region": words.t("regions"), "province": words.t("provinces")}
names = territory_names(release, words)
every = territories(release)
known = every.set_index("territory")
kpi = address.one_of("kpi", list(catalogue.index), FIRST, words)
level = address.one_of("level", list(levels), "region", words)

st.title(words.t("Which regions move ahead, and which do not?"))
left, right = st.columns([3, 1], vertical_alignment="bottom")
with left:
    address.select("kpi", label("kpi", words), list(catalogue.index), kpi, FIRST, show=labels)
with right:
    address.select("level", label("level", words), list(levels), level, "region", show=levels)

measure = catalogue.loc[kpi].copy()
inside = chosen.territory if level == "province" and known.loc[chosen.territory, "territory_level"] == "region" else ""
rows = part(everywhere(release, kpi, breakdown, category, chosen.territory), breakdown, category)
frame = across(rows, every, level, chosen.as_of, inside)
frame = frame.assign(name=short_names(frame, words))
moment = pd.Timestamp(frame["as_of"].iloc[0]).date() if pd.notna(frame["as_of"].iloc[0]) else chosen.as_of
italy = italy_at(rows, moment)
place = place_name(names, inside or "IT", breakdown, category, words)
found = bool((frame["value"].notna() | frame["sign"].eq("*")).any())
answer = who_leads(frame, italy, measure, names, words) if found else nobody(measure, rows, place, breakdown, words)
st.html(f'<p class="lead">{markup.text(answer)}</p>')

natures = tuple(frame["status"].dropna().unique())
measure["status"] = natures[0] if natures else ""
about = {"unit": measure["unit"], "words": words, "kind": measure["kind"]}
source = source_text(page, measure, ["IT", *frame["territory"]], moment, moment)
when = period_text(moment, measure["period"], words)
shared = {
    "place": place,
    "base": words.t("{when}; {base}", when=when, base=measure[f"base_{words.lang}"]),
    "unit": measure["unit"],
    "statuses": natures,
    "table": partial(territory_table, frame, **about),
    "rounded": any_rounded(frame),
    "caveat": measure[f"caveat_{words.lang}"],
}


def pictures() -> None:
    """The map, the ranking and some territories beside each other; choosing one on the map chooses it for the page."""
    left, right = st.columns([1, 1], gap="medium")
    with left:
        drawn = describe_territory_map(frame, name=labels[kpi], **about)
        figure = territory_map(
            shapes(level, inside),
            frame,
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
            address.choose("territory", str(code), "IT")
            address.choose("level", "province", "region")  # a region that was chosen opens into its provinces
            st.rerun()
    with right:
        line = italy if measure["kind"] in {"share", "mean"} else None
        selected = chosen.territory if chosen.territory in set(frame["territory"]) else None
        card(
            page,
            Picture(
                key=f"ranking_{kpi}_{level}",
                figure=ranking(frame, reference=line, selected=selected, theme=theme, **about),
                title=words.t("{name}: the ranking", name=labels[kpi]), source=source,
                alt=describe_ranking(frame, reference=line, name=labels[kpi], **about), **shared,
            ),
        )  # fmt: skip
    compare_places(page, measure, rows, frame, every)


if found:
    pictures()
else:
    awaited(
        page,
        f"map_{kpi}_{level}",
        labels[kpi],
        words.t("The map and the ranking follow as soon as one territory has a figure."),
    )
now = latest(release, chosen.as_of, breakdown, category)
if breakdown == "total":
    statuses_card(page, statuses(now, every, catalogue), catalogue, every)

where = place_name(names, chosen.territory, breakdown, category, words)
own = profile(now, catalogue.reset_index(drop=True), chosen.territory)
told = own[own["value"].notna()]
card(
    page,
    Picture(
        key="profile", figure=None, title=words.t("Profile: {name}", name=where), place=where,
        base=words.t("latest figure of each indicator by {day}", day=words.day(chosen.as_of)), unit="",
        statuses=tuple(told["status"].dropna().unique()),
        source=made_of(page, "|".join(sorted(set("|".join(told["feeds"]).split("|"))))) if len(told) else words.no_data,
        alt=words.t("Every indicator of {name}", name=where),
        table=partial(profile_table, own, words),
    ),
)  # fmt: skip
