"""Reads an ATECO code of any edition as the section of ATECO 2007, which the product's breakdown uses."""

import re
from dataclasses import dataclass
from functools import cache

from catalogue import load
from etl.normalise.lenient_reading import Reading

WRITTEN = re.compile(r"(?:ATECO\s*(2007|2022|2025)\s*[:-]?\s*)?([A-V])?[\s.-]*(\d[\d.]*)?", re.IGNORECASE)
EDITIONS = ("2007", "2022", "2025")  # the contract asks for 2007: of several that know a code the first is assumed
LONGEST = 40


@dataclass(frozen=True)
class Known:
    """One way to read a code: in an edition, with the sections of ATECO 2007 that it stands for, main one first."""

    code: str
    edition: str
    sections: tuple[str, ...]

    @property
    def words(self) -> str:
        """``62.10 (ATECO 2025) → J``: the same in every language."""
        return f"{self.code} (ATECO {self.edition}) → {', '.join(self.sections)}"


def read_ateco(text: str) -> Reading | None:
    """The section of ATECO 2007 that a code means: with or without dots, leading zero, letter, edition.

    Told are: a code of ATECO 2025, one that the editions put into different sections, a leading zero put back
    (``ateco_edition``), and one that corresponds to several sections (``ateco_split``: the first is taken). A code
    with two readings that lead to different sections has no value and names them. None: no code of any edition.
    """
    found = WRITTEN.fullmatch(text) if len(text) <= LONGEST else None
    if not found or not (found[3] or (found[1] and found[2])):
        return None
    edition, letter, digits = found[1], (found[2] or "").upper(), found[3] or ""
    codes = _dotted(digits) if digits else [letter]
    readings = [reading for code in codes for reading in _known(code, edition, letter)]
    if not readings:
        return None
    firsts = {code: next((r for r in readings if r.code == code), None) for code in codes}
    chosen = [reading for reading in firsts.values() if reading]
    if len({reading.sections[0] for reading in chosen}) > 1:
        return Reading(None, candidates="; ".join(reading.words for reading in chosen))
    taken = chosen[0]
    if len(taken.sections) > 1:
        return Reading(taken.sections[0], "ateco_split", taken.words)
    same = {reading.sections[0] for reading in readings if reading.code == taken.code} == {taken.sections[0]}
    plain = (same or edition) and taken.edition != "2025" and _same_digits(digits, taken.code)
    return Reading(taken.sections[0]) if plain else Reading(taken.sections[0], "ateco_edition", taken.words)


def _known(code: str, edition: str | None, letter: str) -> list[Known]:
    """The readings of one dotted code in the editions that know it and agree with what else is written."""
    entry = _codes().get(code, {})
    wanted = (edition,) if edition else EDITIONS
    return [
        Known(code, name, sections)
        for name in wanted
        if name in entry
        and letter in {"", entry[name][0]}
        and (sections := tuple(section for section in entry[name][1] if section in _used()))
    ]


@cache
def _used() -> frozenset[str]:
    """The sections of the product's breakdown: no cooperative is a household or an embassy."""
    return frozenset(row[0] for row in load().code_lists["ateco_sections"].rows)


def _dotted(digits: str) -> list[str]:
    """The codes that some digits may mean: a spreadsheet drops the zero before 01.11, and senders drop the points."""
    if "." in digits:
        first, _, rest = digits.strip(".").partition(".")
        return [f"{first.zfill(2)}.{rest}" if rest else first.zfill(2)]
    zero = f"0{digits}"
    written = [digits, zero] if len(digits) % 2 else [digits]
    codes = [".".join(part for part in (text[:2], text[2:4], text[4:]) if part) for text in written if len(text) <= 6]
    return list(dict.fromkeys(code for code in codes if len(code) > 1))


def _same_digits(digits: str, code: str) -> bool:
    return digits.replace(".", "") == code.replace(".", "") or not digits


@cache
def _codes() -> dict[str, dict[str, tuple[str, tuple[str, ...]]]]:
    """code -> edition -> (its own section there, sections of ATECO 2007)."""
    found: dict[str, dict[str, tuple[str, tuple[str, ...]]]] = {}
    for code, in_2007, in_2022, in_2025, mapped in load().code_lists["ateco_codes"].rows:
        own = {
            "2007": (in_2007, (in_2007,)),
            "2022": (in_2022, (in_2022,)),
            "2025": (in_2025, tuple(mapped.split("|"))),
        }
        found[code] = {edition: entry for edition, entry in own.items() if entry[0]}
    return found
