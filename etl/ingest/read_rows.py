"""Opens a file, knows its feed, and gives its rows as text: some at a time where a file may be larger than memory."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from catalogue.load import Catalogue
from etl.extract import file_kind
from etl.extract.awards import state_aid
from etl.extract.delimited import csv_file
from etl.extract.layouts import LAYOUTS
from etl.extract.sheet import CODED, Sheet
from etl.extract.workbooks import workbook
from etl.ingest.apply_corrections import Mending
from etl.ingest.inbox import Inbound
from etl.ingest.recognise import Match, recognise, unknown_columns
from etl.messages import FileProblem, feed_words
from etl.validate.dictionary_columns import is_coded


def open_file(
    file: Inbound, catalogue: Catalogue, work: Path | None = None, *, for_sender: bool = False
) -> Match | None:
    """Recognise a file's feed; a problem is noted on the file. ``work`` takes the copies that reading needs.

    Titles that the file alone knows are told only ``for_sender``.
    """
    try:
        form = file_kind.format_of(file.path)
        match = recognise(_sheets(file.path, form, work), catalogue)
    except FileProblem as problem:
        file.problem = problem
        return None
    except OSError:
        file.problem = FileProblem("unreadable")
        return None
    file.feed, file.remarks = match.feed, (*match.sheet.remarks, *unknown_columns(match, for_sender=for_sender))
    return match


def _sheets(path: Path, form: str, work: Path | None) -> list[Sheet]:
    if form == "state_aid":
        return state_aid.sheets(path)
    return workbook.sheets(path) if form == "workbook" else csv_file.sheets(path, work)


def read_rows(file: Inbound, match: Match) -> pa.Table | None:
    """All rows of ``pieces`` together, None where a problem or a correction that does not fit is noted on the file."""
    found = list(pieces(file, match))
    if file.problem or file.unmet:
        return None
    return found[0] if len(found) == 1 else pa.concat_tables(found, promote_options="default")


def pieces(file: Inbound, match: Match) -> Iterator[pa.Table]:
    """The file's rows in their order as text with _file, _sheet, _row, corrected as the catalogue says.

    What is known at its end is noted on the file then: how many rows, remarks, corrected cells, corrections that no
    longer fit it, or the problem that ended the reading, in which case the pieces before count for nothing.
    """
    mending = Mending(match.feed, file.name, file.sha, file.corrections)
    read = 0
    try:
        for rows in _sent(match):
            read += rows.num_rows
            if rows.num_rows:
                yield mending.apply(rows).append_column("_file", _same(file.key, rows.num_rows))
        if not read:
            raise FileProblem("no_rows", {"feed": feed_words(match.feed)})
    except FileProblem as problem:
        file.problem = problem
        return
    except OSError as error:
        if error.filename != str(file.path):
            raise  # the disk of the work folder, not the file
        file.problem = FileProblem("unreadable")
        return
    notes = [note for part in (match, *match.more) for note in part.sheet.notes]
    file.read, file.remarks = read, (*file.remarks, *notes)
    file.mended, file.unmet = mending.mended, mending.unmet


def _sent(match: Match) -> Iterator[pa.Table]:
    """The rows as they were sent, with their sheet."""
    layout = LAYOUTS.get(match.layout)
    if layout and layout.pieces:
        yield from (_placed(rows, match) for rows in layout.pieces(match.sheet, match.header))
    elif layout:
        parts = [_placed(layout.rows(part.sheet, part.header), part) for part in (match, *match.more)]
        yield pa.concat_tables(parts, promote_options="default")
    else:
        decimals = {item.name: item.decimal_char for item in match.feed.fields}
        wanted = {name: index for name, index in match.columns.items() if not match.feed.field(name).personal}
        coded = {name for name in wanted if is_coded(match.feed.field(name))}
        yield _placed(match.sheet.rows(match.header, wanted, decimals, coded), match)


def _placed(rows: pa.Table, match: Match) -> pa.Table:
    """The rows with the sheet they stand on, unless the layout's reader has told it more exactly."""
    if "_sheet" in rows.column_names:
        sheets = rows["_sheet"].dictionary_encode().cast(CODED)
        return rows.set_column(rows.column_names.index("_sheet"), "_sheet", sheets)
    return rows.append_column("_sheet", _same(match.sheet.name, rows.num_rows))


def _same(text: str, rows: int) -> pa.Array:
    """One text for every row, held once."""
    return pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), rows), [text])
