"""Which regions a text of the State-aid register names: one, or several in one field."""

import re
from functools import cache

from catalogue import load
from etl.normalise.text_key import text_key


@cache
def region_named(text: str) -> str:
    """The code of the one region that is named, '' for none or several."""
    codes = _codes(text)
    return codes.pop() if len(codes) == 1 else ""


def regions_named(text: str) -> list[str]:
    """The codes of all regions that are named, sorted."""
    return sorted(_codes(text) - {""})


def _codes(text: str) -> set[str]:
    """The code of each part, '' for one that is no region's; a bilingual name is one part."""
    found = _region_code(text)
    return {found} if found else {_region_code(part) for part in re.split(r"[;,|/\n]", text) if part.strip()}


def _region_code(text: str) -> str:
    return _regions().get(text_key(text), "")


@cache
def _regions() -> dict[str, str]:
    """The text key of every spelling of a region, and its code."""
    lists = load().code_lists
    regions = {row[0] for row in lists["territories"].rows if row[1] == "region"}
    written = [*lists["territories"].spellings, *((row[0], row[1]) for row in lists["territory_aliases"].rows)]
    return {text_key(text): code for text, code in written if code in regions}
