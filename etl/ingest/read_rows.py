"""Recognises a file's feed and reads its rows as text: in pieces where a file may be larger than memory."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from catalogue.load import Catalogue
from etl.extract.awards import state_aid
from etl.extract.delimited import csv_file
from etl.extract.layouts import LAYOUTS
from etl.extract.sheet import CODED, Piece, Sheet
from etl.extract.workbooks import workbook
from etl.ingest.apply_corrections import CorrectionRun
from etl.ingest.file_states import Probed, Read, Recognised, Refused, Stale
from etl.ingest.recognise import Match, recognise, unknown_columns
from etl.messages import FileProblem, feed_words
from etl.validate.dictionary_columns import is_coded, is_number


def recognise_file(
    file: Probed, catalogue: Catalogue, work: Path | None = None, *, for_sender: bool = False
) -> Recognised | Refused:
    """Find the file's feed by its content. ``work``: folder for the copies that reading needs.

    Titles of unknown columns are named in the remarks only ``for_sender``.
    """
    try:
        match = recognise(_sheets(file, work), catalogue)
    except FileProblem as problem:
        return Refused(file.sent, problem)
    except OSError:
        return Refused(file.sent, FileProblem("unreadable"))
    below = dict.fromkeys(text for part in (match, *match.more) for text in part.sheet.remarks_below(part.header))
    return Recognised(file, match, (*match.sheet.remarks, *below, *unknown_columns(match, for_sender=for_sender)))


def _sheets(file: Probed, work: Path | None) -> list[Sheet]:
    if file.kind == "state_aid":
        return state_aid.sheets(file.sent.path)
    return workbook.sheets(file.sent.path) if file.kind == "workbook" else csv_file.sheets(file.sent.path, work)


def read_file(file: Recognised) -> tuple[pa.Table, Read] | Refused | Stale:
    """All rows of ``read_pieces`` in one table, with the state that its end is."""
    *tables, end = read_pieces(file)
    if not isinstance(end, Read):
        return end
    return (tables[0] if len(tables) == 1 else pa.concat_tables(tables, promote_options="default")), end


def read_pieces(file: Recognised) -> Iterator[pa.Table | Read | Refused | Stale]:
    """The file's rows in their order as text with _file, _sheet and _row, corrected as the catalogue says.

    The last item is no table but the state that the file has come to. After any but ``Read`` the tables before it
    count for nothing. Raises OSError where the disk of the work folder fails.
    """
    corrections = CorrectionRun(file.feed, file.sent.name, file.sent.sha, file.probed.corrections)
    rows, remarks = 0, file.remarks
    try:
        for piece in _sent_rows(file.match):
            rows, remarks = rows + piece.rows.num_rows, (*remarks, *piece.remarks)
            if piece.rows.num_rows:
                corrected = corrections.apply(piece.rows)
                yield corrected.append_column("_file", _constant(file.probed.key, corrected.num_rows))
        if not rows:
            raise FileProblem("no_rows", {"feed": feed_words(file.feed)})
    except FileProblem as problem:
        yield Refused(file.sent, problem, file.feed, file.remarks)
        return
    except OSError as error:
        if error.filename != str(file.sent.path):
            raise  # the disk of the work folder, not the file
        yield Refused(file.sent, FileProblem("unreadable"), file.feed, file.remarks)
        return
    unmet = corrections.unmet
    yield Stale(file.sent, file.feed, unmet) if unmet else Read(file, rows, remarks, corrections.corrected)


def _sent_rows(match: Match) -> Iterator[Piece]:
    """The rows as they were sent, with their sheet, and the remarks that reading them brings up."""
    layout = LAYOUTS.get(match.layout)
    if layout and layout.pieces:
        for piece in layout.pieces(match.sheet, match.header):
            yield Piece(_with_sheet(piece.rows, match), piece.remarks)
    elif layout:
        found = [(layout.rows(part.sheet, part.header), part) for part in (match, *match.more)]
        tables = [_with_sheet(piece.rows, part) for piece, part in found]
        remarks = tuple(remark for piece, _ in found for remark in piece.remarks)
        yield Piece(pa.concat_tables(tables, promote_options="default"), remarks)
    else:
        decimals = {item.name: item.decimal_char for item in match.feed.fields}
        wanted = {name: index for name, index in match.columns.items() if not match.feed.field(name).personal}
        coded = {name for name in wanted if is_coded(match.feed.field(name))}
        grouped = {name for name in wanted if is_number(match.feed.field(name)) and match.feed.field(name).group_char}
        yield Piece(_with_sheet(match.sheet.rows(match.header, wanted, decimals, coded, grouped), match))


def _with_sheet(rows: pa.Table, match: Match) -> pa.Table:
    """The rows with _sheet: as the layout's reader gave it, cell or column included, else the sheet's name."""
    if "_sheet" in rows.column_names:
        sheets = rows["_sheet"].dictionary_encode().cast(CODED)
        return rows.set_column(rows.column_names.index("_sheet"), "_sheet", sheets)
    return rows.append_column("_sheet", _constant(match.sheet.name, rows.num_rows))


def _constant(text: str, rows: int) -> pa.Array:
    """A column with one text in every row, held once."""
    return pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), rows), [text])
