"""Tables made to harm or merely odd: what is dangerous is one sentence in bounded time, what is harmless loads."""

import csv
import re
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from etl.check import check
from etl.ingest.file_states import Recognised
from etl.messages import FileProblem
from tests.helpers.inboxes import COOPS, activities, write
from tests.helpers.reading import read, recognised
from tests.helpers.workbooks import ods, xlsx

MOST_SECONDS = 20.0
ROWS = activities({"coop": COOPS[0]}, {"coop": COOPS[1]})
CELLS = [list(ROWS[0]), *(list(row.values()) for row in ROWS)]
COST, PEOPLE = "Costo del servizio (euro)", "Partecipanti"


def rows_of(path: Path, folder: Path | None = None) -> dict[str, list[str | None]]:
    table, file = read(path, folder)
    return table.to_pydict() | {"remarks": list(file.remarks)}


def refused(path: Path) -> str:
    """The kind of problem; its sentences are whole, and it took no time."""
    started = time.process_time()
    with pytest.raises(FileProblem) as caught:
        rows_of(path)
    assert time.process_time() - started < MOST_SECONDS
    for language in ("it", "en"):
        told = caught.value.text(language)
        assert "{" not in told and told.isprintable() and len(told) < 500
    return caught.value.kind


def text(*rows: dict[str, object], separator: str = ",") -> str:
    made = activities(*rows) if rows else ROWS
    lines = [list(made[0]), *(list(row.values()) for row in made)]
    return "".join(separator.join(map(str, line)) + "\n" for line in lines)


