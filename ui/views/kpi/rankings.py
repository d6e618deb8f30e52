"""The indicator page's rankings: regions, and the categories of each breakdown that has figures."""

from functools import partial

from reads.cross_section import ITALY, Listed, across, italy_at, natures, shown_at_all
from reads.figures import parts
from reads.query_cache import asked
from reads.records import Row, grouped
from reads.territories import territories
from texts.labels import BREAKDOWN_NAMES, category_names
from texts.periods import period_text
from ui.components.columns import balanced_columns
from ui.components.figure_card import Picture, card, source_text
from ui.content.figure_tables import any_rounded, category_table, territory_table
from ui.content.place_names import chart_names, place_name, territory_names
from ui.figures.ranking.ranking import describe_ranking, ranking
from ui.state.page_context import Context

REGION = "region"
FRAME_ROWS = 8  # a card's heading and foot are about as high as so many rows of a ranking


def rankings(page: Context, row: Row, figures: Listed) -> None:
    """One card per group with a figure. ``row`` of ``standing``; ``figures`` of ``reads.figures.everywhere``."""
    columns = balanced_columns()
    for which, rows in _groups(page, row["kpi"], figures).items():
        if shown_at_all(rows):
            with columns.shortest(len(rows) + FRAME_ROWS):
                _ranking_card(page, row, which, rows, figures)


def _groups(page: Context, kpi: str, figures: Listed) -> dict[str, Listed]:
    """The rows of each ranking by breakdown, regions first; categories are not crossed with other categories."""
    release, words, chosen = page.release, page.words, page.filters
    names = chart_names(release, words)
    groups = {REGION: across(figures, asked(territories, release), REGION, chosen.as_of, names)}
    if chosen.slice[0] != "total":
        return groups
    for which, rows in grouped(asked(parts, release, kpi, chosen.territory, chosen.as_of), "breakdown").items():
        labels = category_names(which, words)
        groups[which] = [
            one | {"name": labels.get(one["category"], one["category"]), "territory": one["category"]} for one in rows
        ]
    return groups


def _ranking_card(page: Context, row: Row, which: str, rows: Listed, figures: Listed) -> None:
    words, chosen, name = page.words, page.filters, page.name(row)
    by_region = which == REGION
    moment, codes = rows[0]["as_of"].date(), [one["territory"] for one in rows]
    italy = italy_at(figures, moment) if by_region and row["kind"] in {"share", "mean"} else None
    names = territory_names(page.release, words)
    about = {"unit": row["unit"], "words": words, "kind": row["kind"]}
    card(
        page,
        Picture(
            key=f"{which}_{row['kpi']}",
            figure=ranking(
                rows,
                reference=italy,
                selected=chosen.territory if by_region and chosen.territory in codes else None,
                theme=page.theme,
                **about,
            ),
            title=f"{name}: {words.t(BREAKDOWN_NAMES[which])}",
            place=place_name(names, ITALY if by_region else chosen.territory, *chosen.slice, words),
            base=words.t("{when}; {base}", when=period_text(moment, row["period"], words), base=page.name(row, "base")),
            unit=row["unit"],
            statuses=natures(rows),
            source=source_text(page, row, [ITALY, *codes], moment, moment),
            alt=describe_ranking(rows, reference=italy, name=name, **about),
            table=partial(territory_table if by_region else category_table, rows, **about),
            rounded=any_rounded(rows),
            caveat=page.name(row, "caveat"),
        ),
    )
