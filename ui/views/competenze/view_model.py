"""What the sections of the skills page share: measures of the territory and of all, published figures, names."""

from collections.abc import Mapping
from dataclasses import dataclass

from reads import release_lookups
from reads.figure_index import Cell
from reads.latest_figures import standing
from reads.query_cache import asked
from reads.skills import by_territory, published
from reads.territories import territories
from ui.content.place_names import chart_names, territory_names
from ui.state.page_context import Context
from ui.views.competenze.rows import INDICATORS, MEASURES, posts_uncovered


@dataclass(frozen=True)
class View:
    """One run of the page. ``latest``: each measure with its latest figure in the territory, by id.

    ``measured``: ``MEASURES`` in every territory and year; ``published``: figures of ``INDICATORS``; ``posts``: the ICT
    posts uncovered, one row or none. ``territories``: with their short ``name``; ``level``: of the territory chosen.
    """

    page: Context
    latest: Mapping[str, Cell]
    measured: list[Cell]
    published: list[Cell]
    posts: list[Cell]
    territories: list[Cell]
    level: str
    names: dict[str, str]
    short_names: dict[str, str]

    @property
    def territory(self) -> str:
        """The code of the territory chosen."""
        return self.page.filters.territory

    @property
    def place(self) -> str:
        """Its name."""
        return self.names[self.territory]


def read_view(page: Context) -> View:
    """Read everything that the page shows from the release; association, sector and size class do not apply."""
    chosen, release = page.filters, page.release
    short = chart_names(release, page.words)
    figures = asked(published, release, INDICATORS)
    return View(
        page=page,
        latest={row["kpi"]: row for row in standing(release, chosen.as_of, chosen.territory, "total", "")},
        measured=asked(by_territory, release, MEASURES, chosen.as_of),
        published=figures,
        posts=posts_uncovered(figures, chosen.as_of),
        territories=[row | {"name": short[row["territory"]]} for row in asked(territories, release)],
        level=release_lookups.places(release)[chosen.territory]["territory_level"],
        names=territory_names(release, page.words),
        short_names=short,
    )
