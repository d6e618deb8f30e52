"""What the sections of the skills page share: measures of the territory and of all, published figures, names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reads.latest_figures import LatestFigure, latest_figures
from reads.origins import PublishedFigure
from reads.skills import MeasuredFigure, by_territory, published
from reads.territories import places_by_code, territories
from ui.content.place_names import chart_names, territory_names
from ui.state.page_context import Context
from ui.views.competenze.rows import INDICATORS, posts_uncovered
from ui.views.competenze.shortage_rows import NamedPlace


@dataclass(frozen=True)
class View:
    """One run of the page. ``latest``: each measure with its latest figure in the territory, by id.

    ``measured``: the page's measures in every territory and year; ``published``: figures of ``INDICATORS``;
    ``posts``: the unfilled ICT posts, one row or none. ``territories``: with their short ``name``; ``level``: of the
    territory chosen.
    """

    page: Context
    latest: Mapping[str, LatestFigure]
    measured: Sequence[MeasuredFigure]
    published: Sequence[PublishedFigure]
    posts: Sequence[PublishedFigure]
    territories: Sequence[NamedPlace]
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
    figures = published(release, INDICATORS)
    return View(
        page=page,
        latest={row["kpi"]: row for row in latest_figures(release, chosen.slice.whole)},
        measured=by_territory(release, chosen.as_of),
        published=figures,
        posts=posts_uncovered(figures, chosen.as_of),
        territories=[
            {"territory": row["territory"], "territory_level": row["territory_level"], "name": short[row["territory"]]}
            for row in territories(release)
        ],
        level=places_by_code(release)[chosen.territory]["territory_level"],
        names=territory_names(release, page.words),
        short_names=short,
    )
