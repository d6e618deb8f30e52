"""Excelsior's annexes: the figures that a workbook gives of its territory and year, by the words over a column."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.spec.recompute import codes
from tests.spec.recompute.slices import Figure

FIRST_HEADER, LAST_HEADER = 4, 5


def figures(path: Path) -> dict[str, Figure]:
    """Measure -> figure: counts over counts for Italy, published percentages elsewhere, of the widest table."""
    book = openpyxl.load_workbook(path)
    cover = [str(row[1]) for row in book["copertina"].iter_rows(values_only=True) if row[1]]
    widest: dict[str, tuple[float, Figure]] = {}
    for sheet in book.worksheets:
        if sheet.title.startswith("Tav"):
            for kpi, entries, figure in _of_table(_columns(sheet), territory_of(cover) == "IT"):
                if kpi not in widest or entries > widest[kpi][0]:
                    widest[kpi] = entries, figure
    return {kpi: figure for kpi, (_, figure) in widest.items()}


def territory_of(cover: list[str]) -> str:
    """The territory that a line of the cover names."""
    for line in cover:
        name = codes.plain(line).removeprefix("provincia di ").removeprefix("regione ")
        for row in codes.rows("territories"):
            if codes.plain(row["name_it"]) == name and not ("provincia" in line.lower() and row["level"] == "region"):
                return row["code"]
    raise ValueError(f"no territory on the cover: {cover}")


def _columns(sheet: Worksheet) -> dict[str, float]:
    """The words over each column, group and own header joined, and its number in the row of the total."""
    over = {}
    for area in sheet.merged_cells.ranges:
        for row, column in ((r, c) for r in range(area.min_row, area.max_row + 1)
                            for c in range(area.min_col, area.max_col + 1)):  # fmt: skip
            over[row, column] = sheet.cell(area.min_row, area.min_col).value
    total = next(cells for cells in sheet.iter_rows(min_row=LAST_HEADER + 1) if cells[0].value == "TOTALE")
    found = {}
    for cell in total[1:]:
        words = [str(over.get((row, cell.column)) or sheet.cell(row, cell.column).value or "")
                 for row in (FIRST_HEADER, LAST_HEADER)]  # fmt: skip
        if isinstance(cell.value, (int, float)):
            found[" / ".join(dict.fromkeys(codes.plain(text) for text in words if text))] = float(cell.value)
    return found


def _of_table(columns: dict[str, float], national: bool) -> Iterator[tuple[str, float, Figure]]:
    def one(*words: str) -> float | None:
        return next((value for title, value in columns.items() if all(word in title for word in words)), None)

    entries = one("entrate previste")
    if entries is None:
        return
    hard, unprepared = one("reperimento", "totale"), one("preparazione inadeguata")
    for kpi, part in (("hard_to_fill_rate", hard), ("skill_shortage_rate", unprepared)):
        if part is not None:
            share = 100 * part / entries
            yield kpi, entries, (part, entries, share, None) if national else (None, None, part, None)
    high, high_hard = one("importanza elevata", "totale"), one("importanza elevata", "reperimento")
    if high is not None and high_hard is not None:
        gap = high_hard if national else entries * high / 100 * high_hard / 100
        yield "eskill_gap", entries, (None, None, gap, None)
