"""Cells that are one thing on screen and another in a file: a date in words and as a date, a name and its code."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from texts.translator import N_, Words

LEFT_OUT = object()  # in place of what a cell is in files: its column is on screen alone
PLACES = (N_("Territory"), N_("Region"), N_("Area"))  # headings of columns that name territories


class Cell(str):
    """A text on screen. ``kept``: what files hold in its place; ``code``, ``unit``: columns of their own beside it."""

    kept: object
    code: str
    unit: str

    def __new__(cls, text: str, kept: object = None, code: str = "", unit: str = "") -> "Cell":
        """A text that Streamlit and Arrow take for any other."""
        cell = super().__new__(cls, text)
        cell.kept, cell.code, cell.unit = kept, code, unit
        return cell


def column(found: Iterable[Cell]) -> Any:
    """A column that keeps its cells as they are: pandas would make plain texts of them."""
    return pd.Series(list(found), dtype=object).array


def on_screen_alone(texts: Iterable[str]) -> Any:
    """A column that files leave out: they have the number that it writes in words."""
    return column(Cell(text, LEFT_OUT) for text in texts)


def dated(texts: Iterable[str], days: Iterable[Any]) -> Any:
    """A column of dates as the reader writes them, and as dates in files; the last day of a month or year."""
    return column(Cell(text, _day(day)) for text, day in zip(texts, days, strict=True))


def coded(names: Iterable[str], codes: Iterable[str]) -> Any:
    """A column of names, with their codes beside them in files."""
    return column(Cell(name, str(name), code or "") for name, code in zip(names, codes, strict=True))


def _day(moment: Any) -> date | None:
    return None if moment is None or pd.isna(moment) else pd.Timestamp(moment).date()


def file_table(
    table: pd.DataFrame, full_names: Mapping[str, str], codes_of: Mapping[str, str], words: Words
) -> pd.DataFrame:
    """The table as files have it: dates and numbers as such, territories by their full names, codes beside names.

    ``full_names``: of territories, by code; ``codes_of``: codes by the names that territories have on screen.
    """
    places = {words.t(heading) for heading in PLACES}
    told = list(table[words.t("Code")]) if words.t("Code") in table else None
    found: dict[str, Any] = {}
    for name in table.columns:
        cells = list(table[name])
        if any(isinstance(cell, Cell) and cell.kept is LEFT_OUT for cell in cells):
            continue
        own = [cell.kept if isinstance(cell, Cell) else cell for cell in cells]
        codes = [cell.code if isinstance(cell, Cell) else "" for cell in cells]
        units = [cell.unit if isinstance(cell, Cell) else "" for cell in cells]
        if name in places:
            known = told or [codes_of.get(str(cell), "") for cell in cells]
            own = [full_names.get(str(code), cell) for code, cell in zip(known, own, strict=True)]
            codes = codes if told else known
        found[name] = own if name in places or any(isinstance(cell, Cell) for cell in cells) else table[name].array
        if any(codes):
            found[words.t("{name} (code)", name=name)] = codes
        if any(units):
            found[words.t("{name} (unit)", name=name)] = units
    return pd.DataFrame({name: pd.Series(own) for name, own in found.items()})
