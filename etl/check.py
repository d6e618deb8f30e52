"""Validates files without loading them: the verdict a sender reads before sending."""

import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from catalogue import load
from catalogue.correct import corrections
from engine import scratch
from etl.ingest.archives import unpacked
from etl.ingest.inbox import Inbound, wanted
from etl.ingest.prefetch import Read, read_ahead
from etl.load.deduplicate import create_tables, empty_incoming, separate
from etl.load.feeds import load_code_lists
from etl.load.row_warnings import load_warnings
from etl.load.summary import Rows, correction_rows, reject_rows, warning_rows
from etl.storage.layout import sha256
from etl.validate.check_rows import remarks_of, validate
from etl.workbooks.rejected_rows import Refused, refused_of, write_corrections


@dataclass
class Verdict:
    """What a file would come to: rows by their fate, each broken rule with its place and words, and warnings.

    ``corrections``: the workbooks that were written with its refused rows.
    """

    file: Inbound
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
    def clean(self) -> bool:
        """Whether the file would load without a rejected row, and every correction fits; duplicates are no error."""
        return self.file.problem is None and self.rejected == 0 and not self.file.unmet


def check(paths: Sequence[Path], rejects: Path | None = None) -> list[Verdict]:
    """Check files against the feeds they belong to and, together, against each other's keys, as a build would.

    Refused values are shown: this report is the sender's own. A file named twice is checked once.
    ``rejects``: folder that takes a workbook with the refused rows of each file. Raises OSError where it takes none.
    """
    catalogue, known = load(), corrections()
    with tempfile.TemporaryDirectory() as folder, scratch() as connection, ThreadPoolExecutor(1) as beside:
        files = unpacked(_named(paths), Path(folder) / "unpacked")
        for file in files:
            file.corrections = wanted(file, known)
            if file.corrections and file.path.is_file():
                file.sha = sha256(file.path)
        coming = read_ahead(files, catalogue, beside)
        create_tables(connection)
        load_code_lists(connection, catalogue.code_lists)
        accepted: dict[str, list[pa.Table]] = {}
        taken = [_take(connection, rank, file, next(coming), accepted) for rank, file in enumerate(files)]
        for feed in catalogue.feeds.values():
            waiting = accepted.get(feed.name)
            if waiting:
                connection.register(f"incoming_{feed.name}", pa.concat_tables(waiting, promote_options="default"))
            else:
                empty_incoming(connection, feed)
            separate(connection, feed, [file.name for file in files if file.feed is feed], demo=True)
        load_warnings(connection, catalogue.agreement.window_start, None)
        verdicts = [_verdict(connection, file) for file in files]
        for verdict, refused in zip(verdicts, taken, strict=True):
            if rejects and refused:
                verdict.corrections = write_corrections(connection, refused, rejects)
        return verdicts


def _named(paths: Sequence[Path]) -> list[Inbound]:
    """Each file under its bare name; under its whole path where two have one name."""
    chosen = list({path.resolve(): path for path in paths}.values())
    names = [path.name for path in chosen]
    return [Inbound(path.name if names.count(path.name) == 1 else str(path), path, "") for path in chosen]


def _take(
    connection: duckdb.DuckDBPyConnection,
    rank: int,
    file: Inbound,
    read: Read | None,
    accepted: dict[str, list[pa.Table]],
) -> Refused | None:
    """Hold one file's rows against its contract: what passes waits in ``accepted``, what breaks a rule is told."""
    if read is None:
        return None
    match, rows = read
    file.parsed = True
    checked = validate(connection, match.feed, rows, for_sender=True)
    file.remarks += tuple(
        text for texts in remarks_of(checked.styles, checked.zeros, match.feed).values() for text in texts
    )
    accepted.setdefault(match.feed.name, []).append(_waiting(checked.accepted, rank, file.name))
    _tell(connection, file, match.feed.name)
    return refused_of(connection, file, match)


def _waiting(rows: pa.Table, rank: int, name: str) -> pa.Table:
    """Accepted rows as ``incoming_<feed>`` has them (see etl.load.deduplicate), in memory, without a copy."""
    same = {"rank": pa.scalar(rank, pa.int64()), "file": pa.scalar(name), "sha": pa.scalar("")}
    places = {"sheet": rows["_sheet"].cast(pa.string()), "row": rows["_row"]}
    stored = {title: rows[title] for title in rows.column_names if not title.startswith("_")}
    return pa.table({title: pa.repeat(value, rows.num_rows) for title, value in same.items()} | places | stored)


def _tell(connection: duckdb.DuckDBPyConnection, file: Inbound, feed: str) -> None:
    """What was refused, taken for something else or corrected in the rows that were just checked."""
    connection.execute(
        "INSERT INTO load_reject SELECT ?, ?, _sheet, _row, rule, field, column_title, value, message_it, message_en, "
        "fix_it, fix_en FROM rejects ORDER BY _sheet, _row",
        [file.name, feed],
    )
    connection.execute(
        "INSERT INTO load_notice SELECT ?, ?, _sheet, _row, field, column_title, notice, value, taken "
        "FROM notices ORDER BY _sheet, _row",
        [file.name, feed],
    )
    connection.register("mended_rows", file.mended)
    connection.execute("INSERT INTO load_correction SELECT ?, ?, * FROM mended_rows", [file.name, feed])
    connection.unregister("mended_rows")


def _verdict(connection: duckdb.DuckDBPyConnection, file: Inbound) -> Verdict:
    if file.problem or file.feed is None or file.unmet:
        return Verdict(file)
    rejects = reject_rows(connection, file.name)
    rejected = len({(row["sheet"], row["row"]) for row in rejects})
    names = ("sheet", "row", "of_file", "of_row", "reason")
    found = connection.execute(f"SELECT {', '.join(names)} FROM load_duplicate WHERE file = ?", [file.name]).fetchall()
    duplicates = [dict(zip(names, row, strict=True)) for row in found]
    accepted = file.read - rejected - len(duplicates)
    warnings = warning_rows(connection, file.name)
    applied = [row for row in correction_rows(connection) if row["file"] == file.name]
    return Verdict(file, file.read, accepted, rejected, len(duplicates), rejects, duplicates, warnings, applied=applied)
