"""What the sections of the synergy page share: the rows that they show, and of which territory and association."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from reads.cache import cached
from reads.figure_index import FigureIndex
from reads.measures import Measure, measures_by_id
from reads.records import NamedFigure, PartFigure, figure_of, grouped
from reads.releases import Release
from reads.slice import TOTAL
from reads.synergy import PlaceFigure, Reuse, figures, places, reuses
from reads.territories import ITALY, provinces_in
from texts.labels import category_names
from texts.translator import Words
from ui.components.kpi_cards import Subject
from ui.content.place_names import chart_names, territory_names
from ui.state.filters import ALL
from ui.state.page_context import Context


class NamedPart(NamedFigure):
    """The figure of a category by its name, at one month."""

    breakdown: str
    category: str
    month: datetime


class NamedPlace(PlaceFigure):
    """The figure of a region or province by the name it has on a chart."""

    name: str


@dataclass(frozen=True)
class View:
    """One run of the page. ``here``: figures of the territory; ``italy``: of Italy, for the virtual network.

    ``places``: regions and provinces with their short ``name``, by measure and level. ``adoptions``: of practices, of
    the association where one is chosen; ``inside``: the provinces of the territory, each with its region. ``part``:
    breakdown and category for measures that are published by association; ``association``: its name, '' for all.
    """

    page: Context
    catalogue: Mapping[str, Measure]
    here: FigureIndex
    italy: FigureIndex
    places: Mapping[tuple[str, str], list[NamedPlace]]
    adoptions: list[Reuse]
    inside: Mapping[str, str]
    names: dict[str, str]
    short_names: dict[str, str]
    part: tuple[str, str]
    association: str

    @property
    def whole(self) -> str:
        """The territory's name."""
        return self.names[self.page.filters.territory]

    @property
    def place(self) -> str:
        """The territory, and the association where one is chosen."""
        return f"{self.whole}, {self.association}" if self.association else self.whole

    @property
    def adoptions_from_here(self) -> list[Reuse]:
        """Adoptions of practices that were recorded in the territory."""
        return [row for row in self.adoptions if row["from_province"] in self.inside]

    def measure(self, kpi: str) -> Measure:
        """A measure as the release defined it."""
        return self.catalogue[kpi]

    def subject(self, kpi: str, place: str = "", code: str = "") -> Subject:
        """A measure with the place of its figures: the territory unless another is given."""
        return Subject(self.measure(kpi), place or self.whole, code or self.page.filters.territory)

    def history(self, kpi: str) -> list[PartFigure]:
        """A measure's figures by month, of the association where one is chosen."""
        return self.here.history(kpi, *self.part)

    def parts(self, kpi: str, breakdown: str) -> list[NamedPart]:
        """The categories of a measure at its latest month, with their names."""
        names = category_names(breakdown, self.page.words)
        return [
            {**figure_of(row), "as_of": row["as_of"], "month": row["month"], "breakdown": row["breakdown"],
             "category": row["category"], "territory": row["category"],
             "name": names.get(row["category"], row["category"])}
            for row in self.here.parts(kpi, breakdown)
        ]  # fmt: skip


def read_view(page: Context) -> View:
    """Read everything that the page shows from the release."""
    words, chosen, release = page.words, page.filters, page.release
    adoptions = [row for row in reuses(release) if row["month_end"] <= chosen.slice.moment]
    part, association = (TOTAL, ""), ""
    if chosen.association != ALL:
        part = ("association", chosen.association)
        association = category_names("association", words).get(chosen.association, chosen.association)
        adoptions = [row for row in adoptions if row["association"] == chosen.association]
    return View(
        page=page,
        catalogue=measures_by_id(release),
        here=FigureIndex(figures(release, chosen.territory), chosen.slice),
        italy=FigureIndex(figures(release, ITALY), chosen.slice),
        places=_places(release, chosen.as_of, words),
        adoptions=adoptions,
        inside={row["territory"]: row["region"] for row in provinces_in(release, chosen.territory)},
        names=territory_names(release, words),
        short_names=chart_names(release, words),
        part=part,
        association=association,
    )


@cached
def _places(release: Release, as_of: date, words: Words) -> Mapping[tuple[str, str], list[NamedPlace]]:
    """Regions and provinces by measure and level, named in short."""
    names = chart_names(release, words)
    rows: list[NamedPlace] = [{**row, "name": names[row["territory"]]} for row in places(release, as_of)]
    return grouped(rows, lambda row: (row["kpi"], row["territory_level"]))
