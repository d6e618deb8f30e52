"""Few bytes that stand for gigabytes of text: refused by what the cells hold once read, before it is in memory."""

import gzip
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from tests.helpers.bounded import said
from tests.helpers.inboxes import COOPS, activities
from tests.helpers.workbooks import ods, xlsb, xlsx

pytestmark = pytest.mark.slow

ROWS = activities({"coop": COOPS[0]}, {"coop": COOPS[1]})
CELLS = [list(ROWS[0]), *(list(row.values()) for row in ROWS)]
TITLES = CELLS[0]
LONG = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz", k=32_000))  # noqa: S311 - no secret
REFUSED = "too_much_text"


def edited(source: Path, path: Path, part: str, edit: Callable[[str], str]) -> Path:
    """A copy of a workbook with one of its XML parts changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, edit(content.decode()).encode() if name == part else content)
    return path


def shared(path: Path, rows: int, text: str) -> Path:
    """An XLSX in whose rows one shared text stands in every cell of four columns."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Attività")
        page.write_row(0, 0, TITLES)
        for row in range(1, rows + 1):
            for column in range(4):
                page.write_string(row, column, text)
    return path


def test_one_shared_text_in_thousands_of_cells_of_an_xlsx(tmp_path: Path) -> None:
    assert said(shared(tmp_path / "a.xlsx", 40_000, LONG)) == REFUSED


