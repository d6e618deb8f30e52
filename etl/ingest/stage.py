"""Takes each new file once: recognise, read, check, and keep its rows as Parquet under its hash and contract."""

import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa

from catalogue.correct import corrections
from catalogue.load import Catalogue
from catalogue.model import Feed
from engine import scratch
from etl.ingest.batches import Large, Together, lots
from etl.ingest.inbox import Inbound, wanted
from etl.ingest.prefetch import one_ahead
from etl.ingest.read_rows import open_file, pieces
from etl.ingest.recognise import Match
from etl.messages import FileProblem
from etl.storage.layout import Store
from etl.storage.staged_rows import Kept, by_file
from etl.validate.check_rows import remarks_of, validate
from etl.validate.dictionary_columns import Seen, encoded

ReportProgress = Callable[[str, int, int], None]  # takes the step, how much of it is done, and how much it has


def stage(files: Sequence[Inbound], store: Store, catalogue: Catalogue, progress: ReportProgress) -> None:
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
    with ThreadPoolExecutor(1) as beside:
        for lot in lots(new, beside):
            progress("read", done, len(new))
            if isinstance(lot, Large):
                _stage_large(lot, store, beside)
            else:
                _stage_together(lot, store)
            done += 1 if isinstance(lot, Large) else len(lot.files)
    for file in opened:
        twin = first[file.key]
        if twin is not file:
            file.feed, file.problem, file.read, file.remarks = twin.feed, twin.problem, twin.read, twin.remarks
        if file.archive and file.feed and not file.problem:
            _keep_sent(file, store)  # its rows may have been known from another file


def _already_staged(file: Inbound, store: Store, catalogue: Catalogue) -> bool:
    for feed in catalogue.feeds.values():
        meta = store.staged(feed, file.key) / "meta.json"
        if meta.exists():
            known = json.loads(meta.read_text(encoding="utf-8"))
            file.feed, file.read, file.remarks = feed, known["read"], tuple(known["remarks"])
            return True
    return False


def _stage_together(lot: Together, store: Store) -> None:
    """Check the rows of some files of one feed by one query, and keep what came of each."""
    rows = pa.concat_tables([encoded(table, lot.feed) for _, table in lot.files], promote_options="default")
    with ThreadPoolExecutor(1) as aside, scratch() as connection:
        originals = [aside.submit(_keep_sent, file, store) for file, _ in lot.files]
        checked = validate(connection, lot.feed, rows)
        kept = [original.result() for original in originals]
    found = remarks_of(checked.styles, checked.zeros, lot.feed)
    rows_of = {name: by_file(table) for name, table in checked.kept.items()}
    for (file, _), original in zip(lot.files, kept, strict=True):
        if original:
            with Kept(store, lot.feed, file.key) as folder:
                folder.add({name: of_file(file.key) for name, of_file in rows_of.items()})
                _finish(folder, file, lot.feed, found)


def _stage_large(lot: Large, store: Store, beside: ThreadPoolExecutor) -> None:
    """Check a file piece by piece and keep what came of each, so that it may be larger than memory.

    Which decimal sign its numbers write is known for certain at its end only. Where a piece was taken to write another
    one, what was kept is dropped, and the file is read and checked once more, by what is known now.
    """
    file, feed, coming, before = lot.file, lot.match.feed, lot.pieces, Seen()
    with ThreadPoolExecutor(1) as aside, scratch() as connection:
        original = aside.submit(_keep_sent, file, store)
        while True:
            styles, zeros = [], []
            with Kept(store, feed, file.key) as folder:
                for rows in coming:
                    checked = validate(connection, feed, rows, before=before)
                    folder.add({name: table.drop_columns(["_file"]) for name, table in checked.kept.items()})
                    styles.append(checked.styles)
                    zeros.append(checked.zeros)
                if file.problem or file.unmet or not original.result():
                    return
                if all(map(styles[-1].equals, styles)):
                    _finish(folder, file, feed, remarks_of(styles[-1], pa.concat_tables(zeros), feed))
                    return
            file.remarks, coming = lot.remarks, one_ahead(pieces(file, lot.match), beside)


def _finish(folder: Kept, file: Inbound, feed: Feed, found: Mapping[str, Sequence[str]]) -> None:
    """Let a file's folder appear, with its corrected cells and what checking noticed."""
    file.parsed, file.remarks = True, (*file.remarks, *found.get(file.key, ()))
    folder.add({"corrections": file.mended} if file.mended is not None else {})
    folder.finish({"feed": feed.name, "read": file.read, "remarks": list(file.remarks)})


def _keep_sent(file: Inbound, store: Store) -> bool:
    """Keep what lay in the inbox in ``raw``; where it can be read no more, the file is noted as such."""
    try:
        store.keep_original(file.sent.path, file.sent.sha)
    except FileProblem as problem:
        file.problem = problem
    return file.problem is None
