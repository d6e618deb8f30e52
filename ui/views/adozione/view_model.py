"""What the sections of the adoption page share: figures of three territories, definitions of measures, names."""

from collections.abc import Mapping
from dataclasses import dataclass

from reads.adoption import adoption, definitions
from reads.figure_index import FigureIndex
from reads.measures import Measure
from reads.territories import ITALY, places_by_code
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
    measures: Mapping[str, Measure]
    own: FigureIndex
    whole: FigureIndex
    italy: FigureIndex
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
        return self.whole_code != chosen.territory or not chosen.slice.is_whole


def read_view(page: Context) -> View:
    """Read everything that the page shows of the programme's own measures."""
    words, chosen, release = page.words, page.filters, page.release
    names, here = territory_names(release, words), places_by_code(release)[chosen.territory]
    whole = here["parent"] if here["territory_level"] == "province" else chosen.territory
    groups = adoption(release, chosen.slice, whole)
    own, of_whole, italy = (
        FigureIndex(groups.get(code, {}), chosen.slice) for code in (chosen.territory, whole, ITALY)
    )
    return View(
        page=page,
        measures=definitions(release),
        own=own,
        whole=of_whole,
        italy=italy,
        whole_code=whole,
        names=names,
        place=place_name(names, chosen.slice, words),
    )
