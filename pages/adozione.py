"""Le cooperative stanno diventando digitali? Levels over time, moves, technologies, steps, published indices."""

from functools import partial
from typing import Any

import streamlit as st

from reads import release_lookups
from reads.adoption import definitions, indices
from reads.figure_index import Cell, Cells, distinct
from reads.measures import agreement
from reads.query_cache import asked
from texts.translator import N_
from ui.components.empty_card import awaited
from ui.components.figure_card import Picture, card, source_text
from ui.content.figure_tables import any_rounded
from ui.content.place_names import place_name, territory_names
from ui.figures.bars.grouped_bars import describe_grouped_bars, grouped_bars
from ui.figures.bars.level_bars import describe_level_bars, level_bars
from ui.figures.flows.level_moves import describe_level_moves, level_moves
from ui.figures.ranking.index_dots import index_dots
from ui.state import page_context
from ui.style import html
from ui.views.adozione.answer import (
    all_suppressed,
    are_they_digital,
    declared_by_none,
    how_they_moved,
    levels_hidden,
    of_the_whole,
)
from ui.views.adozione.published_indices import CATALOGUE, EUROPE, OWN_PERIOD, index_rows
from ui.views.adozione.rows import LEVELS, cells_of, half_years, level_shares, moves, steps, technologies, with_measure
from ui.views.adozione.tables import index_table, level_table, move_table, step_table, technology_table

NO_FUNNEL = N_(
    "Each is counted for itself: none is a part of the one before, and a ratio of two of them is no conversion rate."
)
page = page_context.get()
words, theme, chosen, release = page.words, page.theme, page.filters, page.release
breakdown, category = chosen.slice
names, here = territory_names(release, words), release_lookups.places(release)[chosen.territory]
whole = here["parent"] if here["territory_level"] == "province" else chosen.territory
groups = cells_of(release, chosen.territory, whole, breakdown, category)
own, region, italy = (Cells(groups.get(code, {}), chosen.as_of, "as_of") for code in (chosen.territory, whole, "IT"))
measures = {row["kpi"]: row for row in asked(definitions, release)}
window = asked(agreement, release)[0]
place, around = place_name(names, chosen.territory, breakdown, category, words), names[whole]

st.title(words.t("Are the cooperatives becoming digital?"))
elsewhere = any(cells.has("coops_assessed") for cells in (own, region, italy))
assessed = with_measure(own, measures["coops_assessed"], *chosen.slice, known_elsewhere=elsewhere)
others = (own.latest(kpi, *chosen.slice) for kpi in ("maturity_specialist_plus", "maturity_gain"))
st.html(f'<p class="lead">{html.text(are_they_digital(assessed, *others, place, breakdown, words))}</p>')
if whole != chosen.territory or breakdown != "total":
    st.html(f'<div class="notice" role="note">{html.text(of_the_whole(place, around, words))}</div>')


def draw(key: str, kpi: str, rows: list[Cell], first: str = "", **more: object) -> None:
    """One card of the programme's own figures; ``first`` is said before the measure's caveat."""
    natures = distinct(rows, "status")
    behind = dict.fromkeys(row.get("kpi", kpi) for row in rows)
    feeds = "|".join(dict.fromkeys(feed for one in behind for feed in measures[one]["feeds"].split("|")))
    measure = measures[kpi] | {"status": natures[0] if natures else "", "feeds": feeds}
    day = words.day(max(row["as_of"] for row in rows))
    usual = {"key": key, "place": around, "unit": measure["unit"], "statuses": natures,
             "base": words.t("{day}; {base}", day=day, base=page.name(measure, "base")), "rounded": any_rounded(rows),
             "caveat": f"{first} {page.name(measure, 'caveat')}".strip(),
             "source": source_text(page, measure, (), chosen.as_of, chosen.as_of)}  # fmt: skip
    card(page, Picture(**(usual | more)))  # type: ignore[arg-type]


