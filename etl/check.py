"""Validates files without loading them: the verdict a sender reads before sending."""

import errno
import os
import stat
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import duckdb
import pyarrow as pa

from catalogue import load
from catalogue.correct import Correction, corrections
from engine import scratch
from engine.sql_text import queries
from etl.ingest.apart.reader import Reader
from etl.ingest.archives import corrections_for, unpack
from etl.ingest.file_states import Final, Read, Refused, Sent, Stale, Validated
from etl.ingest.inbox import printable, unique
from etl.ingest.prefetch import prefetched
from etl.ingest.sources import SHIPPED, Shipped
from etl.ingest.unforeseen import or_refused, refused_for
from etl.load.deduplicate import create_tables, empty_incoming, separate
from etl.load.feeds import load_code_lists
from etl.load.row_warnings import load_warnings
from etl.load.summary import Rows, correction_rows, duplicates_of, reject_rows, warning_rows
from etl.messages import FileProblem
from etl.storage.layout import plain_suffix, sha256
from etl.validate.check_rows import remarks_of, validate
from etl.workbooks.rejected_rows import RejectedRows, rejected_rows_of, write_corrections

SQL = queries(__file__)


@dataclass
class Verdict:
    """What a file would come to: rows by their fate, each broken rule with its place and words, and warnings.

    ``corrections``: the workbooks that were written with its refused rows.
    """

    file: Final
    read: int = 0
    accepted: int = 0
    rejected: int = 0
    duplicate: int = 0
    rejects: Rows = field(default_factory=list)
    duplicates: Rows = field(default_factory=list)
    warnings: Rows = field(default_factory=list)
    corrections: list[Path] = field(default_factory=list)
    applied: Rows = field(default_factory=list)  # the cells that the catalogue's corrections changed

    @property
    def problem(self) -> FileProblem | None:
        """Why the whole file is refused, None where it is not."""
        return self.file.problem if isinstance(self.file, Refused) else None

    @property
    def clean(self) -> bool:
        """Whether the file would load without a rejected row, and every correction fits; duplicates are no error."""
        return isinstance(self.file, Validated) and self.rejected == 0


def check(
    paths: Sequence[Path], rejects: Path | None = None, *, shipped: Shipped = SHIPPED, log: Path | None = None
) -> list[Verdict]:
    """Check files against the feeds they belong to and, together, against each other's keys, as a build would.

    Refused values are shown: this report is the sender's own. A file named twice is checked once.
    ``rejects``: folder that takes a workbook with the refused rows of each file. ``log``: folder of the error log.
    Raises OSError where a folder takes nothing.
    """
    catalogue, known = load(), corrections(shipped.corrections)
    with (
        tempfile.TemporaryDirectory() as folder,
        scratch() as connection,
        Reader(catalogue, None, for_sender=True) as reader,
        ThreadPoolExecutor(1) as thread,
    ):
        files = unpack(_listed(paths, known, Path(folder)), Path(folder) / "unpacked", known, log)
        readings = prefetched(
            (
                file if isinstance(file, Refused) else or_refused(partial(reader.read_whole, file), file.sent, log)
                for file in files
            ),
            thread,
        )
        create_tables(connection)
        load_code_lists(connection, catalogue.code_lists)
        accepted: dict[str, list[pa.Table]] = {}
        checked = [_checked(connection, rank, next(readings), accepted, log) for rank in range(len(files))]
        for feed in catalogue.feeds.values():
            tables = accepted.get(feed.name)
            if tables:
                connection.register(f"incoming_{feed.name}", pa.concat_tables(tables, promote_options="default"))
            else:
                empty_incoming(connection, feed)
            names = [state.sent.name for state, _ in checked if state.feed is feed]
            separate(connection, feed, names, demo=True)
        load_warnings(connection, catalogue.agreement.window_start, None)
        verdicts = [_verdict(connection, state) for state, _ in checked]
        for verdict, (_, rows) in zip(verdicts, checked, strict=True):
            if rejects and rows:
                verdict.corrections = write_corrections(connection, rows, rejects)
        return verdicts


