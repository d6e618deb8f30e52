"""The one writer of workbooks: reproducible, without formulas, and no other module imports xlsxwriter."""

import ast
import re
import time
from datetime import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from output.spreadsheet_text import FORMULA_STARTS, harmless, is_formula
from output.xlsx import HEAD, LONGEST, TEXT, Workbook, title_width

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = ("bench", "briefing", "catalogue", "docs", "engine", "etl", "kpi", "output", "pages", "reads", "texts", "ui")


def small(path: Path | None = None) -> Workbook:
    with Workbook(path, title="T") as book:
        page = book.sheet("Dati")
        page.header(["A", "=B"], book.style(HEAD))
        page.text(1, 0, "=1+1", book.style(TEXT))
        page.number(1, 1, 2.5)
        page.values(2, 0, ["http://a", "", "@x"])
        page.row(5, ["", "+5", datetime(2020, 1, 31)])
        page.choices(1, 9, ["sì", "no"], ("Valore", "Scegliere."))
        page.width(0, 20, last=1)
    return book


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    first = small().content
    small(tmp_path / "a.xlsx")
    time.sleep(1.1)  # the format's own dates have seconds
    small(tmp_path / "b.xlsx")
    assert small().content == first
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert openpyxl.load_workbook(BytesIO(first)).properties.created == datetime(2018, 6, 14)


def test_texts_stay_texts_and_the_header_stays_in_sight() -> None:
    page = openpyxl.load_workbook(BytesIO(small().content))["Dati"]
    cells = {cell.coordinate: (cell.value, cell.data_type) for row in page.iter_rows() for cell in row if cell.value}
    assert cells == {
        "A1": ("A", "s"), "B1": ("=B", "s"), "A2": ("=1+1", "s"), "B2": (2.5, "n"), "A3": ("http://a", "s"),
        "A5": ("@x", "s"), "B6": ("+5", "s"), "C6": (datetime(2020, 1, 31), "d"),
    }  # fmt: skip
    assert page.freeze_panes == "A2" and page["A1"].font.b and page["A2"].number_format == "@"
    assert page["C6"].number_format == "dd/mm/yyyy"
    rule = page.data_validations.dataValidation[0]
    assert (str(rule.sqref), rule.formula1, rule.errorStyle, rule.error) == (
        "B2:B10",
        '"sì,no"',
        "warning",
        "Scegliere.",
    )


def test_names_of_sheets_are_made_valid_and_different() -> None:
    with Workbook() as book:
        for name in ("a" * 40, "a" * 40, "[x]:*?/\\'", ""):
            book.sheet(name)
    names = openpyxl.load_workbook(BytesIO(book.content)).sheetnames
    assert names == ["a" * 31, "a" * 27 + " 2", "x", "_"]


def test_a_list_offers_the_entries_of_a_range_and_nothing_else() -> None:
    with Workbook() as book:
        page, lists = book.sheet("Dati"), book.sheet("Elenchi")
        lists.header(["Colonna"], book.style(HEAD), frozen=False)
        lists.values(1, 0, ["uno", "due"])
        page.choices(0, 5, lists.column_range(0, 2))
    found = openpyxl.load_workbook(BytesIO(book.content))
    rule = found["Dati"].data_validations.dataValidation[0]
    assert rule.formula1 == "Elenchi!$A$2:$A$3" and rule.errorStyle in {None, "stop"}
    assert found["Elenchi"].freeze_panes is None


def test_a_text_longer_than_a_cell_is_cut_and_a_folder_in_the_way_is_an_os_error(tmp_path: Path) -> None:
    with Workbook() as book:
        book.sheet("Dati").text(0, 0, "x" * (LONGEST + 1))
    assert openpyxl.load_workbook(BytesIO(book.content)).active["A1"].value == "x" * LONGEST
    with pytest.raises(OSError, match="a"), Workbook(tmp_path) as book:
        book.sheet("Dati")


@given(st.text(max_size=5))
def test_a_harmless_text_is_no_formula_and_is_otherwise_unchanged(text: str) -> None:
    made = str(harmless(text))
    assert not is_formula(made)
    assert made == (f"'{text}" if text[:1] in set(FORMULA_STARTS) else text)


def test_widths_of_titles() -> None:
    assert [title_width("x" * length) for length in (1, 20, 60)] == [14, 24, 34]


def test_one_module_writes_workbooks() -> None:
    wrong = re.compile(r"(xlsxwriter|openpyxl)\b")
    found = []
    for path in (file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(map(wrong.match, names)):
                found.append(path.relative_to(ROOT).as_posix())
    assert sorted(set(found)) == ["bench/rows.py", "output/xlsx.py"]  # the benchmark reads with a peer
