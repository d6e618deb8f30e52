"""The national State-aid register's XML, read as a stream: one row an instrument, memory bounded, no person kept."""

from collections.abc import Collection
from pathlib import Path

import pyarrow as pa
from lxml import etree

from etl.extract import award_columns
from etl.extract.award_reader import AwardReader
from etl.extract.award_walk import AWARD, COMPONENT, INSTRUMENT, ROOT, Raw
from etl.extract.clean_xml import CleanStream, first_element
from etl.extract.sheet import Sheet
from etl.problem import FileProblem

HEAD = [ROOT, AWARD, COMPONENT, INSTRUMENT]
BATCH_ROWS = 10_000


def is_state_aid(path: Path) -> bool:
    """Whether the file is XML of the register: its root is a list of awards, or awards themselves.

    Raises FileProblem ``entities`` for XML that declares a document type, which no file of the register does.
    """
    name = first_element(path)
    if name == "!DOCTYPE" and _is_xml(path):
        raise FileProblem("entities")
    return name in (ROOT, AWARD)


def _is_xml(path: Path) -> bool:
    """A web page declares a document type too, and is no XML."""
    with path.open("rb") as file:
        head = file.read(4096).replace(b"\0", b"").lower()
    return b"<!doctype html" not in head


def fits(sheet: Sheet, header: int) -> bool:
    """Whether a sheet's head is the one that this reader gives."""
    return list(sheet.head[header]) == HEAD


def rows(sheet: Sheet, header: int) -> pa.Table:
    """The awards as ``sheets`` reads them: text columns named after the feed's fields, and _row."""
    return sheet.rows(header, {}, {})


def sheets(path: Path) -> list[Sheet]:
    """The file's one sheet. Its ``notes`` are filled while its rows are read."""
    notes: list[str] = []

    def rows(header: int, columns: dict[str, int], decimals: dict[str, str], coded: Collection[str] = ()) -> pa.Table:
        return _table(path, notes)

    return [Sheet(name="", head=[HEAD], rows=rows, notes=notes)]


def _table(path: Path, notes: list[str]) -> pa.Table:
    """Columns named after the feed's fields, and _row: the place of the instrument in the file, from 1.

    Raises FileProblem: ``damaged_xml`` where not one award could be read, ``entities``.
    """
    made: list[pa.RecordBatch] = []
    waiting: list[Raw] = []
    broken = None

    def finish() -> None:
        first = 1 + sum(batch.num_rows for batch in made)
        made.append(award_columns.batch(waiting, first))
        waiting.clear()

    with path.open("rb") as file:
        stream = CleanStream(file, ROOT if first_element(path) == AWARD else "")
        reader = AwardReader(stream)
        try:
            for rows in reader.batches():
                waiting += rows
                if len(waiting) >= BATCH_ROWS:
                    finish()
        except etree.XMLSyntaxError as error:
            broken = error
    finish()
    table = pa.Table.from_batches(made, award_columns.schema())
    if broken is not None:
        if table.num_rows == 0:
            raise FileProblem("damaged_xml")
        notes.append(f"cut={table.num_rows} {(broken.lineno or 0) + reader.lines}")
    if stream.removed:
        notes.append(f"forbidden={stream.removed}")
    return table
