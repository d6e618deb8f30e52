"""Which regions carry Italy's total, and which stand over or under their own part of the plan."""

from collections.abc import Sequence

import pandas as pd

from reads.board import region_parts
from reads.cross_section import cross_section
from reads.figures import TerritoryFigure
from reads.latest_figures import LatestFigure
from reads.territories import ITALY, territories
from ui.components.html_table import html_table
from ui.components.lazy_expander import lazy_expander
from ui.content.place_names import territory_names
from ui.state.page_context import Context

COUNTED = ("count", "distinct", "euro")


def show_contributions(page: Context, row: LatestFigure, figures: Sequence[TerritoryFigure]) -> None:
    """A folded table, the largest first; nothing for a part of Italy, a share, or a measure without figures there."""
    chosen, words = page.filters, page.words
    if chosen.territory != ITALY or not chosen.slice.is_whole or row["kind"] not in COUNTED or not row["value"]:
        return
    table = contributions(page, row["value"], row, figures)
    if len(table):
        title = words.t("Who carries the total, and who is over or under its part?")
        lazy_expander(page, title, f"contributions_{row['kpi']}", lambda: html_table(table, title, words))


def contributions(page: Context, total: float, row: LatestFigure, figures: Sequence[TerritoryFigure]) -> pd.DataFrame:
    """One row a region with a figure: value, share of Italy's, and how far it is from its own plan."""
    words, names = page.words, territory_names(page.release, page.words)
    regions = cross_section(figures, territories(page.release), "region", page.filters.as_of, names)
    known = [(one["name"], one["territory"], value) for one in regions if (value := one["value"]) is not None]
    gaps = {one["territory"]: one["gap"] for one in region_parts(page.release, page.filters.as_of)
            if one["kpi"] == row["kpi"]}  # fmt: skip
    table = pd.DataFrame(
        [
            {
                words.t("Region"): name,
                words.t("Value"): words.value(value, row["unit"]),
                words.t("Share of Italy"): words.percent(100 * value / total, 0),
                words.t("Beside its own part of the plan"): _beside(gaps.get(code), page),
            }
            for name, code, value in sorted(known, key=lambda one: -one[2])
        ]
    )
    return table if gaps else table.iloc[:, :-1]  # of no plan for the regions no column is kept


def _beside(gap: float | None, page: Context) -> str:
    """«▲ 12 points over»; '' where the region has no status of this date."""
    words = page.words
    if gap is None:
        return ""
    points = words.number(abs(100 * gap), 0)
    over = words.t("▲ {points} points of the journey over", points=points)
    return over if gap >= 0 else words.t("▼ {points} points of the journey under", points=points)
