"""Sentences about measures: a target that the data exceed several times over is told apart from one that is reached."""

from datetime import date, datetime
from typing import Any

from tests.helpers.words import EN, IT
from texts.translator import Bilingual
from ui.content.kpi_sentences import value_and_outlook
from ui.content.status_summary import partition, status_summary

DAY = datetime(2019, 12, 31)


def row(judgement: str | None, **more: Any) -> Any:
    return {
        "name": Bilingual("Quota voucher", "Voucher share"), "value": 23.4, "sign": "", "decimals": None,
        "unit": "percent", "kind": "share", "period": "", "as_of": DAY, "planned": 1.0, "target": 1.8,
        "attainment": 13.0, "judgement": judgement, "breakdowns": (), "feeds": (), "known_elsewhere": True,
        "projected_mid": 30.0, "projected_low": 28.0, "projected_high": 32.0, "confidential": False,
        "units": 500, "outlook": None, "denominator": 500.0, "due_on": DAY, **more,
    }  # fmt: skip


def test_a_target_to_be_reviewed_is_neither_reached_nor_without_a_verdict() -> None:
    rows = [row("reached"), row("to_review"), row("to_review"), row("late"), row(None)]
    counts = partition(rows, "total")
    assert (counts.reached, counts.to_review, counts.not_projected, counts.not_judged) == (1, 2, 1, 1)
    told = status_summary(rows, date(2018, 6, 14), date(2021, 6, 13), DAY.date(), "Italia", "total", IT)
    assert "1 obiettivo su 2 è raggiunto" in told and "2 hanno un obiettivo da rivedere" in told
    assert "1 ha un valore ma nessun obiettivo" in told


def test_the_indicator_says_why_its_target_is_to_be_reviewed() -> None:
    told = value_and_outlook(row("to_review"), "Italia", "total", IT)
    assert "obiettivo da rivedere" in told and "13 volte" in told and "1,8" in told
    assert "non è plausibile" in told and "ripetono" not in told, "no projection against such a target"
    assert "not plausible" in value_and_outlook(row("to_review"), "Italy", "total", EN)
    assert "plausibile" not in value_and_outlook(row("reached"), "Italia", "total", IT)


def test_a_sum_of_unknown_amounts_is_missing_for_that_reason() -> None:
    unknown = row(None, value=None, kind="euro", unit="euro", units=0, denominator=3.0, known_elsewhere=True)
    assert "importo ignoto: 3 su 3" in value_and_outlook(unknown, "Molise", "total", IT)
    known = row(None, value=None, kind="euro", unit="euro", units=None, denominator=None, known_elsewhere=True)
    assert "importo ignoto" not in value_and_outlook(known, "Molise", "total", IT)
