"""A table of Excelsior's statistical annex: columns found by the words of their headers, one row a cell."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from catalogue import load
from etl.extract.sheet import Piece, Sheet
from etl.extract.statistics.excelsior_header import dataset, is_table, is_title, period, territory, total_row
from etl.extract.statistics.observation import SUPPRESSED, breakdown, cell_column, value_and_sign
from etl.messages import FileProblem, sheet_words
from etl.normalise.text_key import text_key

NEEDS = ("copertina", "Tav1", "TOTALE")
DASHES = {"-", "--", "–"}  # suppressed, in the annex
HALF_OF_TEN = "5"
COUNTS, SHARES = ("v a", "valori assoluti", "valore assoluto"), ("percent", "quota")
SMALLEST_SHARE = 1.0  # of all entries hard to fill: below it the cell holds a fraction
LARGE = 1_000.0  # planned entries of a territory: so many have more than 100 that are hard to fill
COLUMNS = ("_row", "_sheet", "series", "label", "base", "row", "skill", "unit", "text")


@dataclass(frozen=True)
class Column:
    """A column of figures: where it is, its headers, and what the list excelsior_words makes of them."""

    index: int
    header: str
    measure: str
    base: str
    skill: str
    unit: str


def fits(sheet: Sheet, header: int) -> bool:
    """Whether a row is the TOTALE of an annex's table; the first row of such a table that has none."""
    if not is_table(sheet.name) or not any(text_key(name).startswith(("cop", "indice", "nota")) for name in sheet.book):
        return False
    return header == (total_row(sheet.head) or 0)


def rows(sheet: Sheet, header: int) -> Piece:
    """Return one row a cell: dataset, territory, series, breakdown, time, value, sign, flag, unit, rounding.

    All text, with _sheet (sheet and column) and _row. A table about several months is left out, with a remark. Raises
    FileProblem ``excelsior_`` no_total, no_header, year, territory, percent, counts, part.
    """
    code, name = territory(sheet)
    if total_row(sheet.head) is None:
        raise FileProblem("excelsior_no_total", {"sheet": sheet_words(sheet.name)})
    label = next(place for place, cell in enumerate(sheet.head[header]) if cell)
    columns = _columns(sheet, header, label, code == "IT")
    time = period(sheet)
    remarks = () if time else (f"horizon={sheet.name}",)
    cells = _cells(sheet, header, label, columns) if time else {key: [] for key in COLUMNS}
    size = len(cells["text"])
    text = {key: pa.array(column, pa.string()) for key, column in cells.items() if key != "_row"}
    trimmed = [str(cell).strip() for cell in cells["text"]]
    signed = pa.array([SUPPRESSED if cell in DASHES else cell for cell in trimmed], pa.string())
    parts = {"BASE": text["base"], "ROW": text["row"], "SKILL": text["skill"], "UNIT": text["unit"]}
    parts["TABLE"] = pa.array([sheet.name] * size, pa.string())
    fixed = {"dataset": dataset(time) if time else "", "territory_code": code, "territory_label": name}
    table = pa.table(
        {key: pa.array([value] * size, pa.string()) for key, value in (fixed | {"time": time or ""}).items()}
        | {"_row": pa.array(cells["_row"], pa.int64()), "_sheet": text["_sheet"], "series": text["series"]}
        | {"series_label": text["label"], "breakdown": breakdown(parts, size), "unit": text["unit"]}
        | value_and_sign(signed, pa.array([False] * size, pa.bool_()))
        | {
            "flag": pa.array(["-" if cell in DASHES else "" for cell in trimmed], pa.string()),
            "rounding": pa.array([HALF_OF_TEN if unit == "count" else "" for unit in cells["unit"]], pa.string()),
        }
    )
    return Piece(table, remarks)


