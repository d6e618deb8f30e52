"""Words: numbers and dates as each reader writes them, and an Italian catalogue without holes."""

from __future__ import annotations

import ast
import datetime as dt
import string
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from babel.messages.pofile import read_po

from texts.translator import CATALOGUE, SIGNS, UNITS, Words

ROOT = Path(__file__).resolve().parents[3]
NBSP = "\u00a0"
IT, EN = Words("it"), Words("en")


def test_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="de"):
        Words("de")


def test_equal_by_language() -> None:
    assert Words("it") == IT
    assert hash(Words("it")) == hash(IT)
    assert IT != EN


@pytest.mark.parametrize(
    ("x", "decimals", "italian", "english"),
    [
        (1234.5, None, "1.234,5", "1,234.5"),
        (1234567, None, "1.234.567", "1,234,567"),
        (12.345, 2, "12,35", "12.35"),
        (2.5, 0, "3", "3"),
        (-0.04, 1, "0,0", "0.0"),
        (-1234.5, 1, "-1.234,5", "-1,234.5"),
        (np.int64(1000), None, "1.000", "1,000"),
        (np.float64(0.1) + 0.2, None, "0,3", "0.3"),
    ],
)
def test_numbers(x: float, decimals: int | None, italian: str, english: str) -> None:
    assert IT.number(x, decimals) == italian
    assert EN.number(x, decimals) == english


def test_percent_money_and_units() -> None:
    assert IT.percent(12.4) == f"12,4{NBSP}%"
    assert EN.percent(12.4) == "12.4%"
    assert (IT.money(1234), IT.money(1234.5)) == (f"1.234{NBSP}€", f"1.234,50{NBSP}€")
    assert (EN.money(1234), EN.money(-5)) == ("€1,234", "-€5")
    assert IT.value(1.853, "score") == "1,85"
    assert IT.value(3.4, "per100") == "3,4 ogni 100"
    assert [IT.value(x, "years") for x in (1, 2.5)] == ["1 anno", "2,5 anni"]
    assert [EN.value(x, "persons") for x in (1, 1200)] == ["1 person", "1,200 persons"]
    with pytest.raises(ValueError, match="furlongs"):
        IT.value(1, "furlongs")


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT, float("inf")])
@pytest.mark.parametrize("unit", UNITS)
def test_missing_is_never_zero(missing: object, unit: str) -> None:
    assert IT.value(missing, unit) == "nessun dato"
    assert EN.value(missing, unit) == "no data"


def test_dates() -> None:
    date = dt.date(2020, 6, 30)
    assert (IT.day(date), IT.month(date), IT.short_month(date)) == (
        "30 giugno 2020",
        "giugno 2020",
        "giu 2020",
    )
    assert (EN.day(date), EN.month(pd.Timestamp(date))) == ("30 June 2020", "June 2020")
    assert IT.day(None) == IT.month(pd.NaT) == "nessun dato"


def test_lists_plurals_signs_and_separators() -> None:
    assert IT.list_of(["a", "b", "c"]) == "a, b e c"
    assert EN.list_of(["a", "b", "c"]) == "a, b and c"
    assert IT.list_of([]) == ""
    one, many = "{count} figure", "{count} figures"
    assert [IT.n(one, many, n) for n in (0, 1, 1234)] == [
        "0 valori",
        "1 valore",
        "1.234 valori",
    ]
    assert IT.sign("*") == ("*", "dato oscurato per riservatezza")
    assert len({IT.sign(s)[1] for s in SIGNS}) == len(SIGNS)
    assert (IT.separators, EN.separators) == (",.", ".,")


def _used() -> set[str | tuple[str, str]]:
    """Every literal text of the screen, found in the syntax tree: a call inside an f-string counts too."""
    found: set[str | tuple[str, str]] = set()
    files = [ROOT / "dashboard.py"]
    files += [file for folder in ("texts", "ui", "pages", "briefing") for file in (ROOT / folder).rglob("*.py")]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                if name in {"t", "N_"} and texts:
                    found.add(texts[0])
                elif name == "n" and len(texts) >= 2:
                    found.add((texts[0], texts[1]))
    return found


def _fields(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def test_every_text_has_its_italian_and_the_catalogue_nothing_else() -> None:
    with (CATALOGUE / "it.po").open("rb") as file:
        catalogue = read_po(file, locale="it")
    assert not catalogue.obsolete
    assert catalogue.num_plurals == 2
    entries = {message.id: message for message in catalogue if message.id}
    used = _used()
    assert len(used) > 30
    assert not used - set(entries), "no Italian for these"
    assert not set(entries) - used, "in the catalogue, but no longer in the code"
    for msgid, message in entries.items():
        assert not message.fuzzy, msgid
        originals = [msgid] if isinstance(msgid, str) else list(msgid)
        translations = [message.string] if isinstance(message.string, str) else list(message.string or ())
        assert all(translations), msgid
        assert {f for o in originals for f in _fields(o)} == {f for t in translations for f in _fields(t)}, msgid
