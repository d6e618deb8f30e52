"""Questo indicatore arriverà all'obiettivo? One measure: its way, its plan, what it is made of, where it comes from."""

from datetime import date
from functools import partial

import streamlit as st

from reads.cross_section import across, italy_at, milestones, natures, over_time, shown_at_all
from reads.figures import everywhere, parts
from reads.latest_figures import standing
from reads.measures import agreement, ahead
from reads.query_cache import asked
from reads.records import grouped
from reads.territories import coverage, territories
from texts.labels import BREAKDOWN_NAMES, category_names
from texts.periods import period_text
from ui.components.empty_card import awaited
from ui.components.figure_card import Picture, card, source_text
from ui.components.lazy_expander import unfolding
from ui.content.figure_tables import any_rounded, category_table, territory_table
from ui.content.kpi_sentences import how_much_is_covered, projectable, why_missing, will_it_arrive
from ui.content.place_names import chart_names, place_name, territory_names
from ui.content.trajectory_tables import way_table
from ui.figures.ranking.ranking import describe_ranking, ranking
from ui.figures.trajectory.trajectory import describe_trajectory, trajectory
from ui.state import page_context, url_params
from ui.state.filters import label
from ui.style import html
from ui.views.kpi.kpi_facts import definition, facts, proposal
from ui.views.kpi.provenance import origin

FIRST = "coops_reached"
page = page_context.get()
words, theme, chosen, release = page.words, page.theme, page.filters, page.release
breakdown, category = chosen.slice
rows = {row["kpi"]: row for row in standing(release, chosen.as_of, chosen.territory, breakdown, category)}
kpi = url_params.one_of("kpi", list(rows), FIRST, words)
row = rows[kpi]
names = territory_names(release, words)
place = place_name(names, chosen.territory, breakdown, category, words)
window = asked(agreement, release)[0]

st.title(words.t("Will this indicator reach its target?"))
labels = {name: page.name(one) for name, one in rows.items()}
url_params.select("kpi", label("kpi", words), list(rows), kpi, FIRST, show=labels)
answer = will_it_arrive(row, place, breakdown, words)
provinces, reporting = coverage(release, chosen.territory, chosen.as_of)
if row["value"] is not None and "pid_activity" in row["feeds"].split("|") and 0 < reporting < provinces:
    answer += " " + how_much_is_covered(provinces, reporting, words)
st.html(f'<p class="lead">{html.text(answer)}</p>')
facts(page, row)

figures = asked(everywhere, release, kpi, breakdown, category)
path = over_time(figures, [chosen.territory], chosen.as_of)
seen_from = row["as_of"].date() if row["as_of"] else chosen.as_of
future = grouped(asked(ahead, release, kpi, chosen.territory, chosen.as_of, seen_from), "what")
decided = future.get("plan", []) if breakdown == "total" else []
proposed, former = ([one for one in decided if (one["valid_to"] is None) == now] for now in (True, False))
band = future.get("projection", []) if breakdown == "total" and projectable(row) else None
about = {"unit": row["unit"], "words": words, "kind": row["kind"]}
programme = row["period"] == ""
last = path[-1]["month"] if path else chosen.as_of  # the figures' own date, which may be before the chosen one
base, caveat = row[f"base_{words.lang}"], row[f"caveat_{words.lang}"]
title = words.t("{name}: the way so far", name=labels[kpi])
if proposed:
    title = words.t("{name}: the way so far and the proposed path", name=labels[kpi])
allocated = ["allocated"] if any(one["basis"] == "allocated" for one in proposed) else []
if path or decided:
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
            statuses=(*natures(path), *(["proposed"] if proposed else []), *allocated),
            source=source_text(page, row, [chosen.territory], date.min, chosen.as_of),
            alt=describe_trajectory(
                path, proposed, band, former=former, name=labels[kpi], unit=row["unit"], words=words,
                period=row["period"],
            ),
            table=partial(
                way_table, path or milestones(decided), band, period=row["period"], plans=decided,
                **about,
            ),
            caveat=caveat, rounded=any_rounded(path),
        ),
    )  # fmt: skip
else:
    said, reason = why_missing(row, breakdown, words)
    awaited(page, f"trajectory_{kpi}", title, f"{said} ({reason})" if reason else said)
proposal(page, decided, row["unit"])

groups = {"region": across(figures, asked(territories, release), "region", chosen.as_of, chart_names(release, words))}
if breakdown == "total":  # parts are not crossed with parts
    for which, own in grouped(asked(parts, release, kpi, chosen.territory, chosen.as_of), "breakdown").items():
        named = category_names(which, words)
        groups[which] = [
            one | {"name": named.get(one["category"], one["category"]), "territory": one["category"]} for one in own
        ]
columns, filled = st.columns(2, gap="medium"), [0, 0]
for which, own in groups.items():
    if not shown_at_all(own):
        continue
    side = filled.index(min(filled))
    filled[side] += len(own) + 8  # rows, and about as much again for a card's heading and foot
    by_region = which == "region"
    moment, codes = own[0]["as_of"].date(), [one["territory"] for one in own]
    italy = italy_at(figures, moment) if by_region and row["kind"] in {"share", "mean"} else None
    seen = place_name(names, "IT", breakdown, category, words) if by_region else place
    selected = chosen.territory if by_region and chosen.territory in codes else None
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
                statuses=natures(own),
                source=source_text(page, row, ["IT", *codes], moment, moment),
                alt=describe_ranking(own, reference=italy, name=labels[kpi], **about),
                table=partial(territory_table if by_region else category_table, own, **about),
                rounded=any_rounded(own),
                caveat=caveat,
            ),
        )

definition(page, row)
unfolding(page, words.t("Where does this number come from?"), "origin", lambda: origin(page, row))
