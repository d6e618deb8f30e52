"""The national State-aid register's XML, read as a stream in bounded memory: a row an instrument, no personal data."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from etl.extract.awards import award_columns
from etl.extract.awards.award_reader import AwardReader
from etl.extract.awards.award_tree import AWARD, COMPONENT, INSTRUMENT, ROOT, Raw
from etl.extract.awards.clean_xml import CleanStream, first_element, read_head
from etl.extract.sheet import Piece, Sheet
from etl.messages import FileProblem

HEAD = [ROOT, AWARD, COMPONENT, INSTRUMENT]
BATCH_ROWS = 5_000  # made into columns at once
PIECE_ROWS = 20_000  # yielded at once: bounds the memory that a file of any size takes
PIECE_BYTES = 64 << 20  # and where its texts are longer than any award's


def is_state_aid(head: bytes) -> bool:
    """Whether a file's first bytes are XML of the register: its root is a list of awards, or awards themselves.

    Raises FileProblem ``entities`` for XML that declares a document type, which no file of the register does.
    """
    name = first_element(head)
    if name == "!DOCTYPE" and not _is_web_page(head):
        raise FileProblem("entities")
    return name in (ROOT, AWARD)


def _is_web_page(head: bytes) -> bool:
    """A web page declares a document type too, and is no XML."""
    return b"<!doctype html" in head[:4_096].replace(b"\0", b"").lower()


def fits(sheet: Sheet, header: int) -> bool:
    """Whether a sheet's head is the one that ``sheets`` gives."""
    return list(sheet.head[header]) == HEAD


def rows(sheet: Sheet, header: int) -> Piece:
    """All awards of ``pieces`` together."""
    found = list(pieces(sheet, header))
    return Piece(pa.concat_tables([piece.rows for piece in found]), found[-1].remarks)


def pieces(sheet: Sheet, header: int) -> Iterator[Piece]:
    """Text columns named after the feed's fields, and _row, a bounded number of rows at a time."""
    return sheet.pieces() if sheet.pieces else iter([Piece(sheet.rows(header, {}, {}))])


def sheets(path: Path) -> list[Sheet]:
    """The file's one sheet."""

    def rows(
        header: int, columns: dict[str, int], decimals: dict[str, str], coded: Collection[str] = (),
        grouped: Collection[str] = (),
    ) -> pa.Table:  # fmt: skip
        return pa.concat_tables([piece.rows for piece in _pieces(path)])

    return [Sheet(name="", head=[HEAD], rows=rows, pieces=lambda: _pieces(path))]


def _pieces(path: Path) -> Iterator[Piece]:
    """Columns named after the feed's fields, and _row: the place of the instrument in the file, from 1.

    The last piece has no row and all remarks. Raises FileProblem: ``damaged_xml`` where not one award could be read,
    ``entities``.
    """
    made: list[pa.RecordBatch] = []
    read = 0
    with path.open("rb") as file:
        stream = CleanStream(file, ROOT if first_element(read_head(path)) == AWARD else "")
        reader = AwardReader(stream)
        for batch in _batches(reader):
            made.append(batch)
            read += batch.num_rows
            if sum(one.num_rows for one in made) >= PIECE_ROWS or sum(one.nbytes for one in made) >= PIECE_BYTES:
                yield Piece(pa.Table.from_batches(made))
                made.clear()
    if made:
        yield Piece(pa.Table.from_batches(made))
        made.clear()
    remarks = []
    if reader.broken is not None:
        if not read:
            raise FileProblem("damaged_xml")
        remarks.append(f"cut={read} {(reader.broken.lineno or 0) + reader.lines}")
    if stream.removed:
        remarks.append(f"forbidden={stream.removed}")
    yield Piece(award_columns.schema().empty_table(), tuple(remarks))


def _batches(reader: AwardReader) -> Iterator[pa.RecordBatch]:
    """The whole awards as columns, BATCH_ROWS or a few more at a time."""
    pending: list[Raw] = []
    first, held = 1, 0
    for found in reader.whole():
        size = _size(found)
        if pending and held + size >= PIECE_BYTES:
            yield award_columns.batch(pending, first)
            first, held = first + len(pending), 0
            pending.clear()
        pending += found
        held += size
        if len(pending) >= BATCH_ROWS:
            yield award_columns.batch(pending, first)
            first, held = first + len(pending), 0
            pending.clear()
    if pending:
        yield award_columns.batch(pending, first)


def _size(rows: Sequence[Raw]) -> int:
    """Characters of the rows, in which the texts of an award count once for each of its instruments."""
    return sum(sum(map(len, filter(None, row))) for row in rows)
