"""Names of territories and categories in the reader's language, for lists, figures and tables.

Whoever asks is given the same dictionary as everybody: nobody writes into it.
"""

from functools import cache, lru_cache

import pandas as pd

from catalogue import load
from reads.releases import Release
from reads.territories import territories
from ui.words import N_, Words

LISTS = {
    "association": "associations",
    "sector": "ateco_sections",
    "size": "size_classes",
    "service": "pid_services",
    "counterpart": "counterparts",
    "technology": "technologies",
    "channel": "virtual_channels",
    "level": "maturity_levels",
}
OTHER = {
    "none": N_("no association"),
    "da PID": N_("from the PID"),
    "a PID": N_("to the PID"),
}
BREAKDOWN_NAMES = {
    "region": N_("by region"),
    "association": N_("by association"),
    "sector": N_("by sector"),
    "size": N_("by size class"),
    "service": N_("by service"),
    "counterpart": N_("by body on the other side"),
    "direction": N_("by direction"),
    "technology": N_("by technology"),
    "channel": N_("by channel"),
    "level": N_("by level of maturity"),
    "move": N_("by level of the first and of the latest assessment"),
}


@lru_cache(maxsize=16)
def territory_names(release: Release, words: Words) -> dict[str, str]:
    """Code and name of every territory."""
    frame = territories(release)
    return dict(zip(frame["territory"], frame[f"name_{words.lang}"], strict=True))


@lru_cache(maxsize=16)
def chart_names(release: Release, words: Words) -> dict[str, str]:
    """Code and name of every territory as it fits a chart."""
    frame = territories(release)
    return dict(zip(frame["territory"], short_names(frame, words), strict=True))


def territory_options(release: Release, words: Words) -> dict[str, str]:
    """Code and label for a list: regions say their area, provinces their sigla."""
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
    """Whose figures these are: the territory, and the category when only a part of it is read."""
    place = names[territory]
    return place if breakdown == "total" else f"{place}, {category_names(breakdown, words)[category]}"


def short_names(frame: pd.DataFrame, words: Words) -> list[str]:
    """Names that fit a chart: the Italian short form, or the English name."""
    return list(frame["short_it"] if words.lang == "it" else frame["name_en"])


@cache
def category_names(breakdown: str, words: Words) -> dict[str, str]:
    """Code and name of a breakdown's categories; a code list gives them, some breakdowns have words of their own."""
    names = {code: words.t(text) for code, text in OTHER.items()}
    if breakdown in LISTS:
        names |= _column(LISTS[breakdown], words)
    if breakdown == "move":
        levels = _column(LISTS["level"], words)
        names |= {
            f"{first}>{latest}": words.t("from {first} to {latest}", first=levels[first], latest=levels[latest])
            for first in levels
            for latest in levels
        }
    return names


@cache
def feed_names(feeds: str, words: Words) -> str:
    """The feeds a measure rests on (codes joined by '|'), named in a sentence."""
    known = _column("feed_names", words)
    return words.list_of([known.get(feed, feed) for feed in feeds.split("|")])


@cache
def _column(code_list: str, words: Words) -> dict[str, str]:
    """Code and name of a list; the short name where the list has one."""
    entries = load().code_lists[code_list]
    titles = (f"short_{words.lang}", f"name_{words.lang}")
    column = entries.columns.index(next(title for title in titles if title in entries.columns))
    return {row[0]: row[column] for row in entries.rows}


def level_names(words: Words) -> dict[str, str]:
    """Code and name of the levels of digital maturity."""
    return _column("maturity_levels", words)
