"""Names of a release's territories in the reader's language; the dictionaries are cached and shared, never changed."""

from functools import lru_cache

import pandas as pd

from reads.releases import Release
from reads.territories import territories
from texts.labels import category_names
from texts.translator import Words


@lru_cache(maxsize=16)
def territory_names(release: Release, words: Words) -> dict[str, str]:
    """Names of all territories by code."""
    frame = territories(release)
    return dict(zip(frame["territory"], frame[f"name_{words.lang}"], strict=True))


@lru_cache(maxsize=16)
def chart_names(release: Release, words: Words) -> dict[str, str]:
    """Names of all territories by code, short enough for a chart."""
    frame = territories(release)
    return dict(zip(frame["territory"], short_names(frame, words), strict=True))


def territory_options(release: Release, words: Words) -> dict[str, str]:
    """Labels of all territories by code, for a list: an area and a province are marked as such."""
    frame = territories(release)
    labels = {}
    for row in frame.to_dict("records"):
        name = str(row[f"name_{words.lang}"])
        if row["territory_level"] == "area":
            name = words.t("{name} (area)", name=name)
        elif row["territory_level"] == "province":
            name = words.t("{name} (province of {sigla})", name=name, sigla=row["sigla"])
        labels[str(row["territory"])] = name
    return labels


def place_name(names: dict[str, str], territory: str, breakdown: str, category: str, words: Words) -> str:
    """The name of a territory, with the category where one is chosen."""
    place = names[territory]
    return place if breakdown == "total" else f"{place}, {category_names(breakdown, words).get(category, category)}"


def short_names(frame: pd.DataFrame, words: Words) -> list[str]:
    """Names for a chart: the Italian short form, or the English name."""
    return list(frame["short_it"] if words.lang == "it" else frame["name_en"])
