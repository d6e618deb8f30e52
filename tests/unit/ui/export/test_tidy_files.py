"""Any table as CSV, workbook and Parquet: the same rows in each, texts as texts, missing cells missing."""

import csv
import io
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pyarrow import parquet

from output.spreadsheet_text import harmless
from output.tidy_csv import csv_bytes
from tests.helpers.words import EN, IT
from ui.export.tidy_dictionary import COLUMNS, dictionary
from ui.export.tidy_files import as_parquet, as_xlsx, dictionary_csv

SCHEMA = pa.schema(
    [("as_of", pa.date32()), ("indicator_name", pa.string()), ("sign", pa.string()), ("value", pa.float64()),
     ("units", pa.int64())]
)  # fmt: skip
NAMES = st.sampled_from(["=1+1", "@x", "-5", "+39", "<b>&'\"", "a;b,c", "riga\nsotto", "Forlì-Cesena", " due "])
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "as_of": st.none() | st.dates(date(2007, 1, 1), date(2030, 12, 31)),
            "indicator_name": st.none() | NAMES | st.text(st.characters(categories=["L", "N", "P"]), min_size=1),
            "sign": st.none() | st.sampled_from(["*", "-", "..", "...."]),
            "value": st.none() | st.floats(-1e9, 1e9).filter(lambda x: x == 0 or abs(x) > 1e-9),
            "units": st.none() | st.integers(0, 10**9),
        }
    ),
    max_size=9,
)


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def same(cell: Any, kept: Any) -> bool:
    """Whether a cell of a file is the value. A workbook's date comes as a day with a time."""
    if isinstance(kept, float):
        return cell == pytest.approx(kept, rel=1e-12)
    return (cell.date() if hasattr(cell, "date") and isinstance(kept, date) else cell) == kept


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_the_three_formats_hold_the_same_rows(rows: list[dict[str, Any]]) -> None:
    table = pa.Table.from_pylist(rows, SCHEMA)
    assert parquet.read_table(io.BytesIO(as_parquet(table, {}, IT))).to_pylist() == rows
    told = list(csv.DictReader(io.StringIO(csv_bytes(table, as_they_are=("sign",)).decode(), newline="")))
    found = sheets(as_xlsx(table, {}, EN))["Data"]
    assert found[0] == SCHEMA.names
    body = [line for line in found[1:] if any(cell is not None for cell in line)]
    assert len(told) == len(rows) and len(body) == sum(any(v is not None for v in row.values()) for row in rows)
    for row, line in zip(rows, told, strict=True):
        for name, kept in row.items():
            text = "" if kept is None else harmless(kept) if name == "indicator_name" else kept
            assert float(line[name]) == kept if isinstance(kept, float) else line[name] == str(text), name
    for row, line in zip([row for row in rows if any(v is not None for v in row.values())], body, strict=True):
        assert all(same(cell, row[name]) for name, cell in zip(SCHEMA.names, line, strict=True)), (row, line)


def test_no_cell_of_a_workbook_is_a_formula_or_a_link() -> None:
    table = pa.table({"indicator_name": ["=1+1", "=cmd()", "http://x.example", "@x"], "value": [1.0, 2.0, None, 4.0]})
    book = load_workbook(io.BytesIO(as_xlsx(table, {"Fonte": "=HYPERLINK(1)"}, IT)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"} and not any(cell.hyperlink for cell in cells)
    assert [row[0].value for row in book["Dati"].iter_rows(min_row=2)] == ["=1+1", "=cmd()", "http://x.example", "@x"]
    assert book["Dati"].dimensions == "A1:B5"


def test_dates_are_dates_in_every_row() -> None:
    days = [date(2018, 6, 14), date(2020, 12, 31), None, date(2021, 6, 13)]
    book = load_workbook(io.BytesIO(as_xlsx(pa.table({"as_of": pa.array(days)}), {}, IT)))
    cells = [row[0] for row in book["Dati"].iter_rows(min_row=2)]
    assert [cell.value and cell.value.date() for cell in cells] == days
    assert [cell.is_date and cell.number_format for cell in cells if cell.value] == ["yyyy-mm-dd"] * 3


def test_dates_are_dates_where_the_first_row_has_none() -> None:
    table = pa.table({"as_of": pa.array([None, date(2018, 6, 14)]), "target_due_on": [date(2021, 6, 13)] * 2})
    book = load_workbook(io.BytesIO(as_xlsx(table, {}, IT)))
    assert [cell.is_date for row in book["Dati"].iter_rows(min_row=2) for cell in row if cell.value] == [True] * 3
    alone = load_workbook(io.BytesIO(as_xlsx(table.select(["as_of"]), {}, IT)))["Dati"]
    assert alone["A3"].is_date


def test_rows_that_no_sheet_holds_go_on_in_a_further_one() -> None:
    found = sheets(as_xlsx(pa.table({"units": list(range(7))}), {}, IT, most_rows=3))
    numbers = [[row[0] for row in rows[1:]] for name, rows in found.items() if name.startswith("Dati")]
    assert numbers == [[0, 1, 2], [3, 4, 5], [6]] and list(found)[-2:] == ["Dizionario", "Note"]


def test_the_same_rows_give_the_same_files() -> None:
    table = pa.Table.from_pylist([{"value": 1.5, "sign": None}, {"value": None, "sign": "*"}])
    assert as_xlsx(table, {"a": "b"}, IT) == as_xlsx(table, {"a": "b"}, IT)
    assert as_parquet(table, {"a": "b"}, IT) == as_parquet(table, {"a": "b"}, IT)


def test_the_dictionary_is_in_both_languages_and_goes_with_every_file() -> None:
    lines = dictionary(SCHEMA)
    assert [line.column for line in lines] == SCHEMA.names
    assert all(line.italian and line.english and line.italian != line.english for line in lines)
    table = pa.Table.from_pylist([{"as_of": date(2020, 12, 31)}], SCHEMA)
    assert [row[0] for row in sheets(as_xlsx(table, {}, IT))["Dizionario"][1:]] == SCHEMA.names
    schema = parquet.read_schema(io.BytesIO(as_parquet(table, {"Release": "r1"}, IT)))
    assert schema.field("sign").metadata[b"description"].decode() == IT.t(COLUMNS["sign"])
    assert schema.metadata[b"Release"] == b"r1"
    told = list(csv.DictReader(io.StringIO(dictionary_csv(SCHEMA).decode())))
    assert [row["column"] for row in told] == SCHEMA.names
    with pytest.raises(KeyError):
        dictionary(pa.schema([("nobody_described", pa.string())]))
