"""A briefing as an XLSX workbook: the sentences, the table of measures, and a sheet of notes."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from briefing.content import Briefing
from texts.translator import Words
from ui.export.csv_export import harmless

HEAD = PatternFill("solid", fgColor="D6E8FA")
WIDTHS = {"A": 44, "B": 24, "C": 20, "D": 20, "E": 20, "F": 20}


def write(content: Briefing, path: Path, words: Words) -> None:
    """Write the workbook; every text goes in as text, never as a formula."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)  # noqa: S101 - a new workbook has one sheet
    page.title = words.t("Summary")
    page.append([harmless(content.title)])
    page["A1"].font = Font(size=15, bold=True)
    for sentence in content.sentences:
        page.append([harmless(sentence)])
        page.cell(page.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
        page.merge_cells(start_row=page.max_row, end_row=page.max_row, start_column=1, end_column=6)
        page.row_dimensions[page.max_row].height = 48
    page.append([])
    page.append([harmless(heading) for heading in content.table.columns])
    for cell in page[page.max_row]:
        cell.font, cell.fill = Font(bold=True), HEAD
    for row in content.table.itertuples(index=False):
        page.append([harmless(value) for value in row])
    for column, width in WIDTHS.items():
        page.column_dimensions[column].width = width
    notes = book.create_sheet(words.t("Notes"))
    for name, said in content.notes:
        notes.append([name, harmless(said)])
    notes.column_dimensions["A"].width, notes.column_dimensions["B"].width = 28, 90
    book.save(path)
