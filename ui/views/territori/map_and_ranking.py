"""The territories page's two figures of a measure: the map, on which a territory can be chosen, and the ranking."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from reads.cross_section import statuses_of
from reads.rates import RATE
from reads.series_marks import Marks, series_marks
from reads.territories import ITALY
from texts.periods import period_text
from ui.components.columns import balanced_columns
from ui.components.empty_card import empty_card
from ui.components.figure_card import Picture, card, source_text
from ui.components.kpi_cards import Provenance
from ui.content.figure_tables import any_rounded, territory_table
from ui.content.place_names import territory_names
from ui.content.place_tables import rate_base
from ui.figures.base.canvas import Written
from ui.figures.maps.boundaries import CREDIT, shapes
from ui.figures.maps.territory_map import describe_territory_map, territory_map
from ui.figures.ranking.ranking import describe_ranking, ranking
from ui.state import url_params
from ui.state.page_context import Context
from ui.views.territori.compared_places import MOST
from ui.views.territori.measure_view import MeasureView

COUNTS = {"count", "distinct", "euro"}  # numbers that a big region has more of: circles, not colours


def map_and_ranking(page: Context, view: MeasureView, compared: Sequence[str]) -> None:
    """Draw both cards side by side, or one empty card where no territory has a figure.

    ``compared``: the territories compared further down, which a choice on the map leaves as they are.
    """
    if not view.drawable:
        empty_card(
            page,
            f"map_{view.measure['kpi']}_{view.level}",
            page.name(view.measure),
            page.words.t("The map and the ranking follow as soon as one territory has a figure."),
        )
        return
    columns = balanced_columns()
    with columns.shortest(1):
        _map_card(page, view, compared)
    with columns.shortest(1):
        _ranking_card(page, view)


def _map_card(page: Context, view: MeasureView, compared: Sequence[str]) -> None:
    """The map; a click on a territory chooses it for the whole page, and a region opens into its provinces.

    The compared territories stay, and the chosen one joins them while there is room.
    """
    words, measure, name = page.words, view.measure, page.name(view.measure)
    about = _about(page, view)
    figure = territory_map(
        shapes(view.level, frozenset(view.codes) if view.inside else None),
        view.places,
        theme=page.theme,
        selected=page.filters.territory,
        name=name,
        symbols=measure["kind"] in COUNTS,
        **about,
    )
    picked = card(
        page,
        Picture(
            key=f"map_{measure['kpi']}_{view.level}",
            figure=figure,
            title=words.t("{name}: the map", name=name),
            alt=describe_territory_map(view.places, name=name, **about),
            table=partial(territory_table, view.places, marks=_marks(page, view), **about),
            **_shared(page, view, f". {words.t(CREDIT)}"),
        ),
        selectable=True,
    )
    points = picked["selection"]["points"] if picked else []
    code = points[0].get("customdata", [None])[0] if points else None
    if code in territory_names(page.release, words) and code != page.filters.territory:
        url_params.choose("territory", str(code), ITALY)
        url_params.choose("level", "province", "region")
        kept = list(dict.fromkeys([*compared, str(code)]))[:MOST]
        url_params.choose("compare", ",".join(kept), "")
        st.rerun()


def _ranking_card(page: Context, view: MeasureView) -> None:
    words, measure, name = page.words, view.measure, page.name(view.measure)
    about = _about(page, view)
    italy = view.italy if measure["kind"] in {"share", "mean", RATE} else None
    selected = page.filters.territory if page.filters.territory in view.codes else None
    card(
        page,
        Picture(
            key=f"ranking_{measure['kpi']}_{view.level}",
            figure=ranking(view.places, reference=italy, selected=selected, theme=page.theme, **about),
            title=words.t("{name}: the ranking", name=name),
            alt=describe_ranking(view.places, reference=italy, name=name, **about),
            table=partial(territory_table, view.places, marks=_marks(page, view), **about),
            **_shared(page, view),
        ),
    )


def _marks(page: Context, view: MeasureView) -> Marks:
    return series_marks(page.release, view.measure["published_indicator"], view.measure["published_category"])


def _about(page: Context, view: MeasureView) -> Written:
    """How values are written, for figures, descriptions and tables."""
    return {"unit": view.measure["unit"], "words": page.words, "kind": view.measure["kind"]}


def _shared(page: Context, view: MeasureView, credit: str = "") -> Provenance:
    """What both cards say of their figures; ``credit`` is written behind the source."""
    words, measure = page.words, view.measure
    when = period_text(view.day, measure["period"], words)
    return {
        "place": view.place,
        "base": words.t("{when}; {base}", when=when, base=rate_base(measure, words)),
        "unit": measure["unit"],
        "statuses": statuses_of(view.places),
        "source": source_text(page, view.measure, [ITALY, *view.codes], view.day, view.day) + credit,
        "rounded": any_rounded(view.places),
        "caveat": words.pick(measure["caveat"]),
    }
