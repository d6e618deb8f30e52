"""The refused rows go back to their sender as a workbook, and corrected they load beside the accepted rest."""

from pathlib import Path

import duckdb
import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from etl.__main__ import main
from etl.build import build
from etl.check import check
from etl.cli.commands import DATA
from etl.ingest.recognise import REASON_TITLE
from etl.ingest.sources import Sources
from tests.helpers.inboxes import activities, members, write
from tests.helpers.releases import few_shipped, served, silent

PERSON = "QTTRNG80A41H501K"
FIXED = {"Data": "15/03/2019", "Camera di commercio": "Bologna", "Codice fiscale cooperativa": None,
         "Codice attività": "A9", "Partecipanti": 12}  # fmt: skip


def dirty() -> list[dict[str, object]]:
    """Seven rows, of which five are refused; numbers are written with a point, which one row alone does not show."""
    rows = activities(
        {"cost": "12.50"},
        {"day": "ieri", "cost": "1.250"},
        {"chamber": "=HYPERLINK(1)", "people": "+7"},
        {"coop": PERSON, "promoter": "@Rossi"},
        {"Codice attività": "A1", "service": "Webinar"},
        {"people": "-3", "chamber": ""},
        {},
    )
    return [row | {"Note": "- da rivedere"} for row in rows]


def page_of(path: Path) -> tuple[openpyxl.Workbook, Worksheet, dict[str, int]]:
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    return book, page, {str(cell.value): cell.column for cell in page[1]}


def bad(page: Worksheet) -> list[Cell]:
    return [cell for row in page.iter_rows(min_row=2) for cell in row if cell.fill.fgColor.rgb == "FFF9C6C0"]


def corrected(path: Path) -> None:
    """What a sender does: every coloured cell gets what belongs there."""
    book, page, _ = page_of(path)
    for cell in bad(page):
        cell.value = FIXED[str(page.cell(1, cell.column).value)]
    book.save(path)


def test_refused_rows_come_back_with_reasons_and_as_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, rows = tmp_path / "marzo.csv", dirty()
    write(path, rows, separator=";", encoding="cp1252")
    out = tmp_path / "fuori"
    assert main(["check", str(path), "--rejects", str(out), "--lang", "it"]) == 1
    made = out / "marzo_da_correggere.xlsx"
    assert f"righe da correggere, per il solo mittente: {made}" in capsys.readouterr().out
    _, page, columns = page_of(made)
    assert list(columns) == [*rows[0], REASON_TITLE] and page.max_row == 6
    cells = bad(page)
    titles = [str(page.cell(1, cell.column).value) for cell in cells]
    assert titles == ["Data", "Camera di commercio", "Codice fiscale cooperativa", "Codice attività",
                      "Camera di commercio", "Partecipanti"]  # fmt: skip
    assert all(cell.comment and cell.comment.text for cell in cells)
    assert "non è una data" in cells[0].comment.text and "31/12/2019" in cells[0].comment.text
    reasons = [str(page.cell(row, columns[REASON_TITLE]).value) for row in range(2, 7)]
    assert [text.split(":")[0] for text in reasons] == [f"Riga {row}" for row in (3, 4, 5, 6, 7)]
    assert "compare già con dati diversi" in reasons[3]
    assert page.cell(3, columns["Camera di commercio"]).value == "=HYPERLINK(1)"
    everything = [cell for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in everything} <= {"s", "n"}, "no formula, whatever a text begins with"
    assert page.cell(2, columns["Note"]).value == "- da rivedere" and page.cell(2, columns["Note"]).quotePrefix
    assert page.cell(2, columns["Costo del servizio (euro)"]).value == 1.25, "read as in the whole file, not as 1250"
    assert PERSON not in [cell.value for cell in everything]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_corrected_rows_load_beside_the_accepted_rest(tmp_path: Path, form: str) -> None:
    inbox, rows = tmp_path / "inbox", dirty()
    inbox.mkdir()
    path = inbox / f"marzo.{form}"
    if form == "csv":
        write(path, rows, separator="\t")
    else:
        with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
            page = book.add_worksheet("Foglio di marzo")
            page.write_row(2, 1, list(rows[0]))
            for place, row in enumerate(rows, start=3):
                page.write_row(place, 1, list(row.values()))
    first = check([path], tmp_path)[0]
    assert (first.read, first.accepted, first.rejected) == (7, 2, 5)
    (made,) = first.corrections
    untouched = check([made])[0]
    assert (untouched.read, untouched.rejected) == (5, 4), "alone, the code that was taken twice contradicts nothing"
    corrected(made)
    clean = check([made])[0]
    assert clean.clean and (clean.read, clean.accepted) == (5, 5)
    assert [remark for remark in clean.file.remarks if REASON_TITLE in remark] == []
    made.rename(inbox / made.name)
    build(Sources(inbox, None, few_shipped(tmp_path)), tmp_path / "releases", as_of=None, progress=silent)
    with duckdb.connect(str(served(tmp_path / "releases")), read_only=True) as connection:
        counts = connection.execute("SELECT read, accepted, rejected, duplicate FROM load_file "
                                    "WHERE feed = 'pid_activity' ORDER BY file").fetchall()  # fmt: skip
        found = connection.execute("SELECT activity_id FROM fact_pid_activity ORDER BY 1").fetchall()
    assert sorted(counts) == [(5, 5, 0, 0), (7, 2, 5, 0)]
    assert [code for (code,) in found] == ["A1", "A2", "A3", "A4", "A6", "A7", "A9"]


def test_a_half_corrected_workbook_is_never_overwritten(tmp_path: Path) -> None:
    path = write(tmp_path / "marzo.csv", dirty())
    made = check([path], tmp_path)[0].corrections
    assert check([path], tmp_path)[0].corrections == made, "the same rows, the same file"
    corrected(made[0])
    kept = made[0].read_bytes()
    assert check([path], tmp_path)[0].corrections == [tmp_path / "marzo_da_correggere_2.xlsx"]
    assert made[0].read_bytes() == kept


def test_rows_still_wrong_come_back_with_one_column_of_reasons(tmp_path: Path) -> None:
    path = write(tmp_path / "soci.csv", members({"starts": "mai"}, {}))
    (made,) = check([path], tmp_path)[0].corrections
    (again,) = check([made], tmp_path)[0].corrections
    _, page, columns = page_of(again)
    assert [cell.value for cell in page[1]].count(REASON_TITLE) == 1 and list(columns)[-1] == REASON_TITLE
    assert check([write(tmp_path / "b.csv", members({}))], tmp_path)[0].corrections == []


def test_the_workbooks_stay_out_of_inbox_and_releases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "marzo.csv", dirty())
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "CURRENT").write_text("x", encoding="utf-8")
    for folder in (tmp_path / "releases" / "fuori", DATA / "inbox"):
        assert main(["check", str(path), "--rejects", str(folder)]) == 2
        assert "cartella d'arrivo" in capsys.readouterr().err
    assert main(["check", str(path), "--rejects", str(path / "fuori"), "--lang", "it"]) == 2
    assert "Impossibile scrivere le righe da correggere" in capsys.readouterr().err
    assert not (tmp_path / "releases" / "fuori").exists()
