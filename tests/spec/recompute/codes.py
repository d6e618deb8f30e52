"""The code lists as data: which code a spelling means, and which provinces a territory holds."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

CATALOGUE = Path(__file__).resolve().parents[3] / "catalogue"
REFERENCE = CATALOGUE.parent / "data" / "reference"


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of a code list."""
    with (CATALOGUE / "codes" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def agreement() -> Mapping[str, object]:
    """The agreement's window and thresholds."""
    found: Mapping[str, object] = yaml.safe_load((CATALOGUE / "agreement.yaml").read_text(encoding="utf-8"))
    return found


def plain(text: str) -> str:
    """Letters and digits in small letters, without accents, one blank between words."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)).lower()
    return " ".join(re.sub(r"[^a-z0-9+]", " ", bare).split())


@cache
def meanings(name: str) -> Mapping[str, str]:
    """What each spelling of a list means; the first of two wins."""
    found: dict[str, str] = {}
    for row in rows(name):
        written = (row["code"], row.get("name_it", ""), row.get("name_en", ""), *row.get("aliases", "").split("|"))
        for text in filter(None, written):
            found.setdefault(plain(text), row["code"])
    return found


@cache
def provinces() -> Mapping[str, str]:
    """The province that each spelling means."""
    own = {row["code"]: row for row in rows("territories") if row["level"] == "province"}
    found = {plain(row["sigla"]): code for code, row in own.items()}
    for row in rows("territory_aliases"):
        if row["code"] in own and row["kind"] not in ("damaged", "historical"):
            found.setdefault(plain(row["alias"]), row["code"])
    for code, row in own.items():
        for text in (code, row["name_it"], row["name_en"]):
            found.setdefault(plain(text), code)
    return found


@cache
def regions() -> Mapping[str, str]:
    """The region that each spelling means."""
    own = {row["code"] for row in rows("territories") if row["level"] == "region"}
    written = [(text, row["code"]) for row in rows("territories") for text in (row["name_it"], row["name_en"])]
    written += [(row["alias"], row["code"]) for row in rows("territory_aliases")]
    return {plain(text): code for text, code in written if code in own}


@cache
def chambers() -> Mapping[str, str]:
    """The chamber that each spelling means, with or without the words that all their names begin with."""
    written = [(text, row["chamber"]) for row in rows("chambers") for text in (row["chamber"], row["name"])]
    written += [(row["alias"], row["chamber"]) for row in rows("chamber_aliases")]
    found: dict[str, str] = {}
    for text, code in written:
        for start in ("", "camera di commercio di ", "camera di commercio ", "cciaa di ", "cciaa "):
            found.setdefault(f"{start}{plain(text)}", code)
    return found


@cache
def above() -> Mapping[str, str]:
    """What each territory lies in."""
    return {row["code"]: row["parent"] for row in rows("territories")}


def wholes(territory: str) -> Iterator[str]:
    """A territory and all that it lies in."""
    while territory:
        yield territory
        territory = above().get(territory, "")


@cache
def level_of(territory: str) -> str:
    """Country, area, region or province."""
    return next(row["level"] for row in rows("territories") if row["code"] == territory)


@cache
def provinces_of(territory: str) -> frozenset[str]:
    """The provinces within a territory."""
    own = (row["code"] for row in rows("territories") if row["level"] == "province")
    return frozenset(code for code in own if territory in wholes(code))
