"""Names of categories, feeds and levels in the reader's language, as the release has them. Dictionaries are shared."""

from functools import lru_cache

from texts.translator import N_, Words

CACHED = 256  # answers, by release and language
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


@lru_cache(maxsize=CACHED)
def category_names(breakdown: str, words: Words) -> dict[str, str]:
    """Code and name of a breakdown's categories: of the release's code list, or words of their own."""
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


@lru_cache(maxsize=CACHED)
def association_names(words: Words) -> dict[str, str]:
    """Code and name of the Alleanza's associations."""
    return _column("associations", words)


def feed_names(feeds: tuple[str, ...], words: Words) -> str:
    """The feeds a measure rests on, named in a sentence."""
    names = _column("feed_names", words)
    return words.list_of([names.get(feed, feed) for feed in feeds])


def feed_name(feed: str, words: Words) -> str:
    """One feed's name."""
    return feed_names((feed,), words)


@lru_cache(maxsize=CACHED)
def _column(code_list: str, words: Words) -> dict[str, str]:
    """Code and name of a list of the release; the short name where the list has one."""
    entries = words.release.names.get(code_list, {})
    return {code: entry.of(words.lang) for code, entry in entries.items()}


def level_names(words: Words) -> dict[str, str]:
    """Code and name of the levels of digital maturity."""
    return _column("maturity_levels", words)


def parts_of(code_list: str, words: Words) -> dict[str, str]:
    """Code and part of the list, for the lists that have parts: of technologies their Elenco."""
    return {code: entry.part for code, entry in words.release.names.get(code_list, {}).items()}