def _columns(sheet: Sheet, header: int, label: int, national: bool) -> list[Column]:
    """The columns of figures with their meaning. One that stands twice, say for two sectors, is left to its header."""
    above = [list(row) for row in sheet.head[:header]]
    for (top, left), (bottom, right) in sheet.merged:
        if left > label and bottom < header:
            for row in range(top, bottom + 1):
                above[row][left : right + 1] = [above[top][left]] * len(above[row][left : right + 1])
    total, title, found = sheet.head[header], text_key(" ".join(_first(row) for row in above)), []
    for index in range(label + 1, len(total)):
        texts = [row[index] for row in above if row[index] and not is_title(row[index])]
        path = " > ".join(dict.fromkeys(" ".join(text.split()) for text in texts))
        if path:
            found.append(_column(index, path, title, national))
        elif total[index]:
            raise FileProblem("excelsior_no_header", {"cell": f"{sheet.name}!{cell_column(index)}{header + 1}"})
    if not found:
        raise FileProblem("excelsior_no_header", {"cell": f"{sheet.name}!{cell_column(label + 1)}{header}"})
    times = Counter((column.measure, column.base, column.skill, column.unit) for column in found if column.measure)
    _check(sheet, header, found, national)
    return [
        replace(column, measure="") if times[column.measure, column.base, column.skill, column.unit] > 1 else column
        for column in found
    ]


def _column(index: int, path: str, title: str, national: bool) -> Column:
    words = text_key(path)
    base = _meaning("base", words)
    measure = _meaning("measure", words) or ("entries" if base else "")
    skill = (_meaning("skill", words) or _meaning("skill", title)) if base else ""
    share = "%" in path or any(word in words for word in SHARES)
    count = any(word in f"{words} " for word in (f"{text} " for text in COUNTS))
    if share != count:
        return Column(index, path, measure, base, skill, "percent" if share else "count")
    unit = "count" if national or (measure == "entries" and not base) else "percent"
    return Column(index, path, measure, base, skill, unit if measure else "")


def _meaning(kind: str, text: str) -> str:
    """The code of the first entry of excelsior_words all whose words the text holds, and none it may not."""
    for words, of_kind, code, without, _ in load().code_lists["excelsior_words"].rows:
        barred = any(word and word in text for word in without.split("|"))
        if of_kind == kind and not barred and all(word in text for word in words.split("|")):
            return code
    return ""


def _check(sheet: Sheet, header: int, columns: Sequence[Column], national: bool) -> None:
    """Hold the TOTALE row against what its units allow: a unit read wrongly would falsify every row below."""
    whole: dict[tuple[str, str], float] = {}
    for column in columns:
        value, where = _number(sheet.head[header][column.index]), f"{sheet.name}!{cell_column(column.index)}"
        if value is None or not column.measure:
            continue
        place = {"cell": f"{where}{header + 1}", "header": column.header, "value": sheet.head[header][column.index]}
        entries = whole.get(("entries", ""), 0.0)
        if column.unit == "percent" and (value > 100 or (column.measure == "hard" and 0 < value < SMALLEST_SHARE)):
            raise FileProblem("excelsior_percent", place)
        counted = national and column.unit == "count" and column.measure == "hard" and not column.base
        if counted and value <= 100 and entries >= LARGE:
            raise FileProblem("excelsior_counts", place)
        limit = whole.get(("hard", column.base)) if column.measure.startswith("hard_") else None
        if column.measure == "hard" and column.unit == "count":
            limit = whole.get(("entries", column.base))
        if limit is not None and value > limit:
            raise FileProblem("excelsior_part", place)
        whole.setdefault((column.measure, column.base), value)


def _cells(sheet: Sheet, header: int, label: int, columns: Sequence[Column]) -> dict[str, list[object]]:
    """Every cell of the table; rows without any figure are headings or notes, and two rows of one name are counted."""
    places = {f"c{index}": index for index in [*range(label + 1), *(column.index for column in columns)]}
    table = sheet.rows(header - 1, places, dict.fromkeys(places, "."))
    found: dict[str, list[object]] = {key: [] for key in COLUMNS}
    named: Counter[str] = Counter()
    for row in table.to_pylist():
        if not any(row[f"c{column.index}"].strip() for column in columns):
            continue
        texts = [row[f"c{index}"].strip() for index in range(label + 1)]
        name = " ".join(text for text in texts if text).replace("|", "/")
        name = "TOTALE" if not named and text_key(name).startswith("totale") else name
        named[name] += 1
        name = f"{name} ({named[name]})" if named[name] > 1 else name
        for column in columns:
            series = column.measure or text_key(column.header)
            own = (row["_row"], f"{sheet.name}!{cell_column(column.index)}", series, column.header, column.base, name)
            for key, value in zip(COLUMNS, (*own, column.skill, column.unit, row[f"c{column.index}"]), strict=True):
                found[key].append(value)
    return found


def _first(row: Sequence[str]) -> str:
    return next((cell for cell in row if cell), "")


def _number(cell: str) -> float | None:
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return None
