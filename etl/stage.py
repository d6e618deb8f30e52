"""Takes each new file once: recognise, read, check, and keep its rows as Parquet under its hash and contract."""

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa

from catalogue.correct import corrections
from catalogue.load import Catalogue
from catalogue.model import Feed
from engine import scratch
from etl.coded import encoded, is_coded
from etl.extract import csv_file, sniff, state_aid, workbook
from etl.extract.layouts import LAYOUTS
from etl.extract.sheet import CODED, Sheet
from etl.inbox import Inbound, wanted
from etl.keep import by_file, keep_rows
from etl.mending import mend
from etl.problem import FileProblem, feed_words
from etl.recognise import Match, recognise, unknown_columns
from etl.store import Store
from etl.validate import remarks_of, validate

BATCH_ROWS = 2_000_000


def stage(files: Sequence[Inbound], store: Store, catalogue: Catalogue, tell: Callable[[str, int, int], None]) -> None:
    """Fill in each file's feed, problem and counts; files already staged under their contract are not opened."""
    new: list[tuple[Inbound, Match]] = []
    first: dict[str, Inbound] = {}
    opened, known = [file for file in files if file.sha], corrections()
    for file in opened:
        file.corrections = wanted(file, known)
        if file.key in first or _already_staged(file, store, catalogue):
            first.setdefault(file.key, file)
            continue
        first[file.key] = file
        match = open_file(file, catalogue, store.work)
        if match:
            new.append((file, match))
    done = 0
    for batch in _batches(new):
        tell("read", done, len(new))
        feed = batch[0][0].feed
        if feed:
            _stage_batch(batch, feed, store)
        done += len(batch)
    for file in opened:
        twin = first[file.key]
        if twin is not file:
            file.feed, file.problem, file.read, file.remarks = twin.feed, twin.problem, twin.read, twin.remarks
        if file.archive and file.feed and not file.problem:
            _keep_sent(file, store)  # its rows may have been known from another file


def open_file(
    file: Inbound, catalogue: Catalogue, work: Path | None = None, *, for_sender: bool = False
) -> Match | None:
    """Recognise a file's feed; a problem is noted on the file. ``work`` takes the copies that reading needs.

    Titles that the file alone knows are told only ``for_sender``.
    """
    try:
        form = sniff.format_of(file.path)
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
    """The file's rows as text with _file, _sheet, _row, corrected as the catalogue says.

    A problem is noted on the file and gives None; so is a correction that no longer fits it.
    """
    decimals = {item.name: item.decimal_char for item in match.feed.fields}
    try:
        if match.layout:
            parts = [_placed(LAYOUTS[part.layout].rows(part.sheet, part.header), part) for part in (match, *match.more)]
            rows = pa.concat_tables(parts, promote_options="default")
        else:
            wanted = {name: index for name, index in match.columns.items() if not match.feed.field(name).personal}
            coded = {name for name in wanted if is_coded(match.feed.field(name))}
            rows = _placed(match.sheet.rows(match.header, wanted, decimals, coded), match)
        if rows.num_rows == 0:
            raise FileProblem("no_rows", {"feed": feed_words(match.feed)})
    except FileProblem as problem:
        file.problem = problem
        return None
    except OSError as error:
        if error.filename != str(file.path):
            raise  # the disk of the work folder, not the file
        file.problem = FileProblem("unreadable")
        return None
    notes = [note for part in (match, *match.more) for note in part.sheet.notes]
    file.read, file.remarks = rows.num_rows, (*file.remarks, *notes)
    rows, file.mended, unmet = mend(rows, match.feed, file.name, file.sha, file.corrections)
    file.unmet = tuple(unmet)
    if unmet:
        return None
    return rows.append_column("_file", _same(file.key, rows.num_rows))


def _placed(rows: pa.Table, match: Match) -> pa.Table:
    """The rows with the sheet they stand on, unless the layout's reader has told it more exactly."""
    if "_sheet" in rows.column_names:
        sheets = rows["_sheet"].dictionary_encode().cast(CODED)
        return rows.set_column(rows.column_names.index("_sheet"), "_sheet", sheets)
    return rows.append_column("_sheet", _same(match.sheet.name, rows.num_rows))


def _same(text: str, rows: int) -> pa.Array:
    """One text for every row, held once."""
    return pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), rows), [text])


def _already_staged(file: Inbound, store: Store, catalogue: Catalogue) -> bool:
    for feed in catalogue.feeds.values():
        meta = store.staged(feed, file.key) / "meta.json"
        if meta.exists():
            known = json.loads(meta.read_text(encoding="utf-8"))
            file.feed, file.read, file.remarks = feed, known["read"], tuple(known["remarks"])
            return True
    return False


def _batches(new: Sequence[tuple[Inbound, Match]]) -> Iterator[list[tuple[Inbound, pa.Table]]]:
    """Group files of one feed with their rows, so that a thousand small workbooks are checked by one query."""
    by_feed: dict[str, list[tuple[Inbound, Match]]] = {}
    for file, match in new:
        by_feed.setdefault(match.feed.name, []).append((file, match))
    for group in by_feed.values():
        batch: list[tuple[Inbound, pa.Table]] = []
        for file, match in group:
            rows = read_rows(file, match)
            if rows is not None:
                batch.append((file, rows))
            if sum(rows.num_rows for _, rows in batch) >= BATCH_ROWS:
                yield batch
                batch = []
        if batch:
            yield batch


def _stage_batch(batch: Sequence[tuple[Inbound, pa.Table]], feed: Feed, store: Store) -> None:
    """Check the rows of some files of one feed by one query, and keep what came of each."""
    rows = pa.concat_tables([encoded(table, feed) for _, table in batch], promote_options="default")
    with ThreadPoolExecutor(1) as aside, scratch() as connection:
        originals = [aside.submit(_keep_sent, file, store) for file, _ in batch]
        checked = validate(connection, feed, rows)
        kept = [original.result() for original in originals]
    found = remarks_of(checked, feed)
    rows_of = {name: by_file(table) for name, table in checked.kept.items()}
    for (file, _), original in zip(batch, kept, strict=True):
        if not original:
            continue
        file.parsed, file.remarks = True, (*file.remarks, *found.get(file.key, ()))
        meta = {"feed": feed.name, "read": file.read, "remarks": list(file.remarks)}
        own = {name: of_file(file.key) for name, of_file in rows_of.items()} | {"corrections": file.mended}
        keep_rows(store, feed, file.key, own, meta)


def _keep_sent(file: Inbound, store: Store) -> bool:
    """Keep what lay in the inbox in ``raw``; where it can be read no more, the file is noted as such."""
    try:
        store.keep_original(file.sent.path, file.sent.sha)
    except FileProblem as problem:
        file.problem = problem
    return file.problem is None
