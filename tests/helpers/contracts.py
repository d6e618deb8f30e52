"""Hypothesis strategies for contracts and files: random fields and rules, and cells that satisfy or break them."""

import csv
import string
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import xlsxwriter
import yaml
from hypothesis import strategies as st

from catalogue import load
from catalogue.load import Catalogue, _feed, texts_of
from catalogue.model import Feed

MISSING = ["", "-", "n.d."]
WORDS = st.text("abcdefghilmnopqrstuvzàèìòù' ", min_size=1, max_size=12).map(str.strip).filter(bool)
TRUE, FALSE = ["sì", "vero", "1"], ["no", "falso", "0"]
LISTS = {"associations": ["Legacoop", "AGCI"], "provinces": ["BO", "Milano", "Forlì-Cesena"],
         "size_classes": ["10-49"]}  # fmt: skip
BREAKING = {"text": ["z", "z" * 21, "z" * 31, "z" * 20], "pattern": ["AB", "ab1", "z!", "xy z", "UNO"],
            "enum": ["basso"], "list": ["Atlantide"],
            "date": ["2019-03-32", "2017-12-31", "2020-01-01"],
            "boolean": ["boh", "2"], "number": ["-1", "-11", "1001", "dieci"],
            "integer": ["-1", "-11", "1001", "tre"]}  # fmt: skip
PATTERNS = {"[A-Z]{2}[0-9]{1,3}": ["AB1", "ZZ123"], "[a-z_]+": ["uno", "due_tre"], "(x|yy)*z": ["z", "xyyz"]}
DAYS = ["2019-03-15", "15/03/2019", "16.03.2019", "17-03-2019", "2020-02-29"]
ODD = [*MISSING, " ", "ieri", "31/02/2019", "1.2.3", "12,5", "-7", "1e3", "è", "a;b", 'virgolette "', "a,b", "\u00a0",
       "'", "999999999999", "9007199254740993", "99999999999999999999", "1e999", "+5", "x" * 60, "BO", "no", "={1+1}",
       "mario@example.it", "RSSMRA80A01H501U", "333 1234567"]  # fmt: skip


@st.composite
def fields(draw: st.DrawFn, name: str, listed: bool) -> tuple[dict[str, Any], list[str], list[str]]:
    """A field of a contract, texts that mostly satisfy its rules, and texts that break one each."""
    kinds = ["text", "pattern", "enum", "date", "number", "integer", "boolean", *(["list"] if listed else [])]
    kind = draw(st.sampled_from(kinds))
    limits: dict[str, Any] = {"required": True} if draw(st.booleans()) else {}
    field: dict[str, Any] = {"name": name, "title": f"Colonna {name}", "type": "string"}
    if kind == "text":
        limits |= draw(st.sampled_from([{"maxLength": 20}, {"minLength": 2, "maxLength": 30}]))
        texts = [draw(WORDS) for _ in range(3)]
    elif kind == "pattern":
        limits["pattern"] = draw(st.sampled_from(sorted(PATTERNS)))
        texts = PATTERNS[limits["pattern"]]
    elif kind == "enum":
        limits["enum"] = texts = draw(
            st.lists(st.sampled_from(["alto", "Medio", "più basso"]), min_size=1, unique=True)
        )
    elif kind == "list":
        field["list"] = draw(st.sampled_from(sorted(LISTS)))
        texts = LISTS[field["list"]]
    elif kind == "boolean":
        field |= {"type": kind, "trueValues": TRUE, "falseValues": FALSE}
        texts = [*TRUE, *FALSE]
    elif kind == "date":
        field |= {"type": kind, "format": "any"}
        limits |= draw(
            st.sampled_from([{}, {"minimum": "2019-03-16"}, {"minimum": "2018-01-01", "maximum": "2019-12-31"}])
        )
        texts = DAYS
    else:
        field["type"] = kind
        limits |= draw(st.sampled_from([{}, {"minimum": 0}, {"minimum": -10, "maximum": 1000}]))
        italian = draw(st.booleans())
        field |= {"groupChar": "." if italian else ""} | (
            {"decimalChar": "," if italian else "."} if kind == "number" else {}
        )
        texts = ["0", "12", "999"] + ([] if kind == "integer" else ["12,50", "3,25"] if italian else ["12.50", "3.25"])
    return field | {"constraints": limits}, list(texts), BREAKING[kind]


