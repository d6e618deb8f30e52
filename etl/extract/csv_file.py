"""CSV files: encoding and separator detected and told, then read column-wise by DuckDB as text."""

import csv
import glob
import os
import re
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from etl.extract.limits import LINE_MB, MB
from etl.extract.sheet import Sheet
from etl.extract.text_scan import Scanned, scan
from etl.problem import FileProblem

SEPARATORS = {",": ",", ";": ";", "\t": "TAB", "|": "|"}
ENCODINGS = {"cp1252": "Windows-1252", "utf-16": "UTF-16"}
HEAD_ROWS = 15
MAX_LINE_BYTES = LINE_MB * MB
CHUNK = 1 << 20
MARK = "\ufeff"  # where files were joined, and invisible everywhere
LONGEST_CELL = 131_072
EMPTY_LINES = (b"\n\n", b"\n\r\n", b"\r\r")


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

    def rows(header: int, columns: dict[str, int], decimals: dict[str, str]) -> pa.Table:
        return _read(path, scanned, separator, header, columns, work)

    return [Sheet(name="", head=head, rows=rows, remarks=tuple(remarks))]


def _separator(lines: list[str]) -> str:
    """The candidate that cuts most of the first lines into one same number of columns; then the one that makes more.

    A tab that cuts as many lines comes first: nobody types it inside a cell, where Eurostat's TSV has commas.
    """

    def evenness(mark: str) -> tuple[int, bool, int]:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=mark) if len(row) > 1)
        return max(((count, mark == "\t", width) for width, count in widths.items()), default=(0, False, 0))

    return max(SEPARATORS, key=evenness)


def _read(
    path: Path, scanned: Scanned, separator: str, header: int, columns: dict[str, int], work: Path | None
) -> pa.Table:
    """The rows of the file as it is, or of a copy in UTF-8 with one kind of line end and no mark inside.

    DuckDB takes a backslash for a separator of folders wherever a name is escaped: such a file is copied too.
    """
    if scanned.plain and (os.sep == "\\" or "\\" not in str(path)):
        return _query(path, separator, header, columns)
    with (
        tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".csv", dir=work, delete=False) as copy,
        path.open(encoding=scanned.encoding, errors="replace", newline=None if scanned.mixed else "") as file,
    ):
        while text := file.read(CHUNK):
            copy.write(text.replace(MARK, ""))
    try:
        return _query(Path(copy.name), separator, header, columns)
    finally:
        Path(copy.name).unlink()


def _query(path: Path, separator: str, header: int, columns: dict[str, int]) -> pa.Table:
    """Every column as text; the row number counts the header as row 1, as a spreadsheet does.

    Rows without any content are no rows: spreadsheets export them below their data. The name is escaped: a file
    called ``*.csv`` would otherwise stand for all its neighbours.
    """
    options = "header = false, all_varchar = true, auto_detect = false, strict_mode = true, null_padding = false"
    width = _width(path, separator, header)
    names = "{" + ", ".join(f"'c{index}': 'VARCHAR'" for index in range(width)) + "}"
    chosen = ", ".join(f'c{index} AS "{name}"' for name, index in columns.items())
    content = " OR ".join(f"trim(c{index}) <> ''" for index in range(width))
    query = f"""
        SELECT row_number() OVER () + {header + 1} AS _row, {chosen}, {content or "true"} AS _filled
        FROM read_csv(?, {options}, columns = {names}, delim = ?, quote = '"', escape = '"',
                      skip = {header + 1}, max_line_size = {MAX_LINE_BYTES})
    """
    with _reader().cursor() as connection:
        try:
            found = connection.sql(query, params=[glob.escape(str(path)), separator]).to_arrow_table()
            numbered = _numbered(found, path, separator, header)
            return numbered.filter(numbered["_filled"]).drop_columns(["_filled"])
        except duckdb.IOException as error:
            raise FileProblem("unreadable") from error
        except duckdb.Error as error:
            place = re.search(r"[Ll]ine: (\d+)", str(error))
            raise FileProblem("malformed_csv", _row_words(place[1] if place else "")) from error


def _row_words(row: str) -> dict[str, Any]:
    """How a sentence about a broken row begins, and its number where the reader knew it."""
    named = {"it": f"La riga {row}", "en": f"Row {row}"} if row else {"it": "Una riga", "en": "A row"}
    return {"row": row, "place": named}


@cache
def _reader() -> duckdb.DuckDBPyConnection:
    """One empty database for all files of a process: opening one takes longer than reading a small file."""
    return duckdb.connect()


def _numbered(rows: pa.Table, path: Path, separator: str, header: int) -> pa.Table:
    """The rows under the numbers a person counts: DuckDB skips empty lines without counting them."""
    with path.open("rb") as file:
        tail = b""
        while chunk := file.read(CHUNK):
            seen = tail + chunk
            if any(mark in seen for mark in EMPTY_LINES):
                break
            tail = chunk[-2:]
        else:
            return rows
    with path.open(encoding="utf-8-sig", newline="") as text:
        records = enumerate(csv.reader(text, delimiter=separator), start=1)
        numbers = [number for number, row in records if row and number > header + 1]
    if len(numbers) != rows.num_rows:
        return rows
    return rows.set_column(0, "_row", pa.array(numbers, pa.int64()))


def _width(path: Path, separator: str, header: int) -> int:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for index, row in enumerate(csv.reader(file, delimiter=separator)):
            if index == header:
                return len(row)
    return 0
