"""CSV files: encoding and separator are detected and noted, then Arrow reads the columns as text."""

import csv
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa

from etl.extract.delimited import old_encodings
from etl.extract.delimited.apostrophes import is_quoted_so, plainly_quoted
from etl.extract.delimited.csv_cells import cells, empty_rows, names_of
from etl.extract.delimited.text_scan import Scanned, scan
from etl.extract.limits import LINE_MB, MB
from etl.extract.sheet import CODED, Sheet
from etl.messages import FileProblem

SEPARATORS = {",": ",", ";": ";", "\t": "TAB", "|": "|"}
ENCODINGS = {**old_encodings.ENCODINGS, "utf-16": "UTF-16"}
HEAD_ROWS = 15
CHUNK = 1 << 20
LONGEST_HEAD = 131_072  # signs of the first line, which holds titles; a cell of data may be longer
MARK = "\ufeff"  # where files were joined, and invisible everywhere


def sheets(path: Path, work: Path | None = None) -> list[Sheet]:
    """Return the file's one sheet. Raises FileProblem where no data can be read.

    A file that is not plain UTF-8 is copied into ``work`` (without one: the system's folder) while its rows are read.
    """
    csv.field_size_limit(LINE_MB * MB)  # one for the whole process: whoever else reads CSV may have changed it
    scanned = scan(path)
    encoding = scanned.encoding
    try:
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            lines = [line.replace(MARK, "") for _, line in zip(range(HEAD_ROWS), file, strict=False)]
        separator = _separator(lines)
        quoted_by_apostrophes = is_quoted_so(lines, separator)
        if quoted_by_apostrophes:
            lines, scanned = list(plainly_quoted(lines, separator)), replace(scanned, quoted=True)
        head = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=separator)]
    except csv.Error as error:  # a "cell" of megabytes: text that is no table
        raise FileProblem("damaged") from error
    if lines and len(lines[0]) > LONGEST_HEAD:
        raise FileProblem("damaged")
    remarks = [] if encoding == "utf-8-sig" else [f"encoding={ENCODINGS[encoding]}"]
    remarks += [] if separator == "," else [f"separator={SEPARATORS[separator]}"]
    remarks += [f"marks={scanned.marks}"] if scanned.marks else []
    remarks += [f"lost={scanned.lost}"] if scanned.lost else []

    def rows(
        header: int, columns: dict[str, int], decimals: dict[str, str], coded: Collection[str] = (),
        grouped: Collection[str] = (),
    ) -> pa.Table:  # fmt: skip
        with _plain(path, scanned, work, separator if quoted_by_apostrophes else "") as copy:
            return _table(copy, scanned, separator, header, columns, coded)

    return [Sheet(name="", head=head, rows=rows, remarks=tuple(remarks))]


def _separator(lines: list[str]) -> str:
    """The candidate that cuts most of the first lines into one same number of columns; then the one that makes more.

    A tab that cuts as many lines comes first: it is never typed inside a cell, where Eurostat's TSV has commas.
    """

    def evenness(mark: str) -> tuple[int, bool, int]:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=mark) if len(row) > 1)
        return max(((count, mark == "\t", width) for width, count in widths.items()), default=(0, False, 0))

    return max(SEPARATORS, key=evenness)


@contextmanager
def _plain(path: Path, scanned: Scanned, work: Path | None, apostrophes: str) -> Iterator[Path]:
    """The file, or while its rows are read a copy in UTF-8 with one kind of line end and no mark inside.

    ``apostrophes``: the separator of a file whose cells they may quote; its copy has quotation marks in their place.
    """
    if scanned.plain and not apostrophes:
        yield path
        return
    with (
        tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".csv", dir=work, delete=False) as copy,
        path.open(encoding=scanned.encoding, newline=None if scanned.mixed else "") as file,
    ):
        try:
            if apostrophes:
                copy.writelines(plainly_quoted((line.replace(MARK, "") for line in file), apostrophes))
            else:
                while text := file.read(CHUNK):
                    copy.write(text.replace(MARK, ""))
        except UnicodeError as error:  # half a letter: what follows could be anything
            copy.close()
            Path(copy.name).unlink()
            raise FileProblem("damaged") from error
    try:
        yield Path(copy.name)
    finally:
        Path(copy.name).unlink()


def _table(
    path: Path, scanned: Scanned, separator: str, header: int, columns: dict[str, int], coded: Collection[str]
) -> pa.Table:
    """The wanted columns as text under their fields' names; the row number counts the header as row 1."""
    names = names_of(path, separator, header)
    wanted = {f"c{index}": name for name, index in columns.items()}
    types = {f"c{index}": CODED for name, index in columns.items() if name in coded}
    found = cells(path, scanned.longest, separator, header, names, list(wanted), types, quoted=scanned.quoted)
    numbers = pa.array(np.arange(header + 2, header + 2 + found.num_rows, dtype=np.int64))
    rows = found.rename_columns(list(wanted.values())).append_column("_row", numbers)
    if scanned.gaps:
        rows = _numbered(rows, path, separator, header)
    empty = empty_rows(rows, list(columns))
    if not empty.any():
        return rows
    # A column that no field claims may hold something.
    others = cells(path, scanned.longest, separator, header, names, names, {}, quoted=scanned.quoted)
    return rows.filter(pa.array(~empty_rows(others, names)))


def _numbered(rows: pa.Table, path: Path, separator: str, header: int) -> pa.Table:
    """The rows under the numbers a person counts: Arrow skips empty lines without counting them."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        records = enumerate(csv.reader(text, delimiter=separator), start=1)
        numbers = [number for number, row in records if row and number > header + 1]
    if len(numbers) != rows.num_rows:
        return rows
    return rows.set_column(rows.column_names.index("_row"), "_row", pa.array(numbers, pa.int64()))
