"""Quali regioni avanzano e quali no? One measure mapped and ranked, all by region, one region's profile."""

import pandas as pd
import streamlit as st

from reads.measures import measures, standing
from reads.territories import across, judgements, territories
from ui import address, context, markup
from ui.card import card, source_text
from ui.figures.heat import describe_status_heat, status_heat
from ui.figures.ranking import describe_ranking, ranking
from ui.figures.territory_map import describe_territory_map, territory_map
from ui.filters import label
from ui.names import short_names, territory_names
from ui.sentences import who_leads
from ui.shapes import CREDIT, shapes
from ui.tables import profile_table, status_table, territory_table

FIRST = "coop_penetration"
page = context.get()
words, theme, chosen, release = page.words, page.theme, page.filters, page.release
breakdown, category = chosen.slice
catalogue = measures(release).set_index("kpi", drop=False)
labels = dict(zip(catalogue.index, catalogue[f"name_{words.lang}"], strict=True))
levels = {"region": words.t("regions"), "province": words.t("provinces")}
asked = address.asked(["kpi", "level"])
kpi = asked.get("kpi", FIRST) if asked.get("kpi", FIRST) in catalogue.index else FIRST
level = asked.get("level", "region") if asked.get("level", "region") in levels else "region"
names = territory_names(release, words)
known = territories(release).set_index("territory")

st.title(words.t("Which regions move ahead, and which do not?"))
left, right = st.columns([3, 1], vertical_alignment="bottom")
with left:
    address.select("kpi", label("kpi", words), list(catalogue.index), kpi, FIRST, show=labels)
with right:
    address.select("level", label("level", words), list(levels), level, "region", show=levels)

measure = catalogue.loc[kpi]
inside = chosen.territory if level == "province" and known.loc[chosen.territory, "territory_level"] == "region" else ""
frame = across(release, kpi, level, chosen.as_of, breakdown, category, inside)
frame = frame.assign(name=short_names(frame, words))
italy = across(release, kpi, "country", chosen.as_of, breakdown, category, "")["value"].iloc[0]
comparable = measure["kind"] in {"share", "mean"}
st.html(f'<p class="lead">{markup.text(who_leads(frame, italy, measure["unit"], names, words))}</p>')

status = frame["status"].dropna().unique()
row = measure.copy()
row["status"] = status[0] if len(status) else ""
about = {"unit": measure["unit"], "words": words}
shared = {
    "base": words.t("{day}; {base}", day=words.day(frame["as_of"].iloc[0]), base=measure[f"base_{words.lang}"]),
    "statuses": list(status),
    "table": territory_table(frame, measure["unit"], words),
}
source = source_text(page, row)
left, right = st.columns([1, 1], gap="medium")
with left:
    figure = territory_map(
        shapes(level, inside), frame, theme=theme, selected=chosen.territory, name=labels[kpi], **about
    )
    picked = card(
        page, figure, key=f"map_{kpi}_{level}",
        title=words.t("{name}: the map", name=labels[kpi]),
        source=f"{source}. {words.t(CREDIT)}",
        alt=describe_territory_map(frame, name=labels[kpi], **about),
        selectable=True, **shared,
    )  # fmt: skip
    points = picked["selection"]["points"] if picked else []
    code = points[0].get("customdata", [None])[0] if points else None
    if code in names and code != chosen.territory:
        address.choose("territory", str(code), "IT")
        st.rerun()
with right:
    reference = italy if comparable and pd.notna(italy) else None
    shown = frame if len(frame) <= 25 else frame.sort_values("value", ascending=False, na_position="last").head(25)
    selected = chosen.territory if chosen.territory in set(shown["territory"]) else None
    title = words.t("{name}: the ranking", name=labels[kpi])
    if len(shown) < len(frame):
        title = words.t("{name}: the first 25 of {count}", name=labels[kpi], count=len(frame))
    card(
        page, ranking(shown, reference=reference, selected=selected, theme=theme, **about),
        key=f"ranking_{kpi}_{level}", title=title, source=source,
        alt=describe_ranking(shown, reference=reference, name=labels[kpi], **about), **shared,
    )  # fmt: skip

if breakdown == "total":
    grid = judgements(release, chosen.as_of)
    natures, today = grid["status"].unique(), words.day(chosen.as_of)
    grid = grid.assign(
        territory_name=short_names(grid, words),
        kpi_name=[labels[name] for name in grid["kpi"]],
        status=grid["judgement"],
    )
    if len(grid):
        card(
            page, status_heat(grid, words=words, theme=theme), key="statuses",
            title=words.t("Every indicator with a proposed target, by region"),
            base=words.t("Status beside the proposed path, latest month with data by {day}", day=today),
            statuses=["proposed", *natures],
            source=words.t("elaboration of the Osservatorio"),
            alt=describe_status_heat(grid, words=words), table=status_table(grid, words),
        )  # fmt: skip

st.html(f'<h2 class="aim">{markup.text(words.t("Profile: {name}", name=names[chosen.territory]))}</h2>')
profile = standing(release, chosen.as_of, chosen.territory, breakdown, category)
st.dataframe(profile_table(profile, words), hide_index=True, width="stretch", height="content", key="profile")
