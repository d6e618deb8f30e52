"""Puts a large table of Arrow into a workbook: whole columns become cells at once, ten times as fast as cell by cell.

``Workbook`` writes everything else, and each sheet's first row of data: its cells tell the styles of all rows below.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from io import BytesIO

import pyarrow as pa
import pyarrow.compute as pc

from output.xlsx import LONGEST

MOST_ROWS = 1_048_575  # of a sheet below its header
EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet, from March 1900 on
AT_ONCE = 4_000  # rows made at a time: what memory holds does not grow with the table
FASTEST = 1  # of deflate's levels: a better one takes longer than all the rest and saves a fifth
END_OF_ROWS = b"</sheetData>"
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not allowed in XML


def with_rows(book: bytes, tables: Mapping[int, pa.Table]) -> bytes:
    """The workbook with the rows of a table below those that a sheet has already; sheets are counted from 1.

    Texts are texts, whatever they look like; numbers numbers, dates days in the style of the first row of data.
    """
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(book)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=FASTEST) as after,
    ):
        parts = {f"xl/worksheets/sheet{number}.xml": table for number, table in tables.items()}
        for entry in before.infolist():
            name, content = entry.filename, before.read(entry)
            with after.open(name, "w") as part:  # by its name: dated 1980 as the others, so that bytes repeat
                if name not in parts:
                    part.write(content)
                    continue
                head, tail = content.split(END_OF_ROWS)
                part.write(_dimension(head, parts[name].num_rows))
                for piece in _rows(parts[name], _date_style(head)):
                    part.write(piece)
                part.write(END_OF_ROWS + tail)
    return out.getvalue()


def _dimension(head: bytes, more: int) -> bytes:
    """The sheet's beginning, with the range that it says it has grown by the rows to come."""
    return re.sub(
        rb'(<dimension ref="A1:[A-Z]+)(\d+)"', lambda told: told[1] + str(int(told[2]) + more).encode() + b'"', head
    )


def _date_style(head: bytes) -> str:
    """The attribute of the styled cells in the first row of data; '' where none is: only dates have a style."""
    styled = re.search(rb'<c r="[A-Z]+2" (s="\d+")', head)
    return f" {styled[1].decode()}" if styled else ""


def _rows(table: pa.Table, date_style: str) -> Iterator[bytes]:
    for piece in table.to_batches(max_chunksize=AT_ONCE):
        cells = [_cells(column, date_style) for column in piece.columns]
        rows = pc.binary_join_element_wise("<row>", *cells, "</row>", "")
        yield "".join(rows.to_pylist()).encode()


def _cells(column: pa.Array, date_style: str) -> pa.Array:
    """The cells of one column; where it has no value an empty one keeps the place."""
    if pa.types.is_string(column.type):
        coded = column.dictionary_encode()
        texts = pa.array([_text(value) for value in coded.dictionary.to_pylist()], pa.string())
        made = texts.take(coded.indices)
    elif pa.types.is_date(column.type):
        days = pc.subtract(column.cast(pa.int32()), (EPOCH - date(1970, 1, 1)).days)
        made = pc.binary_join_element_wise(f"<c{date_style}><v>", days.cast(pa.string()), "</v></c>", "")
    else:
        made = pc.binary_join_element_wise("<c><v>", column.cast(pa.string()), "</v></c>", "")
    return made.fill_null("<c/>")


def _text(value: str) -> str:
    whole = escape(UNPRINTABLE.sub("", value[:LONGEST]), quote=False)
    return f'<c t="inlineStr"><is><t xml:space="preserve">{whole}</t></is></c>'
