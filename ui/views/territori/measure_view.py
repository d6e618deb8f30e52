"""One measure in every territory of a level at one date: what the map, the ranking and the answer are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reads.cross_section import ComparedFigure, any_figure, cross_section, italy_at
from reads.figures import TerritoryFigure, everywhere
from reads.measures import Measure
from reads.rates import as_rate, compared
from reads.territories import ITALY, places_by_code, territories
from ui.content.place_names import chart_names, place_name, territory_names
from ui.state.page_context import Context
from ui.views.territori.answer import comparison, no_figure


@dataclass(frozen=True)
class MeasureView:
    """``rows``: one category of the measure everywhere; ``places``: one row per territory shown, at date ``day``.

    ``inside``: the region whose provinces are shown, '' for all of Italy; ``place``: the name of that area and of the
    category; ``italy``: Italy's figure at the same date.
    """

    measure: Measure
    level: str
    inside: str
    rows: Sequence[TerritoryFigure]
    places: Sequence[ComparedFigure]
    day: date
    italy: TerritoryFigure | None
    place: str

    @property
    def drawable(self) -> bool:
        """Whether some territory has a figure, published or suppressed."""
        return any_figure(self.places)

    @property
    def codes(self) -> list[str]:
        """The territories shown."""
        return [row["territory"] for row in self.places]


def measure_view(page: Context, measure: Measure, level: str, *, rates: bool) -> MeasureView:
    """Read a measure at a level, counts as ``rates`` or as they are; a chosen region limits the provinces."""
    release, words, chosen = page.release, page.words, page.filters
    of_region = places_by_code(release)[chosen.territory]["territory_level"] == "region"
    inside = chosen.territory if level == "province" and of_region else ""
    told = as_rate(measure) if rates else measure
    rows = compared(release, measure, chosen.slice) if rates else everywhere(release, measure["kpi"], chosen.slice)
    names = chart_names(release, words)
    places = cross_section(rows, territories(release), level, chosen.as_of, names, inside)
    latest = places[0]["as_of"]
    day = latest.date() if latest else chosen.as_of
    return MeasureView(
        measure=told,
        level=level,
        inside=inside,
        rows=rows,
        places=places,
        day=day,
        italy=italy_at(rows, day),
        place=place_name(territory_names(release, words), chosen.slice.at(inside or ITALY), words),
    )


def answer(page: Context, view: MeasureView) -> str:
    """Who is on the plan, leads and lags, or why no territory has a figure."""
    words = page.words
    if view.drawable:
        names = territory_names(page.release, words)
        return comparison(view.places, view.italy, view.measure, names, words, place=view.place)
    return no_figure(view.measure, view.rows, view.place, page.filters.slice.breakdown, words)
