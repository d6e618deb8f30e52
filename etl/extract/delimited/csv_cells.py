"""The cells of a CSV as columns of text, read by Arrow on all cores; a broken row is named by its number."""

import csv
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow.csv import ConvertOptions, InvalidRow, ParseOptions, ReadOptions, read_csv

from etl.extract.sheet import CODED
from etl.messages import FileProblem, row_words

BLOCK = 4 << 20  # bytes that are read at a time; a line has to fit


def names_of(path: Path, separator: str, header: int) -> list[str]:
    """A name for each column that the header has."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter=separator)
        return [f"c{index}" for index, _ in enumerate(next(islice(rows, header, None), []))]


def cells(
    path: Path,
    longest: int,
    separator: str,
    header: int,
    names: list[str],
    wanted: list[str],
    types: dict[str, pa.DataType],
    *,
    quoted: bool = True,
) -> pa.Table:
    """The cells below the header, all rows of one width. Raises FileProblem where one is wider or narrower.

    ``quoted``: whether a quote stands anywhere in the file. Where none does every line is a row, and Arrow need not
    read a block to know where it ends before it hands out the next.
    """
    read = ReadOptions(
        column_names=names, skip_rows=header, skip_rows_after_names=1, block_size=max(BLOCK, 2 * longest)
    )
    parse = ParseOptions(delimiter=separator, quote_char='"' if quoted else False, newlines_in_values=quoted)
    convert = ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()) | types, strings_can_be_null=False, include_columns=wanted
    )
    try:
        return read_csv(path, read, parse, convert)
    except pa.ArrowInvalid as error:
        raise FileProblem("malformed_csv", _row_words(_bad_row(path, read, parse, convert))) from error


def _bad_row(path: Path, read: ReadOptions, parse: ParseOptions, convert: ConvertOptions) -> str:
    """The number of the first row that cannot be read: known only where rows are read one after the other."""
    seen: list[str] = []

    def note(row: InvalidRow) -> str:
        seen.append(str(row.number or ""))
        return "error"

    read.use_threads, parse.invalid_row_handler = False, note
    try:
        read_csv(path, read, parse, convert)
    except pa.ArrowInvalid:
        return seen[0] if seen else ""
    return ""


def empty_rows(rows: pa.Table, names: Sequence[str]) -> np.ndarray:
    """Which rows hold nothing in these columns: a spreadsheet exports such rows below its data."""
    empty = np.ones(rows.num_rows, dtype=bool)
    for name in sorted(names, key=lambda name: rows[name].type != CODED):
        if not empty.any():
            break
        column = rows[name].combine_chunks() if rows[name].type != CODED else rows[name]
        parts = column.chunks if isinstance(column, pa.ChunkedArray) else [column]
        empty &= np.concatenate([_blank(part) for part in parts]) if parts else empty
    return empty


def _blank(column: pa.Array) -> np.ndarray:
    texts = column.dictionary if pa.types.is_dictionary(column.type) else column
    blank: np.ndarray = pc.equal(pc.utf8_trim(texts, " "), "").to_numpy(zero_copy_only=False)
    return blank[column.indices.to_numpy()] if pa.types.is_dictionary(column.type) else blank


def _row_words(row: str) -> dict[str, object]:
    """How a sentence about a broken row begins, and its number where the reader knew it."""
    return {"row": row, "place": row_words(row)}
