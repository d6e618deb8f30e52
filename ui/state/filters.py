"""The shared filters: read from the address and checked against the values that the release has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from reads.slice import Slice
from texts.translator import N_, Words

ALL = ""
# One breakdown at a time: their combinations are not published.
BREAKDOWNS = ("association", "sector", "size")
NAMES = ("as_of", "territory", *BREAKDOWNS)
LABELS = {
    "as_of": N_("Date of the figures"),
    "territory": N_("Territory"),
    "association": N_("Association"),
    "sector": N_("Sector (ATECO)"),
    "size": N_("Size class"),
    "kpi": N_("Indicator"),
    "level": N_("Level of territory"),
    "compare": N_("Territories compared"),
    "measures": N_("Indicators compared"),
    "figures": N_("Figures"),
    "release": N_("Release"),
    "since": N_("Compared with"),
    "lang": N_("Language"),
    "tables": N_("Data below the figures"),
    "feed": N_("Feed"),
    "chamber": N_("Chamber"),
    "files": N_("Figures in the files"),
    "from": N_("From the release"),
    "to": N_("To the release"),
}


def label(name: str, words: Words) -> str:
    """The name of an address parameter on screen."""
    return words.t(LABELS[name])


@dataclass(frozen=True)
class Filters:
    """The shared filters. A breakdown is ALL or one category; at most one of them is chosen."""

    as_of: date
    territory: str = "IT"
    association: str = ALL
    sector: str = ALL
    size: str = ALL

    @property
    def slice(self) -> Slice:
        """The territory, breakdown, category and date to read."""
        for name in BREAKDOWNS:
            if getattr(self, name) != ALL:
                return Slice(self.territory, name, getattr(self, name), self.as_of)
        return Slice.of_whole(self.territory, self.as_of)

    @property
    def parts(self) -> list[str]:
        """What a file name says of the choices: date, territory and the part of it, if one is chosen."""
        return [self.as_of.isoformat(), self.territory, *([self.slice.category] if self.slice.category else [])]

    def address(self, default: "Filters") -> dict[str, str]:
        """The address parameters that differ from the default."""
        pairs = ((name, str(getattr(self, name)), str(getattr(default, name))) for name in NAMES)
        return {name: value for name, value, usual in pairs if value != usual}


def read(asked: Mapping[str, str], options: Mapping[str, Sequence[str]], default: Filters) -> tuple[Filters, list[str]]:
    """Return the filters of an address and the names of the rejected parameters.

    ``options``: what each filter may be, as text. A value that is no option is refused and the default stands;
    of several breakdowns the first stands and the others are refused.
    """
    chosen, refused = default, []
    for name in NAMES:
        if name not in asked:
            continue
        value = asked[name]
        if value not in options[name] or (name in BREAKDOWNS and value != ALL and not chosen.slice.is_whole):
            refused.append(name)
            continue
        change: Mapping[str, Any] = {name: date.fromisoformat(value) if name == "as_of" else value}
        chosen = replace(chosen, **change)
    return chosen, refused