def _listed(paths: Sequence[Path], corrections: Sequence[Correction], folder: Path) -> list[Sent | Refused]:
    """Each file under its bare name; under its whole path where two have one name.

    Only a file that corrections are meant for needs its hash. ``folder`` takes links to files whose path libraries
    cannot open.
    """
    chosen = list({os.path.realpath(path): path for path in paths}.values())
    bare = [path.name for path in chosen]
    files: list[Sent | Refused] = []
    for place, path in enumerate(chosen):
        whole = printable(path.name if bare.count(path.name) == 1 else str(path))
        name = unique(whole, [file.sent.name if isinstance(file, Refused) else file.name for file in files])
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                raise FileNotFoundError(path)
            plain = _openable(path, folder / f"named{place}")
            files.append(Sent(name, plain, sha256(path) if corrections_for(name, corrections) else "", found=path))
        except (FileNotFoundError, NotADirectoryError):
            files.append(Refused(Sent(name, path, ""), FileProblem("absent")))
        except OSError as error:
            kind = "long_path" if error.errno == errno.ENAMETOOLONG else "unreadable"
            files.append(Refused(Sent(name, path, ""), FileProblem(kind)))
    return files


def _openable(path: Path, link: Path) -> Path:
    """The path, or a link to it where its name is no UTF-8: the readers' libraries take text alone."""
    if os.fsencode(path).decode("utf-8", "ignore").encode() == os.fsencode(path):
        return path
    link = link.with_name(link.name + plain_suffix(path))
    link.symlink_to(path.absolute())
    return link


def _checked(
    connection: duckdb.DuckDBPyConnection,
    rank: int,
    reading: tuple[pa.Table, Read] | Refused | Stale,
    accepted: dict[str, list[pa.Table]],
    log: Path | None,
) -> tuple[Final, RejectedRows | None]:
    """What ``_check_rows`` says; a fault that nobody foresaw refuses the one file that it is met in."""
    if not isinstance(reading, tuple):
        return reading, None
    try:
        return _check_rows(connection, rank, reading, accepted)
    except Exception as error:
        return refused_for(error, reading[1].probed.sent, log), None


def _check_rows(
    connection: duckdb.DuckDBPyConnection,
    rank: int,
    reading: tuple[pa.Table, Read],
    accepted: dict[str, list[pa.Table]],
) -> tuple[Final, RejectedRows | None]:
    """Check one file's rows: the accepted ones go into ``accepted`` by feed, what checking found into the tables."""
    rows, read = reading
    checked = validate(connection, read.feed, rows, for_sender=True)
    noticed = remarks_of(checked.styles, checked.zeros, read.feed)
    remarks = (*read.probed.remarks, *read.remarks, *(text for texts in noticed.values() for text in texts))
    file = Validated(read.probed, read.feed, read.rows, remarks, parsed=True)
    accepted.setdefault(read.feed.name, []).append(_incoming(checked.accepted, rank, file.sent.name))
    _load_findings(connection, read)
    return file, rejected_rows_of(connection, read.recognised)


def _incoming(rows: pa.Table, rank: int, name: str) -> pa.Table:
    """Accepted rows as ``incoming_<feed>`` has them (see etl.load.deduplicate), in memory, without a copy."""
    same = {"rank": pa.scalar(rank, pa.int64()), "file": pa.scalar(name), "sha": pa.scalar("")}
    places = {"sheet": rows["_sheet"].cast(pa.string()), "row": rows["_row"]}
    stored = {title: rows[title] for title in rows.column_names if not title.startswith("_")}
    return pa.table({title: pa.repeat(value, rows.num_rows) for title, value in same.items()} | places | stored)


def _load_findings(connection: duckdb.DuckDBPyConnection, read: Read) -> None:
    """Add to load_reject, load_notice and load_correction what was found in the rows that were just checked."""
    file = [read.probed.sent.name, read.feed.name]
    connection.register("corrected_cells", read.corrected)
    for query in ("rejects", "notices", "corrections"):
        connection.execute(SQL[query], file)
    connection.unregister("corrected_cells")


def _verdict(connection: duckdb.DuckDBPyConnection, file: Final) -> Verdict:
    if not isinstance(file, Validated):
        return Verdict(file)
    name = file.sent.name
    rejects = reject_rows(connection, name)
    rejected = len({(row["sheet"], row["row"]) for row in rejects})
    duplicates = duplicates_of(connection, name)
    accepted = file.rows - rejected - len(duplicates)
    warnings = warning_rows(connection, name)
    applied = [row for row in correction_rows(connection) if row["file"] == name]
    return Verdict(file, file.rows, accepted, rejected, len(duplicates), rejects, duplicates, warnings, applied=applied)
