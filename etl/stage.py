"""Takes each new file once: recognise, read, check, and keep its rows as Parquet under its hash and contract."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from catalogue.correct import Correction, corrections, digest
from catalogue.load import Catalogue
from catalogue.model import Feed
from etl.extract import csv_file, sniff, state_aid, workbook
from etl.extract.layouts import LAYOUTS
from etl.extract.sheet import Sheet
from etl.keep import by_file, keep_rows
from etl.mending import Unmet, mend
from etl.problem import FileProblem, feed_words
from etl.recognise import Match, recognise
from etl.store import Store, sha256
from etl.validate import remarks_of, validate

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
    corrections: tuple[Correction, ...] = ()  # those of the catalogue that are meant for it
    mended: pa.Table | None = None  # the cells that they changed, as etl.mending tells them
    unmet: tuple[Unmet, ...] = ()  # those that no longer fit it

    @property
    def key(self) -> str:
        """What its checked rows are kept under: the content, and the corrections where there are any."""
        return f"{self.sha}-{digest(self.corrections)[:8]}" if self.corrections else self.sha


def wanted(file: Inbound, known: Sequence[Correction]) -> tuple[Correction, ...]:
    """The corrections whose source a file is, by its name."""
    return tuple(one for one in known if one.meant_for(file.name))


def inbound(folder: Path) -> list[Inbound]:
    """List the files of a folder and its subfolders by name, with their hashes; hidden ones are left out."""
    names = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if _may_be_file(path)}
    chosen = sorted(name for name in names if not any(part.startswith(".") for part in name.split("/")))
    return [listed(name, names[name]) for name in chosen]


def listed(name: str, path: Path) -> Inbound:
    """A file with its hash; one that cannot be opened is noted as such and has none."""
    try:
        return Inbound(name, path, sha256(path))
    except OSError:
        return Inbound(name, path, "", problem=FileProblem("unreadable"))


def _may_be_file(path: Path) -> bool:
    """A link to nothing, or what may not even be looked at, is listed too: somebody meant to send it."""
    try:
        return path.is_file() or (path.is_symlink() and not path.exists())
    except OSError:
        return True


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
    batches = list(_batches(new))
    for done, batch in enumerate(batches):
        tell("read", done, len(batches))
        _stage_batch([(file, rows) for file, _, rows in batch], batch[0][1].feed, store)
    for file in opened:
        twin = first[file.key]
        if twin is not file:
            file.feed, file.problem, file.read, file.remarks = twin.feed, twin.problem, twin.read, twin.remarks


def open_file(file: Inbound, catalogue: Catalogue, work: Path | None = None) -> Match | None:
    """Recognise a file's feed; a problem is noted on the file. ``work`` takes the copies that reading needs."""
    try:
        form = sniff.format_of(file.path)
        match = recognise(_sheets(file.path, form, work), catalogue)
    except FileProblem as problem:
        file.problem = problem
        return None
    except OSError:
        file.problem = FileProblem("unreadable")
        return None
    file.feed, file.remarks = match.feed, (*match.sheet.remarks, *match.remarks)
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
            wanted = {name: i for name, i in match.columns.items() if not match.feed.field(name).personal}
            rows = _placed(match.sheet.rows(match.header, wanted, decimals), match)
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
    file.read, file.remarks = rows.num_rows, (*file.remarks, *match.sheet.notes)
    rows, file.mended, unmet = mend(rows, match.feed, file.name, file.sha, file.corrections)
    file.unmet = tuple(unmet)
    if unmet:
        return None
    return rows.append_column("_file", pa.repeat(pa.scalar(file.key), rows.num_rows))


def _placed(rows: pa.Table, match: Match) -> pa.Table:
    """The rows with the sheet they stand on, unless the layout's reader has told it more exactly."""
    if "_sheet" in rows.column_names:
        return rows
    return rows.append_column("_sheet", pa.repeat(pa.scalar(match.sheet.name), rows.num_rows))


def _already_staged(file: Inbound, store: Store, catalogue: Catalogue) -> bool:
    for feed in catalogue.feeds.values():
        meta = store.staged(feed, file.key) / "meta.json"
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


def _stage_batch(batch: Sequence[tuple[Inbound, pa.Table]], feed: Feed, store: Store) -> None:
    """Check the rows of some files of one feed by one query, and keep what came of each."""
    rows = pa.concat_tables([table for _, table in batch], promote_options="default")
    with duckdb.connect() as connection:
        checked = validate(connection, feed, rows)
        accepted = connection.sql(f"SELECT * FROM {checked.accepted} ORDER BY _file, _sheet, _row").to_arrow_table()
        rejects = connection.sql(f"SELECT * FROM {checked.rejects}").to_arrow_table()
        notices = connection.sql(f"SELECT * FROM {checked.notices} ORDER BY _file, _sheet, _row").to_arrow_table()
        found = remarks_of(connection, checked, feed)
    tables = {"accepted": by_file(accepted), "rejects": by_file(rejects), "notices": by_file(notices)}
    for file, _ in batch:
        try:
            store.keep_original(file.path, file.sha)
        except FileProblem as problem:
            file.problem = problem
            continue
        file.parsed, file.remarks = True, (*file.remarks, *found.get(file.key, ()))
        meta = {"feed": feed.name, "read": file.read, "remarks": list(file.remarks)}
        own = {name: rows_of(file.key) for name, rows_of in tables.items()} | {"corrections": file.mended}
        keep_rows(store, feed, file.key, own, meta)