def patched(source: Path, path: Path, part: str, edit: Callable[[bytes], bytes]) -> Path:
    """A copy of a workbook with one of its parts changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        assert part in old.namelist()
        for name in old.namelist():
            new.writestr(name, edit(old.read(name)) if name == part else old.read(name))
    return path


SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
ROW_WITHOUT_PLACES = b"<row>" + b"<c><v>1</v></c>" * 60_000 + b"</row>" + b"<row><c><v>1</v></c></row>" * 60_000
WORKBOOKS: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "a bomb of texts": (
        STRINGS,
        lambda xml: xml.replace(b"</sst>", b"<si><t>" + b"a" * (40 << 20) + b"</t></si></sst>"),
        "archive_bomb",
    ),
    "entities that multiply": (
        STRINGS,
        lambda xml: xml.replace(b"?>", b"?>" + ENTITIES, 1).replace(b"Bologna", b"&b;"),
        "workbook_entities",
    ),
    "an entity from outside": (
        SHEET,
        lambda xml: xml.replace(b"?>", b"?>" + OUTSIDE, 1),
        "workbook_entities",
    ),
    "a cell at the far corner": (
        SHEET,
        lambda xml: xml.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
        "too_many_cells",
    ),
    "a row beyond every sheet": (
        SHEET,
        lambda xml: xml.replace(
            b"</sheetData>", b'<row r="4294967290"><c r="A4294967290"><v>1</v></c></row></sheetData>'
        ),
        "too_many_cells",
    ),
    "cells that do not say where they lie": (
        SHEET,
        lambda xml: xml.replace(b"</sheetData>", ROW_WITHOUT_PLACES + b"</sheetData>"),
        "too_many_cells",
    ),
}


@pytest.mark.parametrize("case", WORKBOOKS)
def test_a_hostile_workbook_is_refused_whole(tmp_path: Path, case: str) -> None:
    part, edit, kind = WORKBOOKS[case]
    source = xlsx(tmp_path / "good.xlsx", "Attività", CELLS)
    assert refused(patched(source, tmp_path / "a.xlsx", part, edit)) == kind


def test_an_open_document_that_repeats_a_cell_without_end_is_refused(tmp_path: Path) -> None:
    def repeat(xml: bytes) -> bytes:
        rows = xml.replace(b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1000000">')
        return rows.replace(b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="16000" ')

    source = ods(tmp_path / "good.ods", "Attività", CELLS)
    assert refused(patched(source, tmp_path / "a.ods", "content.xml", repeat)) in {"too_many_cells", "too_much_text"}


@pytest.mark.slow
def test_a_million_empty_styled_cells_are_nothing(tmp_path: Path) -> None:
    letters = [chr(65 + n // 26 - 1) * (n >= 26) + chr(65 + n % 26) for n in range(50)]

    def styled(xml: bytes) -> bytes:
        rows = (f'<row r="{n}">' + "".join(f'<c r="{c}{n}" s="0"/>' for c in letters) + "</row>"
                for n in range(10, 20_010))  # fmt: skip
        return xml.replace(b"</sheetData>", "".join(rows).encode() + b"</sheetData>")

    source = xlsx(tmp_path / "good.xlsx", "Attività", CELLS)
    found = rows_of(patched(source, tmp_path / "a.xlsx", SHEET, styled))
    assert found["activity_id"] == ["A1", "A2"] and found["remarks"] == []


def test_formulas_and_links_are_their_last_value_and_come_back_as_text(tmp_path: Path) -> None:
    command = "=cmd|' /C calc'!A0"
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet("Attività")
        titles = list(ROWS[0])
        for place, row in enumerate(CELLS):
            page.write_row(place, 0, row)
        page.write_formula(1, titles.index(PEOPLE), "=6*7", None, 42)
        page.write_formula(
            1, titles.index("Camera di commercio"), '=HYPERLINK("http://x.invalid","Bologna")', None, "Bologna"
        )
        page.write_url(1, titles.index("Provincia"), "http://x.invalid", string="BO")
        page.write_string(2, titles.index("Provincia"), command)
    found = rows_of(path)
    assert [found[name][0] for name in ("participants", "chamber", "province")] == ["42", "Bologna", "BO"]
    assert found["province"][1] == command
    verdict = check([path], tmp_path)[0]
    assert (verdict.accepted, verdict.rejected) == (1, 1)
    with zipfile.ZipFile(verdict.corrections[0]) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    assert all(not re.search(rb"<f[ >]|<hyperlink|externalLink|ddeLink", xml) for xml in parts.values())
    cells = [cell for row in openpyxl.load_workbook(verdict.corrections[0]).active.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == command] == ["s"]


def test_a_command_in_a_csv_stays_text(tmp_path: Path) -> None:
    command = '=HYPERLINK("http://x.invalid?"&A1;"clic")'
    path = write(tmp_path / "a.csv", activities({"province": command}, {"province": "@SUM(1)"}))
    assert rows_of(path)["province"] == [command, "@SUM(1)"]
    verdict = check([path], tmp_path)[0]
    with zipfile.ZipFile(verdict.corrections[0]) as book:
        assert not re.search(rb"<f[ >]|<hyperlink", book.read(SHEET))


def test_a_line_of_200_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write(text().encode() + b"A3,")
        for _ in range(200):
            file.write(b"x" * (1 << 20))
    assert refused(path) == "long_line"
    with pytest.raises(FileProblem) as caught:
        rows_of(path)
    assert caught.value.values["row"] == 4


@pytest.mark.parametrize("before", [0, 2_000_000], ids=["at the start", "far inside"])
def test_null_bytes_are_refused_with_their_row(tmp_path: Path, before: int) -> None:
    lines = text().splitlines(keepends=True)
    padding = "".join(",".join([f"P{n}", *lines[1].split(",")[1:]]) for n in range(before // 80))
    (tmp_path / "a.csv").write_text(lines[0] + padding + lines[1] + "A2\0,x\n", encoding="utf-8")
    assert refused(tmp_path / "a.csv") == "nul_bytes"
    with pytest.raises(FileProblem) as caught:
        rows_of(tmp_path / "a.csv")
    assert caught.value.values["row"] == padding.count("\n") + 3


def test_utf_16_without_its_mark_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(text().encode("utf-16-le"))
    assert refused(tmp_path / "a.csv") == "nul_bytes"


@pytest.mark.parametrize("ends", [("\r\n", "\n"), ("\n", "\r"), ("\r", "\r\n"), ("\n", "\r\n", "\r")])
def test_line_ends_of_several_kinds_are_all_line_ends(tmp_path: Path, ends: tuple[str, ...]) -> None:
    lines = text({"coop": COOPS[0]}, {}, {"partner": '"Lega, prima"'}, {}).splitlines()
    mixed = "".join(line + ends[place % len(ends)] for place, line in enumerate(lines))
    (tmp_path / "a.csv").write_bytes(mixed.encode())
    found = rows_of(tmp_path / "a.csv", tmp_path)
    assert found["activity_id"] == ["A1", "A2", "A3", "A4"] and found["_row"] == [2, 3, 4, 5]
    assert found["association"][2] == "Lega, prima" and sorted(tmp_path.iterdir()) == [tmp_path / "a.csv"]


def test_marks_inside_the_text_are_taken_out_and_told(tmp_path: Path) -> None:
    """Files joined one after the other: the mark of the second stands before its first row."""
    one, two = text().splitlines(keepends=True)[:2], text().splitlines(keepends=True)[2:]
    quoted = '\ufeff"A3"' + two[0][2:]
    (tmp_path / "a.csv").write_text("".join(["\ufeff", *one, "\ufeff", *two, quoted]), encoding="utf-8")
    found = rows_of(tmp_path / "a.csv")
    assert found["activity_id"] == ["A1", "A2", "A3"] and found["remarks"] == ["marks=2"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_5000_columns_are_read_and_the_unknown_ones_told(tmp_path: Path, kind: str) -> None:
    more = [f"Colonna {n}" for n in range(5_000 - len(CELLS[0]))]
    cells = [[*CELLS[0], *more], *([*row, *(["x"] * len(more))] for row in CELLS[1:])]
    path = tmp_path / f"a.{kind}"
    if kind == "xlsx":
        xlsx(path, "Attività", cells)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(cells)
    found = rows_of(path)
    assert found["activity_id"] == ["A1", "A2"] and found["remarks"] == [f"columns={len(more)}"]
    file = recognised(path, for_sender=True)
    assert isinstance(file, Recognised) and str(file.remarks).count("Colonna ") == 10
    assert "(+4973)" in str(file.remarks)


YES, NO = ["sì", "SI", "s", "vero", "VERO", "true", "TRUE", "yes", "x", "X", "1"], ["no", "n", "falso", "False", "0"]


def test_italian_and_english_booleans(tmp_path: Path) -> None:
    told = [*YES, *NO, "forse", "2"]
    path = write(tmp_path / "a.csv", activities(*({"content": word} for word in told)))
    verdict = check([path])[0]
    assert (verdict.accepted, verdict.rejected) == (len(YES) + len(NO), 2)
    assert [row["row"] for row in verdict.rejects] == [len(told), len(told) + 1]
    typed = [[*CELLS[0]], *([*row] for row in CELLS[1:])]
    for row, cell in zip(typed[1:], (True, 0), strict=True):
        row[CELLS[0].index("Contenuto cooperativo")] = cell
    assert rows_of(xlsx(tmp_path / "a.xlsx", "Attività", typed))["coop_content"] == ["sì", "0"]
    assert check([tmp_path / "a.xlsx"])[0].accepted == 2


def test_numbers_days_and_codes_stored_as_text_are_what_they_say(tmp_path: Path) -> None:
    rows = activities(
        {"coop": f"'{COOPS[0]}", "cost": "1.234,50", "people": " 12 ", "day": "'15/03/2019"},
        {"coop": f" {COOPS[0]}", "cost": "'1.234", "people": "'12"},
        {"cost": "1'234", "people": "''12"},
    )
    cells = [list(rows[0]), *(list(row.values()) for row in rows)]
    for path in (write(tmp_path / "a.csv", rows), xlsx(tmp_path / "a.xlsx", "Attività", cells)):
        verdict = check([path])[0]
        assert (verdict.accepted, verdict.rejected) == (2, 1)
        assert {(row["row"], row["column_title"]) for row in verdict.rejects} == {(4, COST), (4, PEOPLE)}


def test_a_day_before_the_error_of_1900_is_no_day_of_ours(tmp_path: Path) -> None:
    """Serial 60 is 29 February 1900, which never was: whatever it is read as, the contract's window refuses it."""
    cells = [[*row] for row in CELLS]
    cells[1][1] = date(1900, 3, 1)
    verdict = check([xlsx(tmp_path / "a.xlsx", "Attività", cells)])[0]
    assert [(row["row"], row["rule"]) for row in verdict.rejects] == [(2, "minimum")]