about = {"words": words, "theme": theme}
days = half_years(window["window_start"].date(), window["window_end"].date(), chosen.as_of)
shares, moved, techs = level_shares(region, days, words), moves(region, words), technologies(region, words)
none, declared = [row for row in techs if row["value"] == 0], [row for row in techs if row["value"] != 0]
every = steps(own, measures, *chosen.slice, words)
absent, counted = [row for row in every if row["as_of"] is None], [row for row in every if row["as_of"] is not None]
titles = {
    "levels": words.t("The levels of the cooperatives assessed, over time"),
    "moves": words.t("The same cooperatives, from their first level to their latest"),
    "technologies": words.t("Technologies that the cooperatives assessed declare"),
}
slices = {"levels": (shares, "share"), "moves": (moved, "value"), "technologies": (techs, "value")}
shown = {name: any(row[column] for row in rows) for name, (rows, column) in slices.items()}
untold = [titles[name] for name, (rows, _) in slices.items() if rows and not shown[name]]
if untold:
    st.html(f'<div class="notice" role="note">{html.text(all_suppressed(untold, around, words))}</div>')
if not (untold or any(shown.values()) or counted):
    show, soon = words.t("What this page will show"), words.t("As soon as data come in:")
    awaited(page, "adoption", show, soon, [*titles.values()])
sides, filled = st.columns(2, gap="medium"), [0.0, 0.0]


def beside(height: float) -> Any:
    """The column that is shorter so far, for a card of about this height."""
    side = filled.index(min(filled))
    filled[side] += height
    return sides[side]


if shown["levels"]:
    title = titles["levels"]
    with beside(10):
        draw("levels", "coops_assessed", shares, levels_hidden(shares, words), figure=level_bars(shares, **about),
             title=title, unit="percent", alt=describe_level_bars(shares, words=words, name=title),
             table=partial(level_table, shares, words), statuses=("derived", *distinct(shares, "status")),
             base=page.name(measures["coops_assessed"], "base"))  # fmt: skip
if shown["technologies"]:
    title, told = titles["technologies"], {"unit": "percent", "words": words}
    with beside(7 + len(declared) / 2):
        draw("technologies", "technology_adoption", declared, declared_by_none(none, words), title=title,
             figure=grouped_bars(declared, theme=theme, kind="share", **told),
             alt=describe_grouped_bars(declared, name=title, **told), rounded=any_rounded(techs),
             table=partial(technology_table, declared + none, words))  # fmt: skip
if shown["moves"]:
    title = titles["moves"]
    with beside(10):
        draw("moves", "coops_reassessed", moved, how_they_moved(moved, words), title=title,
             figure=level_moves(moved, levels=LEVELS, **about), table=partial(move_table, moved, words),
             alt=describe_level_moves(moved, words=words, name=title))  # fmt: skip
if counted:
    title, told = words.t("Reached, assessed, accompanied, funded"), {"unit": "number", "words": words}
    missing = words.list_of([row["name"] for row in absent])
    caveat = words.t(NO_FUNNEL) + (" " + words.t("Not published here: {names}.", names=missing) if missing else "")
    with beside(6):
        draw("steps", "coops_assessed", counted, title=title, place=place,
             figure=grouped_bars(counted, theme=theme, **told),
             alt=describe_grouped_bars(counted, name=title, **told), table=partial(step_table, counted, words),
             caveat=caveat, base=words.t("distinct cooperatives, each kind counted for itself"))  # fmt: skip

published = asked(indices, release, tuple(dict.fromkeys((whole, "IT", EUROPE))))
ours = {index: own.latest(index.measure, *chosen.slice) for index in CATALOGUE}
told_of = {index: index_rows(index, published, cell, names, place, words) for index, cell in ours.items()}
drawn = [(index, rows) for index, rows in told_of.items() if rows]
if drawn:
    st.html(f'<h2 class="aim">{html.text(words.t("Cooperatives beside all firms, as published"))}</h2>')
    st.html(f'<p class="figure-source">{html.text(words.t(OWN_PERIOD))}</p>')
columns = [column for _ in drawn[::2] for column in st.columns(2, gap="medium")]  # telephones stack them in this order
for column, (index, rows) in zip(columns, drawn, strict=False):
    title, told = words.t(index.name), {"unit": index.unit, "words": words}
    with column:
        card(
            page,
            Picture(
                key=f"index_{index.indicator}", figure=index_dots(rows, ends=index.ends, theme=theme, **told),
                title=title, place=words.t("Cooperatives and all firms"), base=words.t(index.base), unit=index.unit,
                statuses=distinct(rows, "status"), source=words.list_of(distinct(rows, "publisher")),
                alt=describe_grouped_bars(rows, name=title, **told),
                table=partial(index_table, rows, index.unit, words), caveat=words.t(index.caveat),
            ),
        )  # fmt: skip
