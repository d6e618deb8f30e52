"""What the sections of the synergy page share: the rows they show and whose figures these are."""

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
    """One rerun. ``here``: figures of the territory chosen; ``italy``: of Italy, which alone has a virtual network.

    ``places``: regions and provinces with their short ``name``, by measure and level. ``adopted``: adoptions of
    practices, of the association where one is chosen; ``inside``: the provinces of the territory, with their region.
    ``part``: the breakdown and category of what is told by association.
    """

    page: Context
    catalogue: Mapping[str, Cell]
    here: Cells
    italy: Cells
    places: Mapping[tuple[str, str], list[Cell]]
    adopted: list[Cell]
    inside: Mapping[str, str]
    names: dict[str, str]
    short: dict[str, str]
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

    def measure(self, kpi: str) -> Cell:
        """What the release says of a measure."""
        return self.catalogue[kpi]

    def subject(self, kpi: str, where: str = "", code: str = "") -> Subject:
        """A measure with the place of its figures: the territory unless another is given."""
        return Subject(self.measure(kpi), where or self.whole, code or self.page.filters.territory)

    def history(self, kpi: str) -> list[Cell]:
        """A measure's months, of the association where one is chosen."""
        return self.here.history(kpi, *self.part)

    def parts(self, kpi: str, breakdown: str) -> list[Cell]:
        """The categories of a measure at its latest month, with their names."""
        named = category_names(breakdown, self.page.words)
        return [
            row | {"name": named.get(row["category"], row["category"]), "territory": row["category"]}
            for row in self.here.parts(kpi, breakdown)
        ]


def view_of(page: Context) -> View:
    """Ask the release for everything that the page shows."""
    words, chosen, release = page.words, page.filters, page.release
    day = datetime.combine(chosen.as_of, time())
    adopted = [row for row in asked(reuses, release) if row["month_end"] <= day]
    part, association = ("total", ""), ""
    if chosen.association != ALL:
        part = ("association", chosen.association)
        association = category_names("association", words)[chosen.association]
        adopted = [row for row in adopted if row["association"] == chosen.association]
    return View(
        page=page,
        catalogue=release_lookups.catalogue(release),
        here=Cells(_figures(release, chosen.territory), chosen.as_of),
        italy=Cells(_figures(release, "IT"), chosen.as_of),
        places=_places(release, chosen.as_of, words),
        adopted=adopted,
        inside={code: held[1] for code, held in release_lookups.provinces(release).items() if chosen.territory in held},
        names=territory_names(release, words),
        short=chart_names(release, words),
        part=part,
        association=association,
    )


def scope(view: View) -> list[str]:
    """To what the shared filters apply on this page, where they do not apply to all of it."""
    words, chosen = view.page.words, view.page.filters
    said = []
    if chosen.association != ALL:
        said.append(
            words.t(
                "The association chosen ({name}) applies to joint actions, COOP 4.0 services and training, "
                "cooperatives reached and good practices; "
                "referrals, provinces and the virtual network are of all together.",
                name=view.association,
            )
        )
    if chosen.sector != ALL or chosen.size != ALL:
        said.append(words.t("Sector and size class do not apply to this page: its figures are of all cooperatives."))
    return said


# What does not depend on the choice, or on one part of it alone, is made once of the answers of a release.


@lru_cache(maxsize=64)
def _figures(release: Release, territory: str) -> Groups:
    return by_cell(records(figures(release, territory)))


@lru_cache(maxsize=64)
def _places(release: Release, as_of: date, words: Words) -> dict[tuple[str, str], list[Cell]]:
    """Regions and provinces by measure and level, named in short."""
    names = chart_names(release, words)
    rows = [row | {"name": names[row["territory"]]} for row in records(places(release, as_of))]
    return grouped(rows, "kpi", "territory_level")
