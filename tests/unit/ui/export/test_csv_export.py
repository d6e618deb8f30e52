"""The CSV to take away: the reader's separators, numbers as they are, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from datetime import date

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook

from output.spreadsheet_text import harmless
from tests.helpers.words import EN, IT
from texts.translator import Words
from ui.export.csv_export import csv_bytes
from ui.export.xlsx_export import xlsx_bytes


def rows(frame: pd.DataFrame, words: Words, **notes: str) -> list[list[str]]:
    text = csv_bytes(frame, notes, words).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";" if words.lang == "it" else ","))


def test_numbers_are_rounded_and_integers_stay_integers() -> None:
    frame = pd.DataFrame({"mean": [1.6732500000000001, 48.0], "count": pd.array([48, None], dtype="Int64")})
    assert rows(frame, IT) == [["mean", "count"], ["1,67325", "48"], ["48", ""]]
    assert rows(frame, EN) == [["mean", "count"], ["1.67325", "48"], ["48", ""]]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (48.0, "48"),
        (100.0, "100"),
        (1769, "1769"),
        (np.int64(3), "3"),
        (-0.0000001, "0"),
        (-5.5, "-5.5"),
        (0.1 + 0.2, "0.3"),
        (1e12, "1000000000000"),
        (np.nan, ""),
        (np.inf, ""),
        (None, ""),
        (date(2020, 12, 31), "2020-12-31"),
    ],
)
def test_one_cell(value: object, expected: str) -> None:
    assert rows(pd.DataFrame({"a": [value], "b": ["x"]}, dtype="object"), EN)[1] == [expected, "x"]


def test_a_column_of_integers_with_a_gap_has_no_decimals() -> None:
    assert [row[0] for row in rows(pd.DataFrame({"n": [48.0, np.nan, 7.0], "k": "x"}), EN)] == ["n", "48", "", "7"]


def test_every_row_says_what_it_is() -> None:
    found = rows(pd.DataFrame({"n": [1, 2]}), IT, Fonte="Excelsior", Versione="2020")
    assert found == [["n", "Fonte", "Versione"], ["1", "Excelsior", "2020"], ["2", "Excelsior", "2020"]]


def test_formulas_are_defused_but_negative_numbers_are_not() -> None:
    frame = pd.DataFrame({"name": ["=1+1", "@x", "-"], "n": [-1.0, -2.5, 3.0]})
    found = rows(frame, EN, note="+cmd")
    assert [row[0] for row in found[1:]] == ["'=1+1", "'@x", "'-"]
    assert [row[1] for row in found[1:]] == ["-1", "-2.5", "3"]
    assert found[1][2] == "'+cmd"
    assert harmless(3) == 3


def test_an_empty_frame_keeps_its_headings() -> None:
    assert rows(pd.DataFrame({"a": []}), EN, note="x") == [["a", "note"]]


def test_a_workbook_holds_the_rows_and_says_what_they_are() -> None:
    frame = pd.DataFrame({"Nome": ["<script>x</script>", "=cmd()", "*b* $x$"], "Valore": [1.5, np.nan, 3.0]})
    book = load_workbook(io.BytesIO(xlsx_bytes(frame, {"Fonte": "=HYPERLINK(1)", "Release": "r1"}, IT)))
    assert book.sheetnames == ["Dati", "Note"]
    cells = [list(row) for row in book["Dati"].iter_rows()]
    assert [[cell.value for cell in row] for row in cells] == [
        ["Nome", "Valore"], ["<script>x</script>", 1.5], ["=cmd()", None], ["*b* $x$", 3],
    ]  # fmt: skip
    assert {cell.data_type for row in [*cells, *book["Note"].iter_rows()] for cell in row} <= {"s", "n"}
    assert dict(book["Note"].values) == {"Fonte": "=HYPERLINK(1)", "Release": "r1"}


def test_csv_and_workbook_tell_the_same_numbers() -> None:
    frame = pd.DataFrame({"n": pd.array([48, None, 7], dtype="Int64"), "x": [0.1 + 0.2, -5.5, 1e12]})
    csv_cells = [[cell.replace(",", ".") for cell in row] for row in rows(frame, IT)[1:]]
    book = [list(row) for row in load_workbook(io.BytesIO(xlsx_bytes(frame, {}, IT)))["Dati"].values][1:]
    assert [[float(cell) if cell else None for cell in row] for row in csv_cells] == [
        [None if cell is None else pytest.approx(cell) for cell in row] for row in book
    ]


def test_the_same_figures_give_the_same_workbook() -> None:
    frame = pd.DataFrame({"n": [1, 2]})
    assert xlsx_bytes(frame, {"a": "b"}, EN) == xlsx_bytes(frame, {"a": "b"}, EN)


def test_a_note_never_takes_the_place_of_a_column() -> None:
    found = rows(pd.DataFrame({"n": [1, 2], "Fonte": ["ISTAT", "Censis"]}), IT, Fonte="ISTAT e Censis")
    assert found[0] == ["n", "Fonte", "Fonte (intera figura)"]
    assert [row[1] for row in found[1:]] == ["ISTAT", "Censis"]
