"""What the sections of the synergy page share: the rows they show and whose figures these are."""

from dataclasses import dataclass

import pandas as pd

from reads.measures import measures
from reads.synergy import figures, places, reuses
from reads.territories import territories
from ui.context import Context
from ui.filters import ALL
from ui.measure_cards import Subject
from ui.names import category_names, short_names, territory_names


@dataclass(frozen=True)
class View:
    """One rerun. ``here``: figures of the territory chosen; ``network``: of the virtual network, Italy's alone.

    ``places``: every region and province with its short ``name``. ``adopted``: adoptions of practices, of the
    association where one is chosen; ``inside``: the provinces of the territory. ``part``: the breakdown and category
    of what is told by association.
    """

    page: Context
    catalogue: pd.DataFrame
    here: pd.DataFrame
    network: pd.DataFrame
    places: pd.DataFrame
    adopted: pd.DataFrame
    inside: frozenset[str]
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

    def measure(self, kpi: str) -> pd.Series:
        """What the release says of a measure."""
        return self.catalogue[self.catalogue["kpi"] == kpi].iloc[0]

    def subject(self, kpi: str, where: str = "", code: str = "") -> Subject:
        """A measure with the place of its figures: the territory unless another is given."""
        return Subject(self.measure(kpi), where or self.whole, code or self.page.filters.territory)

    def history(self, kpi: str, frame: pd.DataFrame | None = None) -> pd.DataFrame:
        """A measure's months, of the association where one is chosen."""
        rows = self.here if frame is None else frame
        breakdown, category = self.part
        return rows[(rows["kpi"] == kpi) & (rows["breakdown"] == breakdown) & (rows["category"] == category)]


def view_of(page: Context) -> View:
    """Ask the release for everything that the page shows."""
    words, chosen = page.words, page.filters
    known = territories(page.release)
    every = figures(page.release, chosen.territory, chosen.as_of)
    adopted = reuses(page.release, chosen.as_of)
    by_place = places(page.release, chosen.as_of)
    part, association = ("total", ""), ""
    if chosen.association != ALL:
        part, association = (
            ("association", chosen.association),
            category_names("association", words)[chosen.association],
        )
        adopted = adopted[adopted["association"] == chosen.association]
    return View(
        page=page,
        catalogue=measures(page.release).set_index("kpi", drop=False),
        here=every[every["territory"] == chosen.territory],
        network=every[every["kpi"] == "virtual_interactions"],
        places=by_place.assign(name=short_names(by_place, words)),
        adopted=adopted,
        inside=provinces_in(chosen.territory, known),
        names=territory_names(page.release, words),
        short=dict(zip(known["territory"], short_names(known, words), strict=True)),
        part=part,
        association=association,
    )


def provinces_in(territory: str, known: pd.DataFrame) -> frozenset[str]:
    """The provinces of a territory (itself, if it is one); ``known``: territory, territory_level, parent."""
    provinces = known[known["territory_level"] == "province"]
    region = dict(zip(known["territory"], known["parent"], strict=True))
    area = provinces["parent"].map(region)
    held = (provinces["territory"] == territory) | (provinces["parent"] == territory) | (area == territory)
    return frozenset(provinces["territory"] if territory == "IT" else provinces.loc[held, "territory"])


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
