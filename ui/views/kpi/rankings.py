"""The indicator page's rankings: regions, and the categories of each breakdown that has figures."""

from collections.abc import Sequence
from functools import partial

from reads.cross_section import ComparedFigure, any_figure, cross_section, italy_at, statuses_of
from reads.figures import TerritoryFigure, parts
from reads.latest_figures import LatestFigure
from reads.records import figure_of, grouped
from reads.series_marks import series_marks
from reads.territories import ITALY, territories
from texts.labels import BREAKDOWN_NAMES, category_names
from texts.periods import period_text
from ui.components.columns import balanced_columns
from ui.components.figure_card import Picture, card, source_text
from ui.content.figure_tables import any_rounded, category_table, territory_table
from ui.content.place_names import chart_names, place_name, territory_names
from ui.figures.base.canvas import Written
from ui.figures.ranking.ranking import describe_ranking, ranking
from ui.state.page_context import Context

REGION = "region"
FRAME_ROWS = 8  # a card's heading and foot are about as high as so many rows of a ranking


def rankings(page: Context, row: LatestFigure, figures: Sequence[TerritoryFigure]) -> None:
    """One card per group with a figure. ``figures``: the same measure and category everywhere."""
    columns = balanced_columns()
    for which, rows in _groups(page, row["kpi"], figures).items():
        if any_figure(rows):
            with columns.shortest(len(rows) + FRAME_ROWS):
                _ranking_card(page, row, which, rows, figures)


def _groups(page: Context, kpi: str, figures: Sequence[TerritoryFigure]) -> dict[str, list[ComparedFigure]]:
    """The rows of each ranking by breakdown, regions first; categories are not crossed with other categories."""
    release, words, chosen = page.release, page.words, page.filters
    names = chart_names(release, words)
    groups = {REGION: cross_section(figures, territories(release), REGION, chosen.as_of, names)}
    if not chosen.slice.is_whole:
        return groups
    for which, rows in grouped(parts(release, kpi, chosen.slice), lambda row: row["breakdown"]).items():
        labels = category_names(which, words)
        groups[which] = [
            {**figure_of(one), "as_of": one["as_of"], "territory": one["category"], "judgement": None,
             "name": labels.get(one["category"], one["category"])} for one in rows
        ]  # fmt: skip
    return groups


def _ranking_card(
    page: Context, row: LatestFigure, which: str, rows: Sequence[ComparedFigure], figures: Sequence[TerritoryFigure]
) -> None:  # fmt: skip
    words, chosen, name = page.words, page.filters, page.name(row)
    by_region = which == REGION
    moment, codes = (rows[0]["as_of"] or chosen.slice.moment).date(), [one["territory"] for one in rows]
    italy = italy_at(figures, moment) if by_region and row["kind"] in {"share", "mean"} else None
    names = territory_names(page.release, words)
    marks = series_marks(page.release, row["published_indicator"], row["published_category"])
    about: Written = {"unit": row["unit"], "words": words, "kind": row["kind"]}
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
            place=place_name(names, chosen.slice.at(ITALY) if by_region else chosen.slice, words),
            base=words.t(
                "{when}; {base}", when=period_text(moment, row["period"], words), base=words.pick(row["base"])
            ),
            unit=row["unit"],
            statuses=statuses_of(rows),
            source=source_text(page, row, [ITALY, *codes], moment, moment),
            alt=describe_ranking(rows, reference=italy, name=name, **about),
            table=partial(territory_table, rows, marks=marks, **about)
            if by_region
            else partial(category_table, rows, **about),
            rounded=any_rounded(rows),
            caveat=words.pick(row["caveat"]),
        ),
    )
