"""Reads a province that is not written as in the list: damaged accents, former provinces, a comune in its place."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from catalogue import load
from etl.normalise.lenient_reading import Reading
from etl.normalise.text_key import text_key

DAMAGED = re.compile(r"(?:ï¿½|[\ufffd?])+")  # what is left of a letter in the wrong encoding
ACCENT_AFTER = re.compile(r"[aeiouAEIOU]['`´](?!\w)")  # Forli' for Forlì
OUTSIDE = re.compile(r"[^\x00-\x7f]|(?<=\w)['](?=\w)")  # what can be damaged: accented letters, apostrophes
WITH_SIGLA = re.compile(r"(.{2,60}?)\s*[(/,-]\s*([A-Za-z]{2})\)?")
SHORTEST_COMUNE = 3  # Bra, Rho, Ala; of two, Re, Ne, Vo, are letters of a car, or a slip
NO_CODE = re.compile(r"[^\w\s(\"'«]|_")  # a short text that begins with such a sign, $1 or #TO, names no place
LONGEST_CODE = 3
SHORTEST_DAMAGED = 4  # letters that are left of a name
LONGEST = 80
FORMER, HURT = "historical", "damaged"  # kinds of catalogue/codes/territory_aliases.csv
Known = dict[str, frozenset[str]]  # a spelling's key -> the provinces it may mean


def read_province(text: str) -> Reading | None:
    """The province that a text means, with a notice (place_damaged, place_former, place_comune) where it is corrected.

    Provinces are those of 2016 to 2025: one of Sardinia before or since (Gallura) stands for that in which it lay then.

    A comune that lies in one province stands for it; one name in several provinces has no value and names them.
    None: no place of Italy.
    """
    if len(text) > LONGEST:
        return None
    certain = _spelled()[0]
    # A lost letter is no blank, «Vi?» is not VI; nor is Ã an a, «ErbÃ¨» is not Erba. Such a text is not read as it is.
    key, redecoded = text_key(text), text_key(_redecoded(text)) if _redecoded(text) != text else ""
    whole = "" if redecoded or DAMAGED.search(text) else key
    if len(key) <= LONGEST_CODE and NO_CODE.match(text):
        return None
    if whole in certain:
        accent = ACCENT_AFTER.search(text) and text.casefold() not in _as_written()
        return _corrected("place_damaged", certain[key]) if accent else Reading(min(certain[key]))
    for notice, known, wanted in _lists(text, key, whole, redecoded):
        if wanted in known and (notice != "place_comune" or len(wanted) >= SHORTEST_COMUNE):
            return _corrected(notice, known[wanted])
    return _with_sigla(text)


def _lists(text: str, key: str, whole: str, redecoded: str) -> Iterator[tuple[str, Known, str]]:
    """Yield (notice, spellings, key to look up), surest first; the long list of comuni is made only when reached."""
    certain, former, hurt = _spelled()
    form = _form(text)
    yield "place_former", former, whole
    yield "place_damaged", hurt, key if whole or len(key) >= SHORTEST_DAMAGED else ""
    yield "place_damaged", certain, redecoded
    yield "place_damaged", former, redecoded
    if form:
        yield "place_damaged", _forms(False), form
    yield "place_comune", _comuni(), whole
    yield "place_comune", _comuni(), redecoded
    if len(form) >= SHORTEST_DAMAGED:
        yield "place_comune", _forms(True), form


def _corrected(notice: str, provinces: frozenset[str]) -> Reading:
    names = ", ".join(_names()[code] for code in sorted(provinces))
    return Reading(None, candidates=names) if len(provinces) > 1 else Reading(min(provinces), notice, names)


def _with_sigla(text: str) -> Reading | None:
    """``Imola (BO)``: the place is in the province that stands beside it, or nothing is read."""
    found = WITH_SIGLA.fullmatch(text)
    if not found:
        return None
    name, sigla = text_key(found[1]), text_key(found[2])
    certain = _spelled()[0]
    if name in certain and certain[name] == certain.get(sigla):
        return Reading(min(certain[name]))
    both = certain.get(sigla, frozenset()) & (certain.get(name, frozenset()) | _comuni().get(name, frozenset()))
    return _corrected("place_comune", both) if both else None


def _redecoded(text: str) -> str:
    """UTF-8 that was read as Windows-1252, read again as what it was; the text itself where it is no such thing."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    # The second half of à is a blank there, which was trimmed.
    return re.sub("Ã(?= |$)", "à", text)


def _form(text: str) -> str:
    """The key of a text whose damaged letters could be any; empty for one without."""
    return text_key(DAMAGED.sub("@", text)) if DAMAGED.search(text) else ""


@cache
def _spelled() -> tuple[Known, Known, Known]:
    """Spellings of the provinces that are beyond doubt, those of former provinces, and damaged ones."""
    lists = load().code_lists
    kinds = {
        kind: {text_key(row[0]) for row in lists["territory_aliases"].rows if row[2] == kind} for kind in (FORMER, HURT)
    }
    clean = {text_key(row[0]) for row in lists["territory_aliases"].rows if row[2] not in kinds}
    clean |= {text_key(cell) for row in lists["provinces"].rows for cell in row}
    groups: tuple[dict[str, str], ...] = ({}, {}, {})
    for text, code in lists["provinces"].spellings:
        key = text_key(text)
        place = 0 if key in clean else 1 if key in kinds[FORMER] else 2 if key in kinds[HURT] else 0
        groups[place].setdefault(key, code)  # the first of a list wins
    certain, former, hurt = ({key: frozenset({code}) for key, code in group.items()} for group in groups)
    return certain, former, hurt


@cache
def _as_written() -> frozenset[str]:
    return frozenset(text.casefold() for text, _ in load().code_lists["provinces"].spellings
                     if not ACCENT_AFTER.search(text))  # fmt: skip


@cache
def _names() -> dict[str, str]:
    """``Forlì-Cesena (FC)`` of each province's code."""
    entries = load().code_lists["provinces"]
    name, sigla = entries.columns.index("name_it"), entries.columns.index("sigla")
    return {row[0]: f"{row[name]} ({row[sigla]})" for row in entries.rows}


@cache
def _comuni() -> Known:
    return _gathered((text_key(name), province) for name, province in _comune_names())


@cache
def _forms(comuni: bool) -> Known:
    """The spellings as they look when every letter that can be damaged is, with and without their apostrophes."""
    hurt = {row[0] for row in load().code_lists["territory_aliases"].rows if row[2] == HURT}
    provinces = [(text, code) for text, code in load().code_lists["provinces"].spellings if text not in hurt]
    names = _comune_names() if comuni else provinces
    forms = ((text_key(pattern.sub("@", name)), code) for name, code in names
             for pattern in (OUTSIDE, re.compile(r"[^\x00-\x7f]+")) if pattern.search(name))  # fmt: skip
    return _gathered(forms)


def _comune_names() -> list[tuple[str, str]]:
    """Each name of a comune, with its province: Italian, and of the few that have one the other language, and both.

    Those of 2020, those that ended during the agreement, and those that came or changed province until 2026.
    """
    lists = load().code_lists
    rows = [*lists["comuni"].rows, *lists["comuni_changes"].rows]
    return [(name, row[3]) for row in rows
            for name in ((row[1], row[2], f"{row[1]}/{row[2]}") if row[2] else row[1:2])]  # fmt: skip


def _gathered(pairs: Iterable[tuple[str, str]]) -> Known:
    found: dict[str, set[str]] = {}
    for key, code in pairs:
        found.setdefault(key, set()).add(code)
    return {key: frozenset(codes) for key, codes in found.items() if key}
