"""The national State-aid register's XML, read as a stream: one row an instrument, memory bounded, no person kept."""

from collections.abc import Collection, Iterator
from pathlib import Path

import pyarrow as pa

from etl.extract.awards import award_columns
from etl.extract.awards.award_reader import AwardReader
from etl.extract.awards.award_tree import AWARD, COMPONENT, INSTRUMENT, ROOT, Raw
from etl.extract.awards.clean_xml import CleanStream, first_element
from etl.extract.sheet import Sheet
from etl.messages import FileProblem

HEAD = [ROOT, AWARD, COMPONENT, INSTRUMENT]
BATCH_ROWS = 5_000  # made into columns at once
PIECE_ROWS = 20_000  # handed on at once: what a file takes in memory, whatever its size


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


def pieces(sheet: Sheet, header: int) -> Iterator[pa.Table]:
    """The same rows, a bounded number of them at a time."""
    return sheet.pieces() if sheet.pieces else iter([rows(sheet, header)])


def sheets(path: Path) -> list[Sheet]:
    """The file's one sheet. Its ``notes`` are those of its last reading, once that came to the end."""
    notes: list[str] = []

    def rows(header: int, columns: dict[str, int], decimals: dict[str, str], coded: Collection[str] = ()) -> pa.Table:
        return pa.concat_tables([award_columns.schema().empty_table(), *_pieces(path, notes)])

    return [Sheet(name="", head=[HEAD], rows=rows, notes=notes, pieces=lambda: _pieces(path, notes))]


def _pieces(path: Path, notes: list[str]) -> Iterator[pa.Table]:
    """Columns named after the feed's fields, and _row: the place of the instrument in the file, from 1.

    Raises FileProblem: ``damaged_xml`` where not one award could be read, ``entities``.
    """
    notes.clear()
    made: list[pa.RecordBatch] = []
    read = 0
    with path.open("rb") as file:
        stream = CleanStream(file, ROOT if first_element(path) == AWARD else "")
        reader = AwardReader(stream)
        for batch in _batches(reader):
            made.append(batch)
            read += batch.num_rows
            if sum(one.num_rows for one in made) >= PIECE_ROWS:
                yield pa.Table.from_batches(made)
                made.clear()
    if made:
        yield pa.Table.from_batches(made)
    if reader.broken is not None:
        if not read:
            raise FileProblem("damaged_xml")
        notes.append(f"cut={read} {(reader.broken.lineno or 0) + reader.lines}")
    if stream.removed:
        notes.append(f"forbidden={stream.removed}")


def _batches(reader: AwardReader) -> Iterator[pa.RecordBatch]:
    """The awards that are whole, as columns."""
    waiting: list[Raw] = []
    first = 1
    for found in reader.whole():
        waiting += found
        if len(waiting) >= BATCH_ROWS:
            yield award_columns.batch(waiting, first)
            first += len(waiting)
            waiting.clear()
    if waiting:
        yield award_columns.batch(waiting, first)
