"""Which territories and which measures the reader compares: any regions and provinces, whatever the map shows."""

from collections.abc import Sequence

import streamlit as st

from reads.cross_section import ComparedFigure
from reads.measures import measures_by_id
from reads.territories import territories
from ui.content.place_names import territory_options
from ui.figures.base.canvas import amount, with_value
from ui.state import url_params
from ui.state.filters import label
from ui.state.page_context import Context

MOST, MOST_MEASURES = 4, 6
USUAL_MEASURES = ("coop_penetration", "coop_content_share", "maturity_mean", "joint_actions")
LEVELS = ("region", "province")


def places_compared(page: Context, shown: Sequence[ComparedFigure]) -> list[str]:
    """The territories of the address; the chosen one (or the highest) and the lowest of those ``shown`` without any."""
    return url_params.some_of("compare", list(_places(page)), _usual_places(page, shown), MOST, page.words)


def measures_compared(page: Context, kpi: str) -> list[str]:
    """The measures of the address; without any the one that the page shows and two others."""
    every = list(measures_by_id(page.release))
    return url_params.some_of("measures", every, _usual_measures(every, kpi), MOST_MEASURES, page.words)


def choose_compared(
    page: Context, places: Sequence[str], measures: Sequence[str], shown: Sequence[ComparedFigure], kpi: str
) -> None:
    """The two boxes, territories and measures, side by side."""
    words, release = page.words, page.release
    names, every = _places(page), measures_by_id(release)
    left, right = st.columns(2)
    with left:
        url_params.several(
            "compare", label("compare", words), list(names), places, _usual_places(page, shown), show=names, most=MOST,
            help_text=words.t("Up to {count}.", count=MOST),
        )  # fmt: skip
    with right:
        url_params.several(
            "measures", label("measures", words), list(every), measures, _usual_measures(list(every), kpi),
            show={one: page.name(measure) for one, measure in every.items()}, most=MOST_MEASURES,
            help_text=words.t("Up to {count}.", count=MOST_MEASURES),
        )  # fmt: skip


def _places(page: Context) -> dict[str, str]:
    """Code and name of every region and province, as a list tells them apart."""
    named = territory_options(page.release, page.words)
    local = [row["territory"] for row in territories(page.release) if row["territory_level"] in LEVELS]
    return {code: named[code] for code in local}


def _usual_measures(every: Sequence[str], kpi: str) -> list[str]:
    return [one for one in dict.fromkeys([kpi, *USUAL_MEASURES]) if one in every][:3]


def _usual_places(page: Context, shown: Sequence[ComparedFigure]) -> list[str]:
    chosen = page.filters.territory
    ordered = sorted(with_value(shown), key=lambda row: (-amount(row), row["territory"]))
    codes = [row["territory"] for row in ordered]
    first = [chosen] if any(row["territory"] == chosen for row in shown) else codes[:1]
    return list(dict.fromkeys([*first, *codes[-1:]]))
