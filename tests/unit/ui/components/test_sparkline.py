"""Sparklines: a path broken where a figure is missing, editions as dots, nothing of one point."""

from base64 import b64decode
from typing import Any

import pandas as pd

from ui.components.sparkline import sparkline
from ui.style.theme import LIGHT


def history(values: list[float | None]) -> list[dict[str, Any]]:
    months = pd.date_range("2018-07-31", periods=len(values), freq="ME")
    return [{"month": month.to_pydatetime(), "value": value} for month, value in zip(months, values, strict=True)]


def picture(values: list[float | None], *, joined: bool = True) -> str:
    return b64decode(sparkline(history(values), (), LIGHT, joined=joined).split("base64,")[1]).decode()


def test_a_gap_breaks_the_line() -> None:
    assert picture([1, 2, 3, 4]).count("<polyline") == 1
    assert picture([1, 2, None, 4, 5]).count("<polyline") == 2


def test_editions_are_dots_and_never_joined() -> None:
    text = picture([21.5, 26.3, 26, 30], joined=False)
    assert "<polyline" not in text
    assert text.count("<circle") == 5  # four editions, the last one twice: small and large


def test_one_point_is_no_path() -> None:
    assert sparkline(history([1]), (), LIGHT) == ""