def test_the_same_in_xml_that_no_usual_program_writes(tmp_path: Path) -> None:
    """A namespace before each name, apostrophes around attributes, attributes in another order."""

    def unusual(xml: str) -> str:
        xml = re.sub(r"<(/?)([a-z]+\w*)", r"<\1x:\2", xml).replace("xmlns=", "xmlns:x=")
        return re.sub(r'<x:c r="(\w+)" t="s">', r"<x:c  t = 's'  r='\1' >", xml)

    source = shared(tmp_path / "s.xlsx", 40_000, LONG)
    assert said(edited(source, tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", unusual)) in {REFUSED, "damaged"}


def test_a_text_that_many_cells_share_is_read_where_it_is_short(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        page = book.add_worksheet("Attività")
        page.write_row(0, 0, TITLES)
        for row in range(1, 3_001):
            page.write_row(row, 0, [f"A{row}", *CELLS[1][1:]])
            page.write_string(row, len(TITLES), LONG[:3_000])
    assert said(tmp_path / "a.xlsx") == "read 3000"


def test_one_shared_text_in_thousands_of_cells_of_an_xls(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("Attività")
    for column, title in enumerate(TITLES):
        page.write(0, column, title)
    for row in range(1, 15_001):
        for column in range(4):
            page.write(row, column, LONG)
    book.save(str(tmp_path / "a.xls"))
    assert (tmp_path / "a.xls").stat().st_size < 3 << 20
    assert said(tmp_path / "a.xls") == REFUSED


def test_one_shared_text_in_thousands_of_cells_of_an_xlsb(tmp_path: Path) -> None:
    path = xlsb(tmp_path / "a.xlsb", "Attività", [TITLES, *([("shared", 0)] * 4 for _ in range(15_000))], shared=[LONG])
    assert said(path) == REFUSED


@pytest.mark.parametrize("across", [1, 20])
def test_blanks_that_an_ods_counts(tmp_path: Path, across: int) -> None:
    """``<text:s text:c="1000000"/>`` is a million blanks."""
    filled = CELLS[1]
    source = ods(tmp_path / "s.ods", "Attività", [TITLES, *([filled] * 400)])
    times = f'<text:s text:c="{1_000_000 // across}"/>' * across
    blanks = edited(source, tmp_path / "a.ods", "content.xml", lambda xml: xml.replace("Bologna", f"B{times}B"))
    assert said(blanks) == REFUSED


def test_rows_that_an_ods_repeats_with_a_text(tmp_path: Path) -> None:
    def repeat(xml: str) -> str:
        xml = xml.replace("Bologna", LONG)
        return xml.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="20000">')

    source = ods(tmp_path / "s.ods", "Attività", CELLS)
    assert said(edited(source, tmp_path / "a.ods", "content.xml", repeat)) in {REFUSED, "too_many_cells"}


def test_a_value_in_an_attribute_that_an_ods_repeats(tmp_path: Path) -> None:
    def repeat(xml: str) -> str:
        value = f'<table:table-cell table:number-columns-repeated="9000" office:string-value="{LONG}" '
        return xml.replace("<table:table-cell ", value)

    source = ods(tmp_path / "s.ods", "Attività", CELLS)
    assert said(edited(source, tmp_path / "a.ods", "content.xml", repeat)) in {REFUSED, "too_many_cells"}


def test_blank_rows_and_columns_that_an_ods_repeats_to_its_end_are_none(tmp_path: Path) -> None:
    """LibreOffice writes so where a whole column has a format."""
    rest = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    source = ods(tmp_path / "s.ods", "Attività", CELLS)
    path = edited(source, tmp_path / "a.ods", "content.xml", lambda xml: xml.replace("</table:table>", rest))
    assert said(path) == "read 2"


def test_a_merged_cell_with_a_long_text_over_a_whole_sheet(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        page = book.add_worksheet("Attività")
        page.write_row(0, 0, TITLES)
        page.merge_range(1, 1, 60_000, 1, LONG)
        for row in range(1, 60_001):
            page.write_number(row, 0, row)
    assert said(tmp_path / "a.xlsx") == REFUSED


def test_texts_of_an_xlsx_that_stand_in_its_cells(tmp_path: Path) -> None:
    """Inline texts compress to nothing, and are as long as they say."""
    cells = f'<c r="A2" t="inlineStr"><is><t>{"ab" * 15_000}</t></is></c>'
    source = xlsx(tmp_path / "s.xlsx", "Attività", CELLS)
    row = "".join(f'<row r="{n}">{cells.replace("A2", f"A{n}")}</row>' for n in range(10, 10_010))
    path = edited(source, tmp_path / "b.xlsx", "xl/worksheets/sheet1.xml",
                  lambda xml: xml.replace("</sheetData>", row + "</sheetData>"))  # fmt: skip
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as book:
        book.writestr("xl/media/image.bin", random.Random(1).randbytes(2 << 20))  # noqa: S311 - no secret
    assert said(path) == REFUSED


def test_numbers_that_are_written_with_hundreds_of_digits(tmp_path: Path) -> None:
    people = TITLES.index("Partecipanti")
    rows = [[f"A{n}", *(1e300 if column >= people else cell for column, cell in enumerate(CELLS[1]) if column)]
            for n in range(100)]  # fmt: skip
    assert said(xlsx(tmp_path / "a.xlsx", "Attività", [TITLES, *rows])) == "read 100"


def award(instruments: int, title: str) -> str:
    one = "<STRUMENTO_AIUTO><COD_STRUMENTO>1</COD_STRUMENTO><IMPORTO_NOMINALE>1</IMPORTO_NOMINALE></STRUMENTO_AIUTO>"
    return (
        f"<AIUTO><COR>1</COR><TITOLO_MISURA>{title}</TITOLO_MISURA><COMPONENTI_AIUTO><COMPONENTE_AIUTO>"
        f"<STRUMENTI_AIUTO>{one * instruments}</STRUMENTI_AIUTO></COMPONENTE_AIUTO></COMPONENTI_AIUTO></AIUTO>"
    )


@pytest.mark.parametrize("length", [300_000, 3_000_000])
def test_an_award_whose_instruments_repeat_its_long_title(tmp_path: Path, length: int) -> None:
    (tmp_path / "a.xml").write_text(f"<LISTA_AIUTI>{award(5_000, 'x' * length)}</LISTA_AIUTI>", encoding="utf-8")
    assert said(tmp_path / "a.xml") == REFUSED


def test_an_award_that_goes_on_for_hundreds_of_megabytes(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "a.xml.gz", "wb", compresslevel=1) as file:
        file.write(b"<LISTA_AIUTI><AIUTO>")
        for _ in range(90):
            file.write(b"<TITOLO_MISURA>" + b"x" * (8 << 20) + b"</TITOLO_MISURA>")
        file.write(b"</AIUTO></LISTA_AIUTI>")
    with gzip.open(tmp_path / "a.xml.gz") as file, (tmp_path / "a.xml").open("wb") as out:
        while piece := file.read(1 << 20):
            out.write(piece)
    assert said(tmp_path / "a.xml") == REFUSED


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_part_of_millions_of_empty_elements(tmp_path: Path, part: str) -> None:
    def filled(xml: str) -> str:
        body, _, end = xml.strip().rpartition("</")
        return f"{body}{'<a/>' * 7_000_000}</{end}"

    source = xlsx(tmp_path / "s.xlsx", "Attività", CELLS)
    assert said(edited(source, tmp_path / "a.xlsx", part, filled)) == "damaged"


def test_a_compound_file_whose_table_names_one_sector_again_and_again(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("Attività")
    for row in range(12_000):
        page.write(row, 0, f"text {row}")
    book.save(str(tmp_path / "s.xls"))
    content = bytearray((tmp_path / "s.xls").read_bytes())
    content[80 : 76 + 4 * 109] = content[76:80] * 108
    (tmp_path / "a.xls").write_bytes(content)
    assert said(tmp_path / "a.xls") == "damaged"
