"""Questo indicatore arriverà all'obiettivo? One measure: its way, its plan, what it is made of, where it comes from."""

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from reads.figures import everywhere
from reads.measures import agreement, ahead, standing
from reads.origins import files_of_feeds, publishers
from reads.territories import coverage, territories
from ui import address, context, markup
from ui.awaited import awaited
from ui.card import Picture, card, source_text
from ui.data_grid import data_grid
from ui.facts import definition, facts, proposal
from ui.figures.ranking import describe_ranking, ranking
from ui.figures.trajectory import describe_trajectory, trajectory
from ui.filters import label
from ui.names import BREAKDOWN_NAMES, category_names, place_name, short_names, territory_names
from ui.origin import command, trail
from ui.origin_tables import files_table, publishers_table
from ui.path_tables import way_table
from ui.periods import period_text
from ui.sentences import how_much_is_covered, projectable, why_missing, will_it_arrive
from ui.slices import across, categories_at, italy_at, milestones, over_time, part
from ui.tables import any_rounded, category_table, territory_table

FIRST = "coops_reached"
page = context.get()
words, theme, chosen, release = page.words, page.theme, page.filters, page.release
breakdown, category = chosen.slice
rows = standing(release, chosen.as_of, chosen.territory, breakdown, category).set_index("kpi", drop=False)
kpi = address.one_of("kpi", list(rows.index), FIRST, words)
row = rows.loc[kpi]
names = territory_names(release, words)
place = place_name(names, chosen.territory, breakdown, category, words)
window = agreement(release).iloc[0]

st.title(words.t("Will this indicator reach its target?"))
labels = dict(zip(rows.index, rows[f"name_{words.lang}"], strict=True))
address.select("kpi", label("kpi", words), list(rows.index), kpi, FIRST, show=labels)
answer = will_it_arrive(row, place, breakdown, words)
provinces, reporting = coverage(release, chosen.territory, chosen.as_of)
if pd.notna(row["value"]) and "pid_activity" in str(row["feeds"]).split("|") and 0 < reporting < provinces:
    answer += " " + how_much_is_covered(provinces, reporting, words)
st.html(f'<p class="lead">{markup.text(answer)}</p>')
facts(page, row)

known, figures = territories(release), everywhere(release, kpi, breakdown, category, chosen.territory)
whole = part(figures, breakdown, category)
path = over_time(whole, [chosen.territory], chosen.as_of)
seen_from = pd.Timestamp(row["as_of"]).date() if pd.notna(row["as_of"]) else chosen.as_of
future = ahead(release, kpi, chosen.territory, chosen.as_of, seen_from)
decided = future[(future["what"] == "plan") & (breakdown == "total")]
proposed, former = decided[decided["valid_to"].isna()], decided[decided["valid_to"].notna()]
band = None
if breakdown == "total" and projectable(row):
    band = future[future["what"] == "projection"]
about = {"unit": row["unit"], "words": words, "kind": row["kind"]}
programme = row["period"] == ""
last = path["month"].max() if len(path) else chosen.as_of  # the figures' own date, which may be before the chosen one
base, caveat = row[f"base_{words.lang}"], row[f"caveat_{words.lang}"]
title = words.t("{name}: the way so far", name=labels[kpi])
if len(proposed):
    title = words.t("{name}: the way so far and the proposed path", name=labels[kpi])
allocated = ["allocated"] if (proposed["basis"] == "allocated").any() else []
if len(path) or len(decided):
    card(
        page,
        Picture(
            key=f"trajectory_{kpi}",
            figure=trajectory(
                path, proposed, band, former=former, theme=theme, as_of=last, name=labels[kpi],
                window_start=window["window_start"] if programme else None,
                window_end=window["window_end"] if programme else None, period=row["period"], **about,
            ),
            title=title, place=place, base=base, unit=row["unit"],
            statuses=(*path["status"].unique(), *(["proposed"] if len(proposed) else []), *allocated),
            source=source_text(page, row, [chosen.territory], date.min, chosen.as_of),
            alt=describe_trajectory(
                path, proposed, band, former=former, name=labels[kpi], unit=row["unit"], words=words,
                period=row["period"],
            ),
            table=partial(
                way_table, path if len(path) else milestones(path, decided), band, period=row["period"], plans=decided,
                **about,
            ),
            caveat=caveat, rounded=any_rounded(path),
        ),
    )  # fmt: skip
else:
    said, reason = why_missing(row, breakdown, words)
    awaited(page, f"trajectory_{kpi}", title, f"{said} ({reason})" if reason else said)
proposal(page, decided, row["unit"])

regions = across(whole, known, "region", chosen.as_of)
groups = [("region", regions.assign(name=short_names(regions, words)))]
if breakdown == "total":  # parts are not crossed with parts
    for which, own in categories_at(figures, chosen.territory, chosen.as_of).groupby("breakdown", sort=False):
        named = category_names(str(which), words)
        groups.append(
            (str(which), own.assign(name=[named.get(c, c) for c in own["category"]], territory=own["category"]))
        )
columns, filled = st.columns(2, gap="medium"), [0, 0]
for which, own in groups:
    if not (own["value"].notna() | (own["sign"] == "*")).any():
        continue
    side = filled.index(min(filled))
    filled[side] += len(own) + 8  # rows, and about as much again for a card's heading and foot
    by_region = which == "region"
    moment = pd.Timestamp(own["as_of"].iloc[0]).date()
    italy = None
    if by_region and row["kind"] in {"share", "mean"}:
        italy = italy_at(whole, moment)
    seen = place_name(names, "IT", breakdown, category, words) if by_region else place
    selected = chosen.territory if by_region and chosen.territory in set(own["territory"]) else None
    with columns[side]:
        card(
            page,
            Picture(
                key=f"{which}_{kpi}",
                figure=ranking(own, reference=italy, selected=selected, theme=theme, **about),
                title=f"{labels[kpi]}: {words.t(BREAKDOWN_NAMES[which])}",
                place=seen,
                base=words.t("{when}; {base}", when=period_text(moment, row["period"], words), base=base),
                unit=row["unit"],
                statuses=tuple(own["status"].dropna().unique()),
                source=source_text(page, row, ["IT", *own["territory"]], moment, moment),
                alt=describe_ranking(own, reference=italy, name=labels[kpi], **about),
                table=partial(territory_table if by_region else category_table, own, **about),
                rounded=any_rounded(own),
                caveat=caveat,
            ),
        )

definition(page, row)
with st.expander(words.t("Where does this number come from?")):
    trail(page, row)
    if row["published_indicator"]:
        told_by = publishers(
            release, row["published_indicator"], row["published_category"], (chosen.territory,), date.min, chosen.as_of
        )
        address_column = {words.t("Address"): st.column_config.LinkColumn(words.t("Address"))}
        if len(told_by):
            data_grid(publishers_table(told_by, words), f"publishers_{kpi}", columns=address_column)
    files = files_of_feeds(release, tuple(str(row["feeds"]).split("|")))
    told = words.n(
        "It rests on {count} file of this release.", "It rests on {count} files of this release.", len(files)
    )
    st.html(f"<p>{markup.text(told if len(files) else words.t('No file of this release stands behind it.'))}</p>")
    if len(files):
        data_grid(files_table(files, words), f"files_{kpi}")
    command(page, row)
