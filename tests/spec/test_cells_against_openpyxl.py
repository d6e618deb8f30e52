"""Random workbooks: what is read of each cell is what another library finds in it, and no row is lost."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell

from etl.validate.check_rows import validate
from tests.helpers.inboxes import figure
from tests.helpers.reading import read

TITLES = list(figure())
VALUE, UNIT, DAY, NOTE = (TITLES.index(name) + 1 for name in ("value", "unit", "period_start", "note_it"))
DAYS = st.dates(date(2018, 1, 1), date(2021, 12, 31))
MOMENTS = st.tuples(DAYS, st.integers(0, 86_399_000)).map(
    lambda drawn: datetime(drawn[0].year, drawn[0].month, drawn[0].day) + timedelta(milliseconds=drawn[1])
)
ERRORS = st.sampled_from(["#N/A", "#REF!", "#DIV/0!", "=A1+1"])
LONE_COMMA = "31,625"
NUMBERS = st.one_of(
    st.sampled_from([31.625, 28.5, 12, 1250, 0.125, 1e-7, 123456.789]), st.floats(-1e6, 1e6).map(lambda x: round(x, 3))
)
CELLS = {
    VALUE: st.one_of(
        NUMBERS, NUMBERS, st.sampled_from(["31,6", "28.5", "31.625", "0,125", "12", LONE_COMMA, "31,6%"]),
        st.sampled_from([0.316, 1, 0.07, 0.12345]).map(lambda x: ("percent", x)), ERRORS,
    ),
    UNIT: st.sampled_from(["percent", "percent", "persons"]),
    DAY: st.one_of(DAYS, MOMENTS, DAYS.map(lambda day: day.strftime("%d/%m/%Y")), ERRORS),
    NOTE: st.one_of(st.sampled_from(["", "una nota", "perché no", 7, 2.5, True]), ERRORS),
}  # fmt: skip
ROWS = st.lists(st.fixed_dictionaries(CELLS), min_size=1, max_size=14)


def made(path: Path, rows: Sequence[dict[int, Any]], merged: Sequence[tuple[int, int]], hidden: set[int]) -> None:
    """Merged: first row and number of rows of cells of the note's column."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(TITLES)
    for number, row in enumerate(rows, start=2):
        page.append(list(figure(figure_id=f"X{number}").values()))
        for column, drawn in row.items():
            percent = isinstance(drawn, tuple)
            cell = page.cell(number, column)
            cell.value = (drawn[1] if percent else drawn) if drawn != "" else None
            if percent:
                cell.number_format = "0.0%"
    for first, count in merged:
        page.merge_cells(start_row=first, end_row=first + count - 1, start_column=NOTE, end_column=NOTE)
    for number in hidden:
        page.row_dimensions[number].hidden = True
    book.save(path)


def number_in(cell: Cell, *, points: bool) -> float | None:
    """The number that a person reads in the cell, None for none; ``points``: whether decimals stand after points."""
    if cell.data_type == "n":
        return round(float(cell.value) * (100 if "%" in cell.number_format else 1), 9)
    text = str(cell.value).removesuffix("%")
    return None if text == LONE_COMMA and points else float(text.replace(",", "."))


def day_in(cell: Cell) -> date:
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    return datetime.strptime(value, "%d/%m/%Y").date()


def text_in(cell: Cell) -> str | None:
    value = cell.value
    if isinstance(value, bool):
        return "sì" if value else "no"
    return None if value is None else str(value)


def expected(path: Path) -> dict[int, tuple[object, ...] | None]:
    """By row: value, day and note, or None for one that must be refused."""
    page = openpyxl.load_workbook(path).active
    covered = {(row, area.min_col): page.cell(area.min_row, area.min_col) for area in page.merged_cells.ranges
               for row in range(area.min_row, area.max_row + 1)}  # fmt: skip
    lines = {row: [covered.get((row, at), page.cell(row, at)) for at in (VALUE, UNIT, DAY, NOTE)]
             for row in range(2, page.max_row + 1)}  # fmt: skip
    points = any(writes_a_point(cells[0]) for cells in lines.values())
    found: dict[int, tuple[object, ...] | None] = {}
    for row, (value, unit, day, note) in lines.items():
        wrong = any(cell.data_type in "ef" for cell in (value, day, note))
        percent = "%" in value.number_format or str(value.value).endswith("%")
        number = None if wrong or (percent and unit.value != "percent") else number_in(value, points=points)
        found[row] = None if wrong or number is None else (number, day_in(day), text_in(note))
    return found


def writes_a_point(cell: Cell) -> bool:
    """Whether the cell has decimals after a point; a number has, unless it is whole."""
    if cell.data_type == "n":
        return (number_in(cell, points=False) or 0.0) % 1 != 0
    return cell.data_type == "s" and "." in str(cell.value)


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(rows=ROWS, data=st.data())
def test_every_cell_is_read_as_another_library_finds_it(
    rows: list[dict[int, Any]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "cells.xlsx"
    first = data.draw(st.integers(2, len(rows) + 1))
    count = data.draw(st.integers(1, len(rows) + 2 - first))
    hidden = data.draw(st.sets(st.integers(2, len(rows) + 1)))
    made(path, rows, [(first, count)] if count > 1 else [], hidden)
    table, file = read(path)
    with duckdb.connect() as connection:
        checked = validate(connection, file.feed, table)
    accepted = {
        row["_row"]: (round(row["value"], 9), row["period_start"], row["note_it"])
        for row in checked.accepted.to_pylist()
    }
    refused = {row["_row"] for row in checked.rejects.to_pylist()}
    assert not accepted.keys() & refused and accepted.keys() | refused == set(range(2, len(rows) + 2))
    assert {row: accepted.get(row) for row in sorted(accepted.keys() | refused)} == expected(path)
    told = {remark for remark in file.remarks if not remark.startswith("hidden_columns")}
    assert told == {*([f"hidden_rows={len(hidden)}"] if hidden else []), *(["merged=1"] if count > 1 else [])}
