"""Names of a release's territories in the reader's language; the dictionaries are cached and shared, never changed."""

from collections.abc import Sequence

from reads.cache import cached
from reads.releases import Release
from reads.slice import Slice
from reads.territories import territories
from texts.labels import category_names
from texts.translator import Words


@cached
def territory_names(release: Release, words: Words) -> dict[str, str]:
    """Code and name of every territory."""
    return {row["territory"]: words.pick(row["name"]) for row in territories(release)}


@cached
def chart_names(release: Release, words: Words) -> dict[str, str]:
    """Code and name of every territory as it fits a chart."""
    return {row["territory"]: words.pick(row["short"]) for row in territories(release)}


@cached
def codes_by_name(release: Release, words: Words) -> dict[str, str]:
    """The code of every territory by its name, and by its name on charts; without names that two of them have."""
    codes: dict[str, set[str]] = {}
    for names in (territory_names(release, words), chart_names(release, words)):
        for code, name in names.items():
            codes.setdefault(name, set()).add(code)
    return {name: next(iter(own)) for name, own in codes.items() if len(own) == 1}


def territory_options(release: Release, words: Words) -> dict[str, str]:
    """Labels of all territories by code, for a list: an area and a province are marked as such."""
    labels = {}
    for row in territories(release):
        name = words.pick(row["name"])
        if row["territory_level"] == "area":
            name = words.t("{name} (area)", name=name)
        elif row["territory_level"] == "province":
            name = words.t("{name} (province of {sigla})", name=name, sigla=row["sigla"])
        labels[row["territory"]] = name
    return labels


def places_name(names: dict[str, str], codes: Sequence[str], chosen: Slice, words: Words) -> str:
    """The names of several territories, with the category in brackets where one is chosen; '' without any."""
    places = words.list_of([names[code] for code in codes])
    category = category_names(chosen.breakdown, words).get(chosen.category, chosen.category)
    return f"{places} ({category})" if places and not chosen.is_whole else places


def place_name(names: dict[str, str], chosen: Slice, words: Words) -> str:
    """The name of a territory, with the category where one is chosen."""
    place = names[chosen.territory]
    name = category_names(chosen.breakdown, words).get(chosen.category, chosen.category)
    return place if chosen.is_whole else f"{place}, {name}"
