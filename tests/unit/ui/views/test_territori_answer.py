"""Territories in a sentence: the right number, nobody on the plan, one alone, none that may be told."""

from datetime import datetime

from tests.helpers.words import IT
from ui.views.territori.answer import comparison

NAMES = {"A": "Alba", "B": "Brescia", "C": "Como"}
MEASURE = {"unit": "number", "period": "", "kind": "count", "confidential": True}


def answer(*cells: tuple[float | None, str, str | None]) -> str:
    rows = [
        {"territory": code, "value": value, "sign": sign, "judgement": judged, "denominator": 500, "decimals": None,
         "as_of": datetime(2020, 12, 31)}
        for code, (value, sign, judged) in zip(NAMES, cells, strict=False)
    ]  # fmt: skip
    return comparison(rows, None, MEASURE, NAMES, IT, place="Italia, Legacoop")


def test_how_many_are_on_the_plan_agrees_in_number() -> None:
    late, good = (5, "", "late"), (9, "", "on_track")
    day = "Italia, Legacoop, 31 dicembre 2020: "
    none = "in nessuno dei 3 territori l'obiettivo è raggiunto o in linea; in 3 è in ritardo."
    assert answer(late, late, late).startswith(day + none)
    one = "in 1 territorio su 3 l'obiettivo è raggiunto o in linea; in 2 è in ritardo."
    assert answer(good, late, late).startswith(day + one)
    two = "in 2 territori su 3 l'obiettivo è raggiunto o in linea; in 1 è in ritardo."
    assert answer(good, good, late).startswith(day + two)


def test_a_target_to_be_reviewed_is_counted_apart() -> None:
    review, late, good = (90, "", "to_review"), (5, "", "late"), (9, "", "on_track")
    told = "in 1 territorio su 3 l'obiettivo è raggiunto o in linea; in 1 è in ritardo; in 1 l'obiettivo è da rivedere."
    assert told in answer(good, late, review)
    assert "in 1 è in lieve ritardo" not in answer(good, late, review)
    assert answer((40, "", "to_review")).endswith("Alba (40): obiettivo da rivedere.")


def test_one_territory_alone_is_no_comparison() -> None:
    assert answer((40, "", "late"), (None, "", None), (None, "*", None)) == (
        "Italia, Legacoop, 31 dicembre 2020: solo un territorio ha un valore, Alba (40): in ritardo. "
        "1 è oscurato per riservatezza. 1 non ha dati."
    )
    assert answer((40, "", None)) == "Italia, Legacoop, 31 dicembre 2020: solo un territorio ha un valore, Alba (40)."


def test_where_all_are_suppressed_it_says_so_and_not_that_there_are_none() -> None:
    assert answer((None, "*", None), (None, "*", None)) == (
        "Italia, Legacoop: nessun territorio ha un valore che si possa dire: 2 sono oscurati per riservatezza."
    )
