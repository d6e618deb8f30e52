"""Writes statistical annexes of Excelsior by their published description, as no real workbook was at hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

Line = Sequence[object]
SHARES = ("TOTALE", 8_870, 45.6, 29.1, 12.4)
COUNTS = ("TOTALE", 4_000_000, 1_880_000, 1_200_000, 520_000)
HEADERS = ("Entrate previste (v.a.)", "Totale", "per mancanza di candidati", "per preparazione inadeguata")


@dataclass(frozen=True)
class Table:
    """A sheet: its title, header rows, the ranges merged in them, and its lines, the first of which is TOTALE."""

    title: str
    headers: Sequence[Line]
    lines: Sequence[Line]
    merged: Sequence[str] = field(default=())


def reasons(
    lines: Sequence[Line], title: str = "Tavola 1 - Entrate previste e difficoltà di reperimento nel 2019"
) -> Table:
    """The table of the reasons why entries are hard to fill: one header over two rows, its group merged."""
    group = ("", HEADERS[0], "di cui: di difficile reperimento", None, None)
    return Table(title, (group, (None, None, *HEADERS[1:])), lines, ("B4:B5", "C4:E4"))


def skills(total: Line, title: str = "Tavola 9 - Capacità di applicare tecnologie 4.0, anno 2019") -> Table:
    """The table of one skill: entries that require it and entries for which it is of high importance, side by side."""
    required, high = "Entrate per cui è richiesta", "di cui con importanza elevata"
    group = ("", "Entrate previste (v.a.)", required, None, high, None)
    return Table(
        title,
        (group, (None, None, *("Totale", "di difficile reperimento") * 2)),
        [total],
        ("B4:B5", "C4:D4", "E4:F4"),
    )


def write(path: Path, cover: Sequence[str], tables: Mapping[str, Table]) -> Path:
    """A workbook with cover, index, note and the tables: title in row 2, headers from row 4, notes below."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "copertina"
    for text in ("SISTEMA INFORMATIVO EXCELSIOR", *cover):
        page.append([None, text])
    book.create_sheet("indice").append(["Indice delle tavole"])
    book.create_sheet("nota").append(["I numeri sono arrotondati alle decine; il trattino indica un dato non esposto."])
    for name, table in tables.items():
        page = book.create_sheet(name)
        page["A2"] = table.title
        for row, line in enumerate((*table.headers, *table.lines), start=4):
            for column, value in enumerate(line, start=1):
                page.cell(row, column).value = value or (0 if value == 0 else None)
        for area in table.merged:
            page.merge_cells(area)
        page.cell(page.max_row + 2, 1).value = "Fonte: Unioncamere, Sistema Informativo Excelsior"
    book.save(path)
    return path
