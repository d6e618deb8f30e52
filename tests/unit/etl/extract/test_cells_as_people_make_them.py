"""What a workbook's cells say beside their values: errors, percentages, merged and hidden ones, times, number cells."""

import re
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
import xlwt

from etl.check import Verdict, check
from etl.extract.workbooks import marked_rows
from etl.messages import FileProblem, remark_text
from etl.validate.check_rows import validate
from tests.helpers import annexes
from tests.helpers.inboxes import COOPS, activities, figure, write
from tests.helpers.reading import read
from tests.helpers.sheets_as_saved import ODS_CELLS, ods, saved
from tests.helpers.workbooks import xlsb

ERRORS = ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"]
TAX, COST = "Codice fiscale cooperativa", "Costo del servizio (euro)"


def cells_of(rows: list[dict[str, object]]) -> list[list[object]]:
    return [list(rows[0]), *(list(row.values()) for row in rows)]


def made(path: Path, rows: list[dict[str, object]], then: Callable[[Any], None] = lambda page: None) -> Path:
    """An XLSX of the rows, changed by ``then`` before it is saved."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Dati"
    for row in cells_of(rows):
        page.append(row)
    then(page)
    book.save(path)
    return path


def place_of(rows: list[dict[str, object]], title: str) -> int:
    """The number of a column, from 1."""
    return list(rows[0]).index(title) + 1


def told(verdict: Verdict) -> list[tuple[int, str, str]]:
    return [(row["row"], row["column_title"], row["rule"]) for row in verdict.rejects]


def remarks(verdict: Verdict) -> tuple[str, ...]:
    for remark in verdict.file.remarks:  # type: ignore[union-attr]
        assert all("{" not in remark_text(remark, language) for language in ("it", "en"))
    return tuple(verdict.file.remarks)  # type: ignore[union-attr]


@pytest.mark.parametrize("column", [TAX, COST, "Codice attività", "Data", "Provincia", "Contenuto cooperativo"])
def test_an_error_is_no_empty_cell_whatever_its_column(tmp_path: Path, column: str) -> None:
    """The last one is a formula that no program has calculated."""
    wrong = [*ERRORS, "=1/0"]
    rows = activities(*({"coop": coop} for coop in COOPS[: len(wrong) + 1]))

    def spoil(page: Any) -> None:
        for row, error in enumerate(wrong, start=2):
            page.cell(row, place_of(rows, column), error)

    verdict = check([made(tmp_path / "a.xlsx", rows, spoil)])[0]
    assert told(verdict) == [(row, column, "cell_error") for row in range(2, len(wrong) + 2)]
    assert (verdict.accepted, verdict.read) == (1, len(rows))
    for reject, error in zip(verdict.rejects, [*ERRORS, "#CALC?"], strict=True):
        assert f"«{error}»" in str(reject["message_it"])
        assert not any("{" in str(reject[name]) for name in ("message_it", "message_en", "fix_it", "fix_en"))


@pytest.mark.parametrize("text", ["#N/D", "#RIF!", "#VALORE!", "#NOME?", "Err:502", "####"])
def test_an_error_typed_or_exported_as_text_is_one_too(tmp_path: Path, text: str) -> None:
    rows = activities({"coop": COOPS[0]}, {})
    rows[0]["Associazione"] = text
    assert told(check([write(tmp_path / "a.csv", rows)])[0]) == [(2, "Associazione", "cell_error")]


def changed(path: Path, cell: str, content: str) -> Path:
    """The workbook with another content of one cell in the XML of its sheet."""
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    start = parts[name].index(f'<c r="{cell}"'.encode())
    end = parts[name].index(b"</c>", start) + len(b"</c>")
    parts[name] = parts[name][:start] + content.encode() + parts[name][end:]
    with zipfile.ZipFile(path, "w") as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    return path


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", activities({"coop": COOPS[0]}, {}))
    assert check([changed(path, "G2", '<c r="G2" t="str"><f>IF(A1="","",A1)</f><v></v></c>')])[0].rejects == []


@pytest.mark.parametrize("content", ["<c r='G2' t='e'><v>#N/A</v></c>", '<c t="e" r="G2"><f>NA()</f><v>#N/A</v></c>'])
def test_however_the_xml_is_written_an_error_is_seen(tmp_path: Path, content: str) -> None:
    path = made(tmp_path / "a.xlsx", activities({"coop": COOPS[0]}, {}))
    assert told(check([changed(path, "G2", content)])[0]) == [(2, TAX, "cell_error")]


def test_cells_that_do_not_name_their_place_are_counted(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", activities({"coop": "#N/A"}, {}, {"coop": "#REF!"}))
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = re.sub(rb'(<c|<row) r="\w+"', rb"\1", parts[name])
    with zipfile.ZipFile(path, "w") as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    assert told(check([path])[0]) == [(2, TAX, "cell_error"), (4, TAX, "cell_error")]


@pytest.mark.parametrize("error", ["#SPILL!", "#ERROR!", "#GETTING_DATA"])
def test_an_error_for_which_nothing_can_be_read_is_named_with_its_cell(tmp_path: Path, error: str) -> None:
    path = made(tmp_path / "a.xlsx", activities({"coop": COOPS[0]}, {}))
    problem = check([changed(path, "G2", f'<c r="G2" t="e"><v>{error}</v></c>')])[0].problem
    assert problem and problem.kind == "unknown_error"
    assert "G2" in problem.text("it") and error in problem.text("it") and "«Dati»" in problem.text("it")


def test_errors_and_percentages_are_seen_in_every_format(tmp_path: Path) -> None:
    rows = [figure(figure_id=f"X{place}") for place in range(3)]
    column, unit = place_of(rows, "value") - 1, place_of(rows, "note_en") - 1
    cells = cells_of(rows)
    cells[1][column], cells[2][column] = 0.316, 0.5
    book = xlwt.Workbook()
    page, percent = book.add_sheet("Dati", cell_overwrite_ok=True), xlwt.easyxf(num_format_str="0.0%")
    for number, row in enumerate(cells):
        for place, cell in enumerate(row):
            page.write(number, place, cell, *([percent] if isinstance(cell, float) else []))
    page.row(3).set_cell_error(unit, 42)
    book.save(tmp_path / "a.xls")
    typed = [[ODS_CELLS["percent"].format(cell) if isinstance(cell, float) else cell for cell in row] for row in cells]
    typed[3][unit] = ODS_CELLS["error"].format("#N/D")
    ods(tmp_path / "a.ods", typed)
    binary = [[("percent", cell) if isinstance(cell, float) else cell for cell in row] for row in cells]
    binary[3][unit] = ("error", 0x2A)
    xlsb(tmp_path / "a.xlsb", "Dati", binary)
    for form in ("xls", "ods", "xlsb"):
        verdict = check([tmp_path / f"a.{form}"])[0]
        assert (told(verdict), verdict.accepted) == ([(4, "note_en", "cell_error")], 2), form


def percents(page: Any, column: int, *values: float) -> None:
    for row, value in enumerate(values, start=2):
        page.cell(row, column, value).number_format = "0.0%"


def values_of(path: Path) -> list[tuple[object, ...]]:
    """Row and value of the published figures that are accepted."""
    table, file = read(path)
    with duckdb.connect() as connection:
        found = validate(connection, file.feed, table)
        return [(row["_row"], row["value"]) for row in found.accepted.to_pylist()]


def test_a_percentage_is_what_its_cell_shows(tmp_path: Path) -> None:
    rows = [figure(figure_id=f"X{place}", unit=unit) for place, unit in enumerate(["percent"] * 3 + ["persons"])]
    column = place_of(rows, "value")
    path = made(tmp_path / "a.xlsx", rows, lambda page: percents(page, column, 0.316, 0.07, 1, 0.5))
    assert values_of(path) == [(2, 31.6), (3, 7.0), (4, 100.0)]
    assert told(check([path])[0]) == [(5, "value", "percentage")]
    rows = [row | {"value": text} for row, text in zip(rows, ["31,6%", "7 %", "100%", "50%"], strict=True)]
    assert values_of(write(tmp_path / "a.csv", rows)) == [(2, 31.6), (3, 7.0), (4, 100.0)]


def test_a_percentage_in_a_column_of_euros_is_told(tmp_path: Path) -> None:
    rows = activities({"cost": 1}, {"cost": 3})
    path = made(tmp_path / "a.xlsx", rows, lambda page: percents(page, place_of(rows, COST), 0.5))
    assert told(check([path])[0]) == [(2, COST, "percentage")]


def test_merged_cells_count_for_every_row_they_cover(tmp_path: Path) -> None:
    rows = activities(*({"coop": COOPS[0]} for _ in range(3)), {})
    column = openpyxl.utils.get_column_letter(place_of(rows, TAX))
    path = made(tmp_path / "a.xlsx", rows, lambda page: page.merge_cells(f"{column}2:{column}4"))
    table, file = read(path)
    assert [text or "" for text in table["cooperative"].to_pylist()] == [COOPS[0]] * 3 + [""]
    assert file.remarks == ("merged=1",)


def test_a_title_over_two_rows_is_not_filled_into_the_data(tmp_path: Path) -> None:
    rows = activities({"coop": COOPS[0]}, {})
    path = made(tmp_path / "a.xlsx", rows, lambda page: page.merge_cells("Z1:Z3"))
    assert remarks(check([path])[0]) == ()


def test_hidden_rows_columns_and_sheets_are_read_and_told(tmp_path: Path) -> None:
    rows = activities({}, {}, {})

    def hide(page: Any) -> None:
        page.row_dimensions[3].hidden = True
        page.column_dimensions["B"].hidden = True
        page.parent.create_sheet("Vecchio").sheet_state = "hidden"

    verdict = check([made(tmp_path / "a.xlsx", rows, hide)])[0]
    assert remarks(verdict) == ("hidden_sheets=1", "hidden_rows=1", "hidden_columns=1")
    assert (verdict.read, verdict.accepted) == (3, 3)


@pytest.mark.parametrize("fraction", [0, 1, 400, 499_999, 500_000, 912_000, 999_000])
def test_the_day_of_a_time_is_its_day_however_fine_the_time(tmp_path: Path, fraction: int) -> None:
    rows = activities({}, {}, {})
    moments = [datetime(2019, 3, 15, hour, minute) for hour, minute in ((0, 0), (10, 30), (23, 59))]

    def dates(page: Any) -> None:
        for row, moment in enumerate(moments, start=2):
            cell = page.cell(
                row, place_of(rows, "Data"), moment + timedelta(seconds=59 * (row > 2), microseconds=fraction)
            )
            cell.number_format = "yyyy-mm-dd h:mm:ss"

    path = made(tmp_path / "a.xlsx", rows, dates)
    assert check([path])[0].rejects == []
    assert {text[:10] for text in read(path)[0]["date"].to_pylist()} == {"2019-03-15"}


@pytest.mark.parametrize(
    "text", ["2019-03-15 10:30:06.912", "2019-03-15T10:30:06", "15/03/2019 10:30", "15/03/2019 9.05"]
)
def test_a_time_after_a_day_in_a_text_is_passed_over(tmp_path: Path, text: str) -> None:
    assert check([write(tmp_path / "a.csv", activities({"day": text}, {}))])[0].rejects == []
    odd = check([write(tmp_path / "b.csv", activities({"day": "2019-03-15 25:61"}, {}))])[0]
    assert [row["rule"] for row in odd.rejects] == ["type_date"]


def test_a_table_of_shares_is_read_as_shown(tmp_path: Path) -> None:
    """Excelsior's annex: its layout is no plain table, and its unit stands in what the reader makes of a cell."""
    path = annexes.write(tmp_path / "a.xlsx", ("Provincia di Rieti", "Anno 2019"), {"Tav1": annexes.reasons([
        annexes.SHARES, ("Metalmeccanica", 190, 76.0, "-", 0)])})  # fmt: skip
    book = openpyxl.load_workbook(path)
    page = book["Tav1"]
    page["C6"], page["D7"] = 0.456, "#N/A"
    page["C6"].number_format = "0.0%"
    book.save(path)
    table, file = read(path)
    with duckdb.connect() as connection:
        accepted = validate(connection, file.feed, table).accepted.to_pylist()
    assert [row["value"] for row in accepted if row["_sheet"] == "Tav1!C"] == [45.6, 76.0]
    verdict = check([path])[0]
    assert [(row["sheet"], row["row"], row["rule"]) for row in verdict.rejects] == [("Tav1!D", 7, "cell_error")]


