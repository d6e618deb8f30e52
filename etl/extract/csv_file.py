"""CSV files: encoding and separator detected and told, then read column-wise by Arrow as text."""

import csv
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow.csv import ConvertOptions, InvalidRow, ParseOptions, ReadOptions, read_csv

from etl.extract.sheet import Sheet
from etl.extract.text_scan import Scanned, scan
from etl.problem import FileProblem

SEPARATORS = {",": ",", ";": ";", "\t": "TAB", "|": "|"}
ENCODINGS = {"cp1252": "Windows-1252", "utf-16": "UTF-16"}
HEAD_ROWS = 15
CHUNK = 1 << 20
MARK = "\ufeff"  # where files were joined, and invisible everywhere
LONGEST_CELL = 131_072
BLOCK = 2 << 20  # bytes that are read at a time; a line has to fit
CODED = pa.dictionary(pa.int32(), pa.string())


def sheets(path: Path, work: Path | None = None) -> list[Sheet]:
    """Return the file's one sheet. Raises FileProblem where no data can be read.

    A file that is not plain UTF-8 is copied into ``work`` (without one: the system's folder) while its rows are read.
    """
    csv.field_size_limit(LONGEST_CELL)  # one for the whole process: whoever else reads CSV may have changed it
    scanned = scan(path)
    encoding = scanned.encoding
    try:
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            lines = [line.replace(MARK, "") for _, line in zip(range(HEAD_ROWS), file, strict=False)]
        separator = _separator(lines)
        head = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=separator)]
    except csv.Error as error:  # a "cell" of megabytes: text that is no table
        raise FileProblem("damaged") from error
    remarks = [] if encoding == "utf-8-sig" else [f"encoding={ENCODINGS[encoding]}"]
    remarks += [] if separator == "," else [f"separator={SEPARATORS[separator]}"]
    remarks += [f"marks={scanned.marks}"] if scanned.marks else []

    def rows(header: int, columns: dict[str, int], decimals: dict[str, str], coded: Collection[str] = ()) -> pa.Table:
        with _plain(path, scanned, work) as copy:
            return _table(copy, scanned, separator, header, columns, coded)

    return [Sheet(name="", head=head, rows=rows, remarks=tuple(remarks))]


def _separator(lines: list[str]) -> str:
    """The candidate that cuts most of the first lines into one same number of columns; then the one that makes more.

    A tab that cuts as many lines comes first: nobody types it inside a cell, where Eurostat's TSV has commas.
    """

    def evenness(mark: str) -> tuple[int, bool, int]:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=mark) if len(row) > 1)
        return max(((count, mark == "\t", width) for width, count in widths.items()), default=(0, False, 0))

    return max(SEPARATORS, key=evenness)


@contextmanager
def _plain(path: Path, scanned: Scanned, work: Path | None) -> Iterator[Path]:
    """The file, or while its rows are read a copy in UTF-8 with one kind of line end and no mark inside."""
    if scanned.plain:
        yield path
        return
    with (
        tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".csv", dir=work, delete=False) as copy,
        path.open(encoding=scanned.encoding, errors="replace", newline=None if scanned.mixed else "") as file,
    ):
        while text := file.read(CHUNK):
            copy.write(text.replace(MARK, ""))
    try:
        yield Path(copy.name)
    finally:
        Path(copy.name).unlink()


def _table(
    path: Path, scanned: Scanned, separator: str, header: int, columns: dict[str, int], coded: Collection[str]
) -> pa.Table:
    """The wanted columns as text under their fields' names; the row number counts the header as row 1."""
    names = _names(path, separator, header)
    wanted = {f"c{index}": name for name, index in columns.items()}
    types = {f"c{index}": CODED for name, index in columns.items() if name in coded}
    found = _cells(path, scanned, separator, header, names, list(wanted), types)
    numbers = pa.array(np.arange(header + 2, header + 2 + found.num_rows, dtype=np.int64))
    rows = found.rename_columns(list(wanted.values())).append_column("_row", numbers)
    if scanned.gaps:
        rows = _numbered(rows, path, separator, header)
    empty = _empty(rows, list(columns))
    if not empty.any():
        return rows
    others = _cells(path, scanned, separator, header, names, names, {})  # a column of nobody may hold something
    return rows.filter(pa.array(~_empty(others, names)))


def _cells(
    path: Path,
    scanned: Scanned,
    separator: str,
    header: int,
    names: list[str],
    wanted: list[str],
    types: dict[str, Any],
) -> pa.Table:  # fmt: skip
    """The cells below the header, all rows of one width. Raises FileProblem where one is wider or narrower."""
    read = ReadOptions(
        column_names=names, skip_rows=header, skip_rows_after_names=1, block_size=max(BLOCK, 2 * scanned.longest)
    )
    parse = ParseOptions(delimiter=separator, newlines_in_values=True)
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


def _empty(rows: pa.Table, names: Sequence[str]) -> np.ndarray:
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


def _row_words(row: str) -> dict[str, Any]:
    """How a sentence about a broken row begins, and its number where the reader knew it."""
    named = {"it": f"La riga {row}", "en": f"Row {row}"} if row else {"it": "Una riga", "en": "A row"}
    return {"row": row, "place": named}


def _numbered(rows: pa.Table, path: Path, separator: str, header: int) -> pa.Table:
    """The rows under the numbers a person counts: DuckDB skips empty lines without counting them."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        records = enumerate(csv.reader(text, delimiter=separator), start=1)
        numbers = [number for number, row in records if row and number > header + 1]
    if len(numbers) != rows.num_rows:
        return rows
    return rows.set_column(rows.column_names.index("_row"), "_row", pa.array(numbers, pa.int64()))


def _names(path: Path, separator: str, header: int) -> list[str]:
    """A name for each column that the header has."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter=separator)
        return [f"c{index}" for index, _ in enumerate(next(islice(rows, header, None), []))]
