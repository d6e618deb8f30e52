"""Questo indicatore arriverà all'obiettivo? One measure: its way, its plan, what it is made of, where it comes from."""

import pandas as pd
import streamlit as st

from reads.measures import agreement, categories, histories, plans, projection, standing
from reads.origins import files_of_feeds, publishers
from reads.territories import across
from ui import address, context, markup
from ui.card import card, source_text
from ui.facts import definition, facts
from ui.figures.ranking import describe_ranking, ranking
from ui.figures.trajectory import describe_trajectory, trajectory
from ui.filters import label
from ui.names import BREAKDOWN_NAMES, category_names, short_names, territory_names
from ui.sentences import will_it_arrive
from ui.tables import category_table, path_table, territory_table

FIRST = "coops_reached"
page = context.get()
words, theme, chosen, release = page.words, page.theme, page.filters, page.release
breakdown, category = chosen.slice
rows = standing(release, chosen.as_of, chosen.territory, breakdown, category).set_index("kpi", drop=False)
asked = address.asked(["kpi"]).get("kpi", FIRST)
kpi = asked if asked in rows.index else FIRST
row = rows.loc[kpi]
names = territory_names(release, words)
window = agreement(release).iloc[0]

st.title(words.t("Will this indicator reach its target?"))
if asked != kpi:
    address.forget("kpi")
    st.html(
        f'<div class="notice">{markup.text(words.t("No indicator has that name; this one is shown instead."))}</div>'
    )
labels = dict(zip(rows.index, rows[f"name_{words.lang}"], strict=True))
address.select("kpi", label("kpi", words), list(rows.index), kpi, FIRST, show=labels)
st.html(f'<p class="lead">{markup.text(will_it_arrive(row, names[chosen.territory], breakdown, words))}</p>')
facts(page, row)

paths = histories(release, chosen.as_of, chosen.territory, breakdown, category)
path = paths[paths["kpi"] == kpi]
whole = breakdown == "total"
proposed = plans(release, chosen.territory)
proposed = proposed[proposed["kpi"] == kpi] if whole else proposed.iloc[:0]
day = pd.Timestamp(row["as_of"]).date() if pd.notna(row["as_of"]) else chosen.as_of
band = projection(release, kpi, chosen.territory, day) if whole else pd.DataFrame()
source = source_text(page, row)
about = {"unit": row["unit"], "words": words}
programme = row["time_window"] != "period"
card(
    page,
    trajectory(
        path, proposed, band if len(band) else None, theme=theme, as_of=chosen.as_of, name=labels[kpi],
        window_start=window["window_start"] if programme else None,
        window_end=window["window_end"] if programme else None, **about,
    ),
    key=f"trajectory_{kpi}",
    title=words.t("{name}: the way so far and the proposed path", name=labels[kpi])
    if len(proposed)
    else words.t("{name}: the way so far", name=labels[kpi]),
    base=words.t("{place}; {base}", place=names[chosen.territory], base=row[f"base_{words.lang}"]),
    statuses=[*path["status"].unique(), *(["proposed"] if len(proposed) else [])],
    source=source,
    alt=describe_trajectory(path, proposed, band if len(band) else None, name=labels[kpi], **about),
    table=path_table(path, row["unit"], words),
)  # fmt: skip

regions = across(release, kpi, "region", chosen.as_of, breakdown, category, "")
italy = across(release, kpi, "country", chosen.as_of, breakdown, category, "")["value"].iloc[0]
groups = [("region", regions.assign(name=short_names(regions, words)))]
parts = categories(release, kpi, chosen.territory, chosen.as_of)
for which, own in parts.groupby("breakdown", sort=False):
    known = category_names(str(which), words)
    groups.append((str(which), own.assign(name=[known.get(c, c) for c in own["category"]], territory=own["category"])))
columns, filled = st.columns(2, gap="medium"), [0, 0]
for which, own in groups:
    if not (own["value"].notna() | (own["sign"] == "*")).any():
        continue
    side = filled.index(min(filled))
    filled[side] += len(own) + 8  # rows, and about as much again for a card's heading and foot
    by_region = which == "region"
    reference = italy if by_region and row["kind"] in {"share", "mean"} and pd.notna(italy) else None
    seen = names["IT"] if by_region else names[chosen.territory]
    with columns[side]:
        card(
            page,
            ranking(
                own,
                reference=reference,
                selected=chosen.territory if by_region and chosen.territory != "IT" else None,
                theme=theme,
                **about,
            ),
            key=f"{which}_{kpi}",
            title=f"{labels[kpi]}: {words.t(BREAKDOWN_NAMES[which])}",
            base=words.t(
                "{place}; {day}; {base}",
                place=seen,
                day=words.day(own["as_of"].iloc[0]),
                base=row[f"base_{words.lang}"],
            ),
            statuses=own["status"].dropna().unique(),
            source=source,
            alt=describe_ranking(own, reference=reference, name=labels[kpi], **about),
            table=territory_table(own, row["unit"], words) if by_region else category_table(own, row["unit"], words),
        )

definition(page, row)
with st.expander(words.t("Where does this number come from?")):
    files = files_of_feeds(release, tuple(str(row["feeds"]).split("|")))
    st.write(
        words.n("It rests on {count} file of this release.", "It rests on {count} files of this release.", len(files))
    )
    st.dataframe(files.drop(columns="sha256"), hide_index=True, width="stretch", key=f"files_{kpi}")
    if row["published_indicator"]:
        st.dataframe(
            publishers(release, row["published_indicator"], row["published_category"]),
            hide_index=True, width="stretch", key=f"publishers_{kpi}",
            column_config={"url": st.column_config.LinkColumn("url")},
        )  # fmt: skip
