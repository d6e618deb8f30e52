"""Tiles: a path broken where a figure is missing, editions as dots, names as text, and the reason for no figure."""

from base64 import b64decode
from datetime import datetime
from typing import Any

import pandas as pd

from tests.helpers.words import IT
from texts.translator import Bilingual
from ui.components.kpi_tiles import tile
from ui.components.sparkline import sparkline
from ui.style.html import render
from ui.style.theme import LIGHT


def history(values: list[float | None]) -> list[dict[str, Any]]:
    months = pd.date_range("2018-07-31", periods=len(values), freq="ME")
    return [{"month": month.to_pydatetime(), "value": value} for month, value in zip(months, values, strict=True)]


def picture(values: list[float | None], *, joined: bool = True) -> str:
    return b64decode(sparkline(history(values), (), LIGHT, joined=joined).split("base64,")[1]).decode()


def row(**changes: Any) -> dict[str, Any]:
    usual = {
        "name": Bilingual("Cooperative raggiunte", ""), "base": Bilingual("cooperative", ""), "unit": "number",
        "kind": "distinct", "period": "", "value": 9228.0, "sign": "", "as_of": datetime(2020, 12, 31),
        "units": 9228, "denominator": None, "precision": "exact", "decimals": None,
        "planned": 9478.0, "judgement": "on_track", "status": "demonstration",
        "breakdowns": ("association",), "known_elsewhere": True, "feeds": ("pid_activity",),
    }  # fmt: skip
    return usual | changes


def drawn(**changes: Any) -> str:
    made = tile(row(**changes), history([1, 2]), (), breakdown="total", words=IT, theme=LIGHT, address="kpi")
    return str(render("kpi_tiles.html", heading="A", tiles=[made]))


def test_a_gap_breaks_the_line() -> None:
    assert picture([1, 2, 3, 4]).count("<polyline") == 1
    assert picture([1, 2, None, 4, 5]).count("<polyline") == 2


def test_editions_are_dots_and_never_joined() -> None:
    text = picture([21.5, 26.3, 26, 30], joined=False)
    assert "<polyline" not in text
    assert text.count("<circle") == 5  # four editions, the last one twice: small and large


def test_one_point_is_no_path() -> None:
    assert sparkline(history([1]), (), LIGHT) == ""


def test_a_tile_says_value_base_date_plan_status_and_nature() -> None:
    text = drawn()
    for said in (
        "9.228",
        "31 dicembre 2020; cooperative",
        "proposto a quella data: 9.478",
        "in linea",
        "dati dimostrativi",
    ):
        assert said in text


def test_a_yearly_statistic_says_its_year() -> None:
    assert "anno 2020; cooperative" in drawn(period="year")


def test_a_suppressed_value_is_not_there_and_is_not_called_missing() -> None:
    text = drawn(value=None, sign="*")
    assert "oscurato per riservatezza" in text
    assert "nessun dato" not in text


def test_a_missing_value_says_why() -> None:
    assert "nessuno per questo territorio" in drawn(value=None)
    assert "in attesa di dati: attività dei PID" in drawn(value=None, known_elsewhere=False)


def test_names_are_text() -> None:
    text = drawn(name=Bilingual("<script>alert(1)</script>", ""))
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_self_selection_is_told() -> None:
    assert "rispondenti autoselezionati" in drawn(feeds=("maturity_assessment",))
    assert "rispondenti autoselezionati" not in drawn(feeds=("state_aid_award",))