@dataclass(frozen=True)
class Drawn:
    """A contract as parsed from YAML, the titles of its columns, and rows of texts for it."""

    contract: dict[str, Any]
    titles: list[str]
    rows: list[list[str]]

    def catalogue(self, folder: Path) -> Catalogue:
        """The catalogue with this contract as its only feed, read from a file as every contract is."""
        path = folder / "made_up.yaml"
        path.write_text(yaml.safe_dump(self.contract, allow_unicode=True), encoding="utf-8")
        return replace(load(), feeds={"made_up": feed_of(path)}, digest="x")


def feed_of(path: Path) -> Feed:
    return _feed(path, code_list_texts())


@cache
def code_list_texts() -> dict[str, bytes]:
    return texts_of(load().code_lists)


@st.composite
def drawn(
    draw: st.DrawFn, most: int = 5, rows: int = 12, odd: Sequence[str] = tuple(ODD), listed: bool = True
) -> Drawn:
    """A contract of a key and up to ``most`` other fields, and rows of which some break it by ``odd`` texts.

    ``listed``: whether fields may refer to the catalogue's code lists.
    """
    made = [draw(fields(name, listed)) for name in string.ascii_lowercase[: draw(st.integers(1, most))]]
    key = {"name": "key", "title": "Chiave", "type": "string", "identifier": True, "constraints": {"required": True}}
    chosen = [({**key}, ["K1", "K2", "K3", "K4", "K5", "K6"], [""]), *made]
    lists = {field["name"]: field.pop("list") for field, _, _ in chosen if "list" in field}
    schema = {
        "missingValues": MISSING, "primaryKey": ["key"], "fields": [field for field, _, _ in chosen],
        "foreignKeys": [{"fields": name, "reference": {"resource": code, "fields": "code"}}
                        for name, code in lists.items()],
    }  # fmt: skip
    contract = {"feed": "made_up", "name_it": "Prova", "name_en": "Trial", "sender": "chamber", "programme": True,
                "formats": ["csv", "xlsx"], "sheet": "Dati", "grain_it": "una riga", "grain_en": "one row",
                "schema": schema}  # fmt: skip
    good = [st.sampled_from(texts) for _, texts, _ in chosen]
    bad = [st.sampled_from(texts) for _, _, texts in chosen]
    dirty = [st.one_of(cell, wrong, st.sampled_from(odd)) for cell, wrong in zip(good, bad, strict=True)]
    row = st.one_of(st.tuples(*good), st.tuples(*dirty)).map(list)
    body = draw(st.lists(row, min_size=1, max_size=rows).filter(lambda found: any(map(any, found))))
    return Drawn(contract, [field["title"] for field, _, _ in chosen], body)


@dataclass(frozen=True)
class Dialect:
    """How a file is written: ``separator`` empty for a workbook; blank lines stand after every ``gap`` rows."""

    separator: str
    encoding: str = "utf-8"
    end: str = "\n"
    gap: int = 0


DIALECTS = [Dialect(""), Dialect(","), Dialect(";", "cp1252"), Dialect("\t", "utf-16"),
            Dialect("|", "utf-8-sig", "\r\n"), Dialect(";", "utf-8", "\n", 3), Dialect(",", "cp1252", "\r\n", 2),
            Dialect("", gap=2)]  # fmt: skip


def is_row(cells: Sequence[str], how: Dialect) -> bool:
    """Whether a line counts as a row: blanks are typed into a workbook's cell, and padding in a text file."""
    return any(cell.strip(" ") if how.separator else cell for cell in cells)


def write(
    folder: Path, stem: str, titles: Sequence[str], rows: Sequence[Sequence[str]], how: Dialect
) -> dict[int, list[str]]:
    """Write the rows as a file of the dialect; returns the texts of each row under the number a person counts."""
    lines: list[Sequence[str]] = [titles]
    for place, row in enumerate(rows, start=1):
        lines.append(row)
        lines += [[]] * (1 if how.gap and place % how.gap == 0 else 0)
    folder.mkdir(parents=True, exist_ok=True)
    if how.separator:
        with (folder / f"{stem}.csv").open("w", encoding=how.encoding, newline="") as file:
            csv.writer(file, delimiter=how.separator, lineterminator=how.end, quoting=csv.QUOTE_ALL).writerows(lines)
    else:
        with xlsxwriter.Workbook(str(folder / f"{stem}.xlsx"), {"strings_to_formulas": False}) as book:
            page = book.add_worksheet("Dati")
            for place, line in enumerate(lines):
                for column, text in enumerate(line):
                    page.write_string(place, column, text)
    return {place: list(line) for place, line in enumerate(lines[1:], start=2) if is_row(line, how)}
