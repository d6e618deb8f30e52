"""What the sections of the adoption page share: figures of three territories, definitions of measures, names."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from reads import release_lookups
from reads.adoption import adoption, definitions
from reads.figure_index import Cell, Cells, Groups, by_cell
from reads.query_cache import asked
from reads.records import grouped, records
from reads.releases import Release
from ui.content.place_names import place_name, territory_names
from ui.state.page_context import Context


@dataclass(frozen=True)
class View:
    """One run of the page. ``own``: figures of the territory, with those of the category chosen; ``italy``: of Italy.

    ``whole``: figures of the territory that levels, moves and technologies are published for, the region of a province
    or the territory itself, whose code is ``whole_code``. ``measures``: definitions by id; ``names``: of territories.
    ``place``: the name of the territory and category chosen.
    """

    page: Context
    measures: Mapping[str, Cell]
    own: Cells
    whole: Cells
    italy: Cells
    whole_code: str
    names: dict[str, str]
    place: str

    @property
    def whole_name(self) -> str:
        """The name of the territory that levels, moves and technologies are of."""
        return self.names[self.whole_code]

    @property
    def is_part(self) -> bool:
        """Whether levels, moves and technologies are of more than what the reader chose."""
        chosen = self.page.filters
        return self.whole_code != chosen.territory or chosen.slice[0] != "total"


def read_view(page: Context) -> View:
    """Read everything that the page shows of the programme's own measures."""
    words, chosen, release = page.words, page.filters, page.release
    breakdown, category = chosen.slice
    names, here = territory_names(release, words), release_lookups.places(release)[chosen.territory]
    whole = here["parent"] if here["territory_level"] == "province" else chosen.territory
    groups = _groups(release, chosen.territory, whole, breakdown, category)
    own, of_whole, italy = (
        Cells(groups.get(code, {}), chosen.as_of, "as_of") for code in (chosen.territory, whole, "IT")
    )
    return View(
        page=page,
        measures={row["kpi"]: row for row in asked(definitions, release)},
        own=own,
        whole=of_whole,
        italy=italy,
        whole_code=whole,
        names=names,
        place=place_name(names, chosen.territory, breakdown, category, words),
    )


@lru_cache(maxsize=64)
def _groups(release: Release, territory: str, whole: str, breakdown: str, category: str) -> dict[str, Groups]:
    """The cells of ``reads.adoption.adoption`` by territory, at all dates."""
    rows = records(adoption(release, territory, whole, breakdown, category))
    return {code: by_cell(own) for code, own in grouped(rows, "territory").items()}
