"""What the sections of the synergy page share: the rows that they show, and of which territory and association."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from reads import release_lookups
from reads.figure_index import Cell, Cells, Groups, by_cell
from reads.query_cache import asked
from reads.records import grouped, records
from reads.releases import Release
from reads.synergy import figures, places, reuses
from texts.labels import category_names
from texts.translator import Words
from ui.components.kpi_cards import Subject
from ui.content.place_names import chart_names, territory_names
from ui.state.filters import ALL
from ui.state.page_context import Context


@dataclass(frozen=True)
class View:
    """One run of the page. ``here``: figures of the territory; ``italy``: of Italy, for the virtual network.

    ``places``: regions and provinces with their short ``name``, by measure and level. ``adoptions``: of practices, of
    the association where one is chosen; ``inside``: the provinces of the territory, each with its region. ``part``:
    breakdown and category for measures that are published by association; ``association``: its name, '' for all.
    """

    page: Context
    catalogue: Mapping[str, Cell]
    here: Cells
    italy: Cells
    places: Mapping[tuple[str, str], list[Cell]]
    adoptions: list[Cell]
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
    def adoptions_from_here(self) -> list[Cell]:
        """Adoptions of practices that were recorded in the territory."""
        return [row for row in self.adoptions if row["from_province"] in self.inside]

    def measure(self, kpi: str) -> Cell:
        """A measure as the release defined it."""
        return self.catalogue[kpi]

    def subject(self, kpi: str, place: str = "", code: str = "") -> Subject:
        """A measure with the place of its figures: the territory unless another is given."""
        return Subject(self.measure(kpi), place or self.whole, code or self.page.filters.territory)

    def history(self, kpi: str) -> list[Cell]:
        """A measure's figures by month, of the association where one is chosen."""
        return self.here.history(kpi, *self.part)

    def parts(self, kpi: str, breakdown: str) -> list[Cell]:
        """The categories of a measure at its latest month, with their names."""
        names = category_names(breakdown, self.page.words)
        return [
            row | {"name": names.get(row["category"], row["category"]), "territory": row["category"]}
            for row in self.here.parts(kpi, breakdown)
        ]


def read_view(page: Context) -> View:
    """Read everything that the page shows from the release."""
    words, chosen, release = page.words, page.filters, page.release
    day = datetime.combine(chosen.as_of, time())
    adoptions = [row for row in asked(reuses, release) if row["month_end"] <= day]
    part, association = ("total", ""), ""
    if chosen.association != ALL:
        part = ("association", chosen.association)
        association = category_names("association", words).get(chosen.association, chosen.association)
        adoptions = [row for row in adoptions if row["association"] == chosen.association]
    return View(
        page=page,
        catalogue=release_lookups.catalogue(release),
        here=Cells(_figures(release, chosen.territory), chosen.as_of),
        italy=Cells(_figures(release, "IT"), chosen.as_of),
        places=_places(release, chosen.as_of, words),
        adoptions=adoptions,
        inside={
            code: above[1] for code, above in release_lookups.provinces(release).items() if chosen.territory in above
        },
        names=territory_names(release, words),
        short_names=chart_names(release, words),
        part=part,
        association=association,
    )


# These answers do not depend on all of the reader's choices and are computed once for each release.


@lru_cache(maxsize=64)
def _figures(release: Release, territory: str) -> Groups:
    return by_cell(records(figures(release, territory)))


@lru_cache(maxsize=64)
def _places(release: Release, as_of: date, words: Words) -> dict[tuple[str, str], list[Cell]]:
    """Regions and provinces by measure and level, named in short."""
    names = chart_names(release, words)
    rows = [row | {"name": names[row["territory"]]} for row in records(places(release, as_of))]
    return grouped(rows, "kpi", "territory_level")
