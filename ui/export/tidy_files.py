"""The tidy table of all figures as files: CSV, workbook and Parquet with the same rows, and its dictionary."""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from output import tidy_csv
from output.tidy_parquet import parquet_bytes
from output.xlsx import HEAD, ISO_DATE, WRAPPED, Sheet, Style, Workbook, title_width
from output.xlsx_table import MOST_ROWS, with_rows
from texts.translator import Words
from ui.export.tidy_dictionary import HEADINGS, dictionary

CODES = ("sign",)  # a closed list; a lone - is no formula, and the same cell as in the other files


def as_csv(table: pa.Table) -> bytes:
    """The rows for programs."""
    return tidy_csv.csv_bytes(table, as_they_are=CODES)


def dictionary_csv(schema: pa.Schema) -> bytes:
    """What each column holds."""
    lines = dictionary(schema)
    return tidy_csv.csv_bytes(pa.table([list(column) for column in zip(*lines, strict=True)], names=list(HEADINGS)))


def as_parquet(table: pa.Table, notes: Mapping[str, str], words: Words) -> bytes:
    """The rows with the dictionary and the notes in the schema."""
    lines = dictionary(table.schema)
    return parquet_bytes(table, {line.column: line.italian if words.lang == "it" else line.english for line in lines},
                         notes)  # fmt: skip


def as_xlsx(table: pa.Table, notes: Mapping[str, str], words: Words, most_rows: int = MOST_ROWS) -> bytes:
    """A workbook of rows, dictionary and notes; rows that no sheet holds go on in a further one."""
    parts = [table.slice(first, most_rows) for first in range(0, max(1, table.num_rows), most_rows)]
    with Workbook(title=words.t("All figures")) as book:
        head, day, wrapped = book.style(HEAD), book.style(ISO_DATE), book.style(WRAPPED)
        for part in parts:
            sheet = book.sheet(words.t("Data"))
            sheet.header(part.column_names, head)
            sheet.filtered(part.num_rows, part.num_columns)
            for place, field in enumerate(part.schema):
                sheet.width(place, title_width(field.name))
                if part.num_rows:
                    _first(sheet, place, part[field.name][0].as_py(), day if pa.types.is_date(field.type) else None)
        lines = [HEADINGS, *dictionary(table.schema)]
        _listing(book.sheet(words.t("Dictionary")), lines, (20, 20, 80, 80), head, wrapped)
        told = [(words.t("Note"), words.t("Text")), *notes.items()]
        _listing(book.sheet(words.t("Notes")), told, (28, 90), head, wrapped)
    return with_rows(book.content, {number: part.slice(1) for number, part in enumerate(parts, start=1)})


def _first(sheet: Sheet, place: int, value: object, style: Style | None) -> None:
    """A cell of the first row of data: an empty one as well tells the style of its column."""
    if value is None and style:
        sheet.blank(1, place, style)
    else:
        sheet.values(1, place, [value], style)


def _listing(
    sheet: Sheet, lines: Sequence[tuple[str, ...]], widths: Sequence[float], head: Style, wrapped: Style
) -> None:
    """Lines of texts below their headings."""
    sheet.header(lines[0], head)
    for place, width in enumerate(widths):
        sheet.width(place, width)
    for row, line in enumerate(lines[1:], start=1):
        for place, text in enumerate(line):
            sheet.text(row, place, text, wrapped)
