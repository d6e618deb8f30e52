"""Takes each new file once: recognise, read, check, and keep its rows as Parquet under its hash and contract."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import pyarrow as pa

from catalogue.load import Catalogue
from engine import scratch
from etl.ingest.apart.reader import Reader
from etl.ingest.batches import LargeFile, SmallFiles, batches
from etl.ingest.file_states import Final, Probed, Read, Recognised, Refused, Sent, Stale, Validated
from etl.ingest.prefetch import prefetched
from etl.ingest.unforeseen import NOT_THE_FILES, or_refused, refused_for, with_refusal
from etl.messages import FileProblem, feed_words
from etl.stopping import end_if_asked
from etl.storage.layout import Store
from etl.storage.staged_rows import StagedRows, noted_of, rows_by_file
from etl.validate.check_rows import remarks_of, validate
from etl.validate.dictionary_columns import encoded
from etl.validate.number_columns import Seen

ReportProgress = Callable[[str, int, int], None]  # takes the step, how much of it is done, and how much it has


def stage(
    files: Sequence[Probed | Refused], store: Store, catalogue: Catalogue, progress: ReportProgress
) -> list[Final]:
    """What becomes of each file, in their order; those already staged under their contract are not opened.

    Files of the same content are staged once.
    """
    first: dict[str, Probed] = {}
    for file in files:
        if isinstance(file, Probed):
            first.setdefault(file.key, file)
    known = {key: _already_staged(file, store, catalogue) for key, file in first.items()}
    results: dict[str, Final] = {key: state for key, state in known.items() if state}
    with Reader(catalogue, store.work) as reader:
        results |= _staged([file for key, file in first.items() if not known[key]], store, reader, progress)
    return [file if isinstance(file, Refused) else _result_of(file, results[file.key], store) for file in files]


def _staged(files: Sequence[Probed], store: Store, reader: Reader, progress: ReportProgress) -> dict[str, Final]:
    """Read, check and keep the rows of each file; returns what became of it by its key."""
    keys = {file.sent: file.key for file in files}
    results: dict[str, Final] = {}
    done = 0
    with ThreadPoolExecutor(1) as thread:
        for batch in batches(files, reader, thread, store.releases):
            if isinstance(batch, Refused | Stale):
                states: Sequence[Final] = [batch]
            else:
                progress("read", done, len(files))
                if isinstance(batch, LargeFile):
                    stage_it = partial(_stage_large, batch, store, reader, thread)
                    states = [or_refused(stage_it, batch.file.sent, store.releases)]
                else:
                    states = _stage_each(batch, store)
                done += len(states)
            results |= {keys[state.sent]: state for state in states}
    return results


def _result_of(file: Probed, state: Final, store: Store) -> Final:
    """The state of a file from that of the first file with the same content."""
    if not isinstance(state, Validated):
        return state if file.sent == state.sent else replace(state, sent=file.sent)
    if file.sent.archive and (problem := _keep_original(file.sent, store)):
        return Refused(file.sent, problem, state.feed, state.remarks)  # its rows may be staged from another file
    here = state.parsed and file.sent == state.sent
    return replace(state, probed=file, parsed=here, remarks=(*file.remarks, *state.remarks))


def is_staged(file: Probed, store: Store, catalogue: Catalogue) -> bool:
    """Whether the rows of this content are known under its contract and its corrections."""
    return _already_staged(file, store, catalogue) is not None


def _already_staged(file: Probed, store: Store, catalogue: Catalogue) -> Validated | None:
    for feed in catalogue.feeds.values():
        if noted := noted_of(store.staged(feed, file.key)):
            return Validated(file, feed, noted.read, noted.remarks, parsed=False)
    return None


def _stage_each(batch: SmallFiles, store: Store) -> Sequence[Final]:
    """The files of a batch checked together; where that fails each alone, so that one file refuses only itself."""
    try:
        return _stage_small(batch, store)
    except Exception as error:
        if len(batch.files) == 1:
            return [refused_for(error, batch.files[0][0].probed.sent, store.releases)]
        end_if_asked()
        if isinstance(error, NOT_THE_FILES):
            raise
        return [state for one in batch.files for state in _stage_each(replace(batch, files=[one]), store)]


def _stage_small(batch: SmallFiles, store: Store) -> list[Final]:
    """Check the rows of some files of one feed by one query, and keep the rows of each."""
    rows = pa.concat_tables([encoded(table, batch.feed) for _, table in batch.files], promote_options="default")
    with ThreadPoolExecutor(1) as aside, scratch() as connection:
        originals = [aside.submit(_keep_original, read.probed.sent, store) for read, _ in batch.files]
        checked = validate(connection, batch.feed, rows)
        problems = [original.result() for original in originals]
    noticed = remarks_of(checked.styles, checked.zeros, batch.feed)
    rows_of = {name: rows_by_file(table) for name, table in checked.tables.items()}
    states: list[Final] = []
    for (read, _), problem in zip(batch.files, problems, strict=True):
        if problem:
            states.append(Refused(read.probed.sent, problem, read.feed, read.remarks))
            continue
        key = read.probed.key
        with StagedRows(store, batch.feed, key) as folder:
            folder.add({name: of_file(key) for name, of_file in rows_of.items()})
            states.append(_finish(folder, read, noticed))
    return states


def _stage_large(batch: LargeFile, store: Store, reader: Reader, thread: ThreadPoolExecutor) -> Final:
    """Check a file piece by piece and keep the rows of each, so that it may be larger than memory.

    Which decimal sign its numbers use is certain at its end only. Where an earlier piece was read by another one, its
    staged rows are dropped, and the file is read and checked once more with the sign that is certain now.
    """
    file, feed, pieces, before = batch.file, batch.file.feed, batch.pieces, Seen()
    with ThreadPoolExecutor(1) as aside, scratch() as connection:
        original = aside.submit(_keep_original, file.sent, store)
        while True:
            styles, zeros = [], []
            end: Read | Refused | Stale = Refused(file.sent, FileProblem("no_rows", {"feed": feed_words(feed)}), feed)
            with StagedRows(store, feed, file.probed.key) as folder:
                for piece in pieces:
                    if isinstance(piece, Recognised):
                        continue  # the file is read once more
                    if not isinstance(piece, pa.Table):
                        end = piece
                        break
                    checked = validate(connection, feed, piece, before=before)
                    folder.add({name: table.drop_columns(["_file"]) for name, table in checked.tables.items()})
                    styles.append(checked.styles)
                    zeros.append(checked.zeros)
                if not isinstance(end, Read):
                    return end
                if problem := original.result():
                    return Refused(file.sent, problem, feed, end.remarks)
                if all(map(styles[-1].equals, styles)):
                    return _finish(folder, end, remarks_of(styles[-1], pa.concat_tables(zeros), feed))
            pieces = prefetched(with_refusal(reader.read(file.probed), file.sent, store.releases), thread)


def _finish(folder: StagedRows, read: Read, noticed: Mapping[str, Sequence[str]]) -> Validated:
    """Let a file's folder appear, with its corrected cells and what checking noticed."""
    remarks = (*read.remarks, *noticed.get(read.probed.key, ()))
    folder.add({"corrections": read.corrected})
    folder.finish({"feed": read.feed.name, "read": read.rows, "remarks": list(remarks)})
    return Validated(read.probed, read.feed, read.rows, remarks, parsed=True)


def _keep_original(file: Sent, store: Store) -> FileProblem | None:
    """Copy what lies in the inbox into ``raw``; returns the problem where it can be read no more."""
    try:
        store.keep_original(file.original.path, file.original.sha)
    except FileProblem as problem:
        return problem
    return None
