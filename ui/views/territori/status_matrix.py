"""The territories page's matrix of statuses: regions by indicators with a proposed target."""

from collections.abc import Mapping, Sequence
from functools import partial

from reads.cross_section import statuses_of
from reads.figures import RegionStatus
from reads.measures import Measure
from reads.territories import ITALY, Place
from ui.components.figure_card import Picture, card, feeds_source
from ui.content.overview_tables import status_table
from ui.content.place_names import chart_names, territory_names
from ui.figures.matrix.heat_table import describe_status_heat, status_heat
from ui.figures.matrix.heat_text import StatusCell
from ui.state.page_context import Context


def statuses_card(
    page: Context, found: Sequence[RegionStatus], catalogue: Mapping[str, Measure], every: Sequence[Place]
) -> None:  # fmt: skip
    """Draw the card, if any has a status. ``found``: rows of reads.figures.region_statuses; ``catalogue``: by id."""
    if not found:
        return
    kpis, places = list(catalogue), [row["territory"] for row in every]
    judged = sorted(found, key=lambda row: (places.index(row["territory"]), kpis.index(row["kpi"])))
    words, chosen = page.words, page.filters
    today, short = words.day(chosen.as_of), chart_names(page.release, words)
    grid: list[StatusCell] = [
        {
            "territory_name": short[row["territory"]], "kpi": row["kpi"], "kpi_name": page.name(catalogue[row["kpi"]]),
            "kpi_short": words.pick(catalogue[row["kpi"]]["short"]), "status": row["judgement"],
            "attainment": row["attainment"], "sign": row["sign"],
        }
        for row in judged
    ]  # fmt: skip
    brief_names = {row["territory"]: short[row["territory"]] for row in every if row["territory_level"] == "region"}
    here = brief_names.get(chosen.territory)
    measured = dict.fromkeys(row["kpi"] for row in judged)
    feeds = tuple(dict.fromkeys(feed for kpi in measured for feed in catalogue[kpi]["feeds"]))
    card(
        page,
        Picture(
            key="statuses",
            figure=status_heat(
                grid, territories=list(brief_names.values()), selected=here, words=words, theme=page.theme
            ),
            title=words.t("Indicators with a proposed path by region"),
            place=territory_names(page.release, words)[ITALY],
            base=words.t("Status beside the proposed path, latest month with data by {day}", day=today),
            unit="", statuses=("proposed", *statuses_of(judged)),
            source=feeds_source(page, feeds),
            alt=describe_status_heat(grid, words=words),
            table=partial(status_table, grid, words),
        ),
    )  # fmt: skip
