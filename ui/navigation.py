"""The pages in the order of the menu: file, name, address and the question that each of them answers."""

from dataclasses import dataclass

from ui.words import N_


@dataclass(frozen=True)
class Place:
    """One page: ``file`` in pages/ without its ending, which is its address too; ``name`` and ``question`` are msgids.

    The first page stands at the root.
    """

    file: str
    name: str
    question: str


PLACES = (
    Place("sintesi", N_("Summary"), N_("Where does the agreement stand?")),
    Place("kpi", N_("Indicator"), N_("Will this indicator reach its target?")),
    Place("adozione", N_("Adoption"), N_("Are the cooperatives becoming digital?")),
    Place("territori", N_("Territories"), N_("Which regions move ahead, and which do not?")),
)


def path(place: Place) -> str:
    """The address of a page on its server: ``/`` for the first one."""
    return "/" if place is PLACES[0] else f"/{place.file}"