HUGE = 1_048_576
ENDLESS = {
    "an error over a whole sheet": f'<table:table-row table:number-rows-repeated="{HUGE}">'
    + ODS_CELLS["error"].format("#N/D").replace(" table:f", ' table:number-columns-repeated="16384" table:f', 1)
    + "</table:table-row>",
    "a formula over a whole sheet": f'<table:table-row table:number-rows-repeated="{HUGE}"><table:table-cell '
    'table:number-columns-repeated="16384" table:formula="of:=1"/></table:table-row>',
}


@pytest.mark.parametrize("table", ENDLESS.values(), ids=ENDLESS)
def test_marks_without_measure_are_refused(tmp_path: Path, table: str) -> None:
    problem = check([saved(tmp_path / "a.ods", table)])[0].problem
    assert problem and problem.kind in {"too_many_cells", "too_much_text"}


def test_merged_cells_without_measure_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = activities({}, {}, {})
    path = made(tmp_path / "a.xlsx", rows, lambda page: page.merge_cells("P2:P4"))
    monkeypatch.setattr(marked_rows, "MARKS", 1)
    with pytest.raises(FileProblem) as caught:
        read(path)
    assert caught.value.kind == "too_many_cells"


def test_a_record_without_measure_is_damage(tmp_path: Path) -> None:
    path = xlsb(tmp_path / "a.xlsb", "Dati", [["a"], ["b"]])
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts["xl/styles.bin"] = b"\x2f\xff\xff\xff\x7f" + b"x" * 100
    with zipfile.ZipFile(path, "w") as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    problem = check([path])[0].problem
    assert problem and problem.kind == "damaged"


