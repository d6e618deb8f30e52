"""The pages in the order of the menu: file, name, address, and the question that each answers."""

from dataclasses import dataclass

from texts.translator import N_


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
    Place("competenze", N_("Skills"), N_("How many skills are missing, and is training enough?")),
    Place("territori", N_("Territories"), N_("Which regions move ahead, and which do not?")),
    Place("sinergia", N_("Synergy"), N_("Do the PID network and the Alleanza work together?")),
    Place("associazioni", N_("Associations"), N_("What can each association say?")),
    Place("dati", N_("Data"), N_("Can I trust it?")),
    Place("metodo", N_("Method"), N_("How is it calculated?")),
)


def path(place: Place) -> str:
    """The address of a page on its server: ``/`` for the first one."""
    return "/" if place is PLACES[0] else f"/{place.file}"
