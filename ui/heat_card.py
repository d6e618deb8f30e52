"""The territories page's card of all regions beside their plans: every indicator with a proposed target."""

from functools import partial

import pandas as pd

from ui.card import Picture, card, made_of
from ui.context import Context
from ui.figures.heat import describe_status_heat, status_heat
from ui.names import short_names
from ui.tables import status_table


def statuses_card(page: Context, grid: pd.DataFrame, catalogue: pd.DataFrame, every: pd.DataFrame) -> None:
    """Regions by indicator; nothing without a status. ``grid``: of ``ui.slices.statuses``; ``catalogue``: by kpi."""
    if grid.empty:
        return
    words, chosen = page.words, page.filters
    kinds, today = tuple(grid["status"].dropna().unique()), words.day(chosen.as_of)
    grid = grid.assign(
        territory_name=short_names(grid, words), status=grid["judgement"],
        kpi_name=[catalogue.loc[name, f"name_{words.lang}"] for name in grid["kpi"]],
        kpi_short=[catalogue.loc[name, f"short_{words.lang}"] for name in grid["kpi"]],
    )  # fmt: skip
    regions = every[every["territory_level"] == "region"]
    brief_names = dict(zip(regions["territory"], short_names(regions, words), strict=True))
    here = brief_names.get(chosen.territory)
    feeds = "|".join(dict.fromkeys("|".join(catalogue.loc[list(grid["kpi"].unique()), "feeds"]).split("|")))
    italy = every.loc[every["territory"] == "IT", f"name_{words.lang}"].iloc[0]
    card(
        page,
        Picture(
            key="statuses",
            figure=status_heat(
                grid, territories=list(brief_names.values()), selected=here, words=words, theme=page.theme
            ),
            title=words.t("Every indicator with a proposed target, by region"), place=italy,
            base=words.t("Status beside the proposed path, latest month with data by {day}", day=today),
            unit="", statuses=("proposed", *kinds),
            source=made_of(page, feeds),
            alt=describe_status_heat(grid, words=words),
            table=partial(status_table, grid, words),
        ),
    )  # fmt: skip
