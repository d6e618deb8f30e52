"""Takes each new file once: recognise, read, check, and keep its rows as Parquet under its hash and contract."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from catalogue.load import Catalogue
from catalogue.model import Feed
from etl.contract import expected_style
from etl.extract import csv_file, istat_pairs, sniff, workbook
from etl.problem import FileProblem
from etl.recognise import Match, recognise
from etl.store import Store, sha256, sync
from etl.validate import validate

BATCH_ROWS = 2_000_000


@dataclass
class Inbound:
    """One file of the inbox and what became of it: the feed that took it, or the problem that did not let it."""

    name: str  # as told to people: the path inside its folder
    path: Path
    sha: str
    feed: Feed | None = None
    problem: FileProblem | None = None
    parsed: bool = False
    read: int = 0
    remarks: tuple[str, ...] = field(default=())


def inbound(folder: Path) -> list[Inbound]:
    """List the files of a folder and its subfolders by name, with their hashes; hidden ones are left out."""
    names = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    chosen = sorted(name for name in names if not any(part.startswith(".") for part in name.split("/")))
    return [Inbound(name, names[name], sha256(names[name])) for name in chosen]


def stage(files: Sequence[Inbound], store: Store, catalogue: Catalogue, tell: Callable[[str, int, int], None]) -> None:
    """Fill in each file's feed, problem and counts; files already staged under their contract are not opened."""
    new: list[tuple[Inbound, Match]] = []
    first: dict[str, Inbound] = {}
    for file in files:
        if file.sha in first or _already_staged(file, store, catalogue):
            first.setdefault(file.sha, file)
            continue
        first[file.sha] = file
        match = open_file(file, catalogue)
        if match:
            new.append((file, match))
    batches = list(_batches(new))
    for done, batch in enumerate(batches):
        tell("read", done, len(batches))
        _stage_batch(batch, store)
    for file in files:
        twin = first[file.sha]
        if twin is not file:
            file.feed, file.problem, file.read, file.remarks = twin.feed, twin.problem, twin.read, twin.remarks


def open_file(file: Inbound, catalogue: Catalogue) -> Match | None:
    """Recognise a file's feed; a problem is noted on the file."""
    try:
        sheets = workbook.sheets(file.path) if sniff.format_of(file.path) == "workbook" else csv_file.sheets(file.path)
        match = recognise(sheets, catalogue)
    except FileProblem as problem:
        file.problem = problem
        return None
    file.feed, file.remarks = match.feed, match.sheet.remarks
    return match


def read_rows(file: Inbound, match: Match) -> pa.Table | None:
    """The file's rows as text with _file, _sheet, _row; a problem is noted on the file and gives None."""
    decimals = {item.name: item.decimal_char for item in match.feed.fields}
    try:
        if match.feed.layout == "istat_pairs":
            rows = istat_pairs.rows(match.sheet, match.header)
        else:
            wanted = {name: i for name, i in match.columns.items() if not match.feed.field(name).personal}
            rows = match.sheet.rows(match.header, wanted, decimals)
        if rows.num_rows == 0:
            raise FileProblem("no_rows", {"feed": match.feed.name})
    except FileProblem as problem:
        file.problem = problem
        return None
    file.read = rows.num_rows
    place = {"_file": file.sha, "_sheet": match.sheet.name}
    for name, text in place.items():
        rows = rows.append_column(name, pa.repeat(pa.scalar(text), rows.num_rows))
    return rows


def _already_staged(file: Inbound, store: Store, catalogue: Catalogue) -> bool:
    for feed in catalogue.feeds.values():
        meta = store.staged(feed, file.sha) / "meta.json"
        if meta.exists():
            known = json.loads(meta.read_text(encoding="utf-8"))
            file.feed, file.read, file.remarks = feed, known["read"], tuple(known["remarks"])
            return True
    return False


def _batches(new: Sequence[tuple[Inbound, Match]]) -> Iterable[list[tuple[Inbound, Match, pa.Table]]]:
    """Group files of one feed, so that a thousand small workbooks are checked by one query."""
    by_feed: dict[str, list[tuple[Inbound, Match]]] = {}
    for file, match in new:
        by_feed.setdefault(match.feed.name, []).append((file, match))
    for group in by_feed.values():
        batch: list[tuple[Inbound, Match, pa.Table]] = []
        for file, match in group:
            rows = read_rows(file, match)
            if rows is not None:
                batch.append((file, match, rows))
            if sum(entry[2].num_rows for entry in batch) >= BATCH_ROWS:
                yield batch
                batch = []
        if batch:
            yield batch


def _stage_batch(batch: list[tuple[Inbound, Match, pa.Table]], store: Store) -> None:
    feed = batch[0][1].feed
    rows = pa.concat_tables([entry[2] for entry in batch], promote_options="default")
    with duckdb.connect() as connection:
        checked = validate(connection, feed, rows)
        accepted = connection.sql(f"SELECT * FROM {checked.accepted} ORDER BY _file, _sheet, _row").to_arrow_table()
        rejects = connection.sql(f"SELECT * FROM {checked.rejects}").to_arrow_table()
        styles = connection.execute(f"SELECT _file, field, style FROM {checked.styles}").fetchall()
    accepted_of, rejects_of = _by_file(accepted), _by_file(rejects)
    for file, _, _ in batch:
        other = [
            f"decimals={feed.field(name).title} {style}"
            for sha, name, style in styles
            if sha == file.sha and style != expected_style(feed.field(name))
        ]
        file.parsed, file.remarks = True, (*file.remarks, *other)
        _write(store, feed, file, accepted_of(file.sha), rejects_of(file.sha))
        store.keep_original(file.path, file.sha)


def _by_file(table: pa.Table) -> Callable[[str], pa.Table]:
    """Cut a table that is ordered by _file into the rows of each file, none for a file without any."""
    places: dict[str, tuple[int, int]] = {}
    start = 0
    for count in pc.value_counts(table["_file"]).to_pylist():
        places[count["values"]] = (start, count["counts"])
        start += count["counts"]
    rows = table.drop_columns(["_file"])
    return lambda sha: rows.slice(*places.get(sha, (0, 0)))


def _write(store: Store, feed: Feed, file: Inbound, accepted: pa.Table, rejects: pa.Table) -> None:
    """The folder appears whole or not at all: written aside, synced, renamed."""
    target, aside = store.staged(feed, file.sha), store.work / f"staged-{file.sha}"
    aside.mkdir(parents=True)
    pq.write_table(accepted, aside / "accepted.parquet")
    pq.write_table(rejects, aside / "rejects.parquet")
    meta = {"feed": feed.name, "read": file.read, "remarks": list(file.remarks)}
    (aside / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, sort_keys=True), encoding="utf-8")
    for path in aside.iterdir():
        sync(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    aside.replace(target)