@pytest.mark.parametrize("cut", [200, 700, 1_500, 3_000])
def test_a_cut_workbook_of_the_old_kind_is_damage(tmp_path: Path, cut: int) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("Dati")
    for number, row in enumerate(cells_of(activities(*({} for _ in range(50))))):
        for place, cell in enumerate(row):
            page.write(number, place, cell)
    book.save(tmp_path / "a.xls")
    (tmp_path / "a.xls").write_bytes((tmp_path / "a.xls").read_bytes()[:cut])
    problem = check([tmp_path / "a.xls"])[0].problem
    assert problem and problem.kind in {"damaged", "empty"}


@pytest.mark.parametrize(
    "table",
    [
        f'<table:table-row table:number-rows-repeated="20000">{ODS_CELLS["text"].format("A" * 90_000)}'
        "</table:table-row>",
        f"<table:table-row>{ODS_CELLS['text'].format('A' * 90_000)}</table:table-row>".replace(
            "cell office", 'cell table:number-columns-repeated="16000" office'
        ),
    ],
    ids=["rows", "cells"],
)
def test_a_text_that_is_repeated_without_measure_is_not_written_out(tmp_path: Path, table: str) -> None:
    problem = check([saved(tmp_path / "a.ods", table)])[0].problem
    assert problem and problem.kind == "too_much_text"


def test_rows_that_are_repeated_in_measure_are_rows(tmp_path: Path) -> None:
    cells = [[ODS_CELLS["text"].format(cell) if cell else "" for cell in row] for row in cells_of(activities({}))]
    path = ods(tmp_path / "a.ods", cells)
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    head, rows = parts["content.xml"].split(b"</table:table-row>", 1)
    again = rows.replace(b"<table:table-row>", b'<table:table-row table:number-rows-repeated="3">', 1)
    parts["content.xml"] = head + b"</table:table-row>" + again
    with zipfile.ZipFile(path, "w") as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    verdict = check([path])[0]
    assert (verdict.read, verdict.accepted, verdict.duplicate) == (3, 1, 2)
