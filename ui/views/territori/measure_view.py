"""One measure in every territory of a level at one date: what the map, the ranking and the answer are made of."""

from dataclasses import dataclass
from datetime import date

from reads.cross_section import ITALY, Listed, across, italy_at, natures, shown_at_all
from reads.figure_index import Cell
from reads.figures import everywhere
from reads.query_cache import asked
from reads.territories import territories
from ui.content.place_names import chart_names, place_name, territory_names
from ui.state.page_context import Context
from ui.views.territori.answer import nobody, who_leads


@dataclass(frozen=True)
class MeasureView:
    """``rows``: one category of the measure everywhere; ``places``: one row per territory shown, at date ``day``.

    ``inside``: the region whose provinces are shown, '' for all of Italy; ``place``: the name of that area and of the
    category; ``italy``: Italy's figure at the same date. ``measure`` has the first of the figures' statuses.
    """

    measure: Cell
    level: str
    inside: str
    rows: Listed
    places: Listed
    day: date
    italy: float | None
    place: str

    @property
    def drawable(self) -> bool:
        """Whether some territory has a figure, published or suppressed."""
        return shown_at_all(self.places)

    @property
    def codes(self) -> list[str]:
        """The territories shown."""
        return [row["territory"] for row in self.places]


def measure_view(page: Context, measure: Cell, level: str) -> MeasureView:
    """Read a measure (a row of ``reads.measures.measures``) at a level; a chosen region limits the provinces."""
    release, words, chosen = page.release, page.words, page.filters
    every = asked(territories, release)
    levels = {row["territory"]: row["territory_level"] for row in every}
    inside = chosen.territory if level == "province" and levels[chosen.territory] == "region" else ""
    rows = asked(everywhere, release, measure["kpi"], *chosen.slice)
    places = across(rows, every, level, chosen.as_of, chart_names(release, words), inside)
    day = places[0]["as_of"].date() if places[0]["as_of"] else chosen.as_of
    return MeasureView(
        measure=measure | {"status": next(iter(natures(places)), "")},
        level=level,
        inside=inside,
        rows=rows,
        places=places,
        day=day,
        italy=italy_at(rows, day),
        place=place_name(territory_names(release, words), inside or ITALY, *chosen.slice, words),
    )


def answer(page: Context, view: MeasureView) -> str:
    """Who is on the plan, leads and lags, or why no territory has a figure."""
    words = page.words
    if view.drawable:
        return who_leads(view.places, view.italy, view.measure, territory_names(page.release, words), words)
    return nobody(view.measure, view.rows, view.place, page.filters.slice[0], words)
