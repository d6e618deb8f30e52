"""Names of categories, feeds and levels in the reader's language, from the code lists. The dictionaries are shared."""

from functools import cache

from catalogue import load
from texts.translator import N_, Words

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
    names = _column("feed_names", words)
    return words.list_of([names.get(feed, feed) for feed in feeds.split("|")])


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
