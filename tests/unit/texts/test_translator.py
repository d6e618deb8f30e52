"""Words: numbers and dates as each reader writes them; messages whose language comes later."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from texts.message import Counted, Message, day, exact, in_languages, listed, number, of
from texts.translator import SIGNS, UNITS, Words

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


def test_a_message_is_put_into_words_later_and_so_are_its_parts() -> None:
    rows = Message("read {read}, accepted {accepted}, rejected {rejected}, duplicate {duplicate}",
                   **{name: number(1234) for name in ("read", "accepted", "rejected", "duplicate")})  # fmt: skip
    whole = Message("✗ {file}: {text}.", file="a.csv", text=rows)
    assert str(whole) == "✗ a.csv: read 1,234, accepted 1,234, rejected 1,234, duplicate 1,234."
    assert whole(IT) == "✗ a.csv: lette 1.234, accettate 1.234, rifiutate 1.234, duplicate 1.234."
    assert in_languages(listed([Message("by tax code"), Message("to be decided")])) == {
        "it": "per codice fiscale, da decidere", "en": "by tax code, to be decided"
    }  # fmt: skip
    several = ("{count} figure", "{count} figures")
    assert [Counted(several, n)(IT) for n in (1, 1234)] == ["1 valore", "1.234 valori"]
    assert Message("{n}") == Message("{n}") != Message("{n}", n=1)


def test_parts_of_a_message_by_language() -> None:
    assert [day(dt.date(2020, 12, 31))(words) for words in (IT, EN)] == ["31 dicembre 2020", "31 December 2020"]
    assert [exact(1234.123456)(words) for words in (IT, EN)] == ["1.234,123456", "1,234.123456"]
    assert exact(None)(IT) == "–"
    assert [of({"name_it": "a", "name_en": "b"}, "name")(words) for words in (IT, EN)] == ["a", "b"]
    assert (IT.p("figure", "suppressed"), IT.t("suppressed")) == ("oscurato", "oscurate")
