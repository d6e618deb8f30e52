"""Validates files without loading them: the verdict a sender reads before sending."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from catalogue import Catalogue, load
from catalogue.correct import corrections
from engine import scratch
from etl.corrections import Refused, refused_of, write_corrections
from etl.inbox import Inbound, wanted
from etl.keys import create_tables, empty_incoming, separate
from etl.load import load_code_lists
from etl.problem import FileProblem
from etl.stage import open_file, read_rows
from etl.store import sha256
from etl.summary import Rows, told_corrections, told_rejects, told_warnings
from etl.unpack import unpacked
from etl.validate import remarks_of, validate
from etl.warn import load_warnings


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
    with tempfile.TemporaryDirectory() as folder, scratch() as connection:
        files = unpacked(_named(paths), Path(folder) / "unpacked")
        for file in files:
            file.corrections = wanted(file, known)
            if file.corrections and file.path.is_file():
                file.sha = sha256(file.path)
        create_tables(connection)
        for feed in catalogue.feeds.values():
            empty_incoming(connection, feed)
        taken = [_take(connection, rank, file, catalogue) for rank, file in enumerate(files)]
        for feed in catalogue.feeds.values():
            separate(connection, feed, [file.name for file in files if file.feed is feed], demo=True)
        load_code_lists(connection, catalogue.code_lists)
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


def _take(connection: duckdb.DuckDBPyConnection, rank: int, file: Inbound, catalogue: Catalogue) -> Refused | None:
    """Hold one file's rows against its contract; what passes waits for the keys, what breaks a rule is told."""
    if not file.path.is_file():
        file.problem = FileProblem("absent")
        return None
    match = open_file(file, catalogue, for_sender=True)
    rows = read_rows(file, match) if match else None
    if match is None or rows is None:
        return None
    file.parsed = True
    checked = validate(connection, match.feed, rows, for_sender=True)
    file.remarks += tuple(text for texts in remarks_of(checked, match.feed).values() for text in texts)
    _collect(connection, rank, file, match.feed.name)
    return refused_of(connection, file, match)


def _collect(connection: duckdb.DuckDBPyConnection, rank: int, file: Inbound, feed: str) -> None:
    stored = ", ".join(f's."{item.name}"' for item in load().feeds[feed].fields if not item.personal)
    connection.execute(
        f"INSERT INTO incoming_{feed} SELECT ?, ?, '', s._sheet, s._row, {stored} "
        f"FROM accepted s ORDER BY s._sheet, s._row",
        [rank, file.name],
    )
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
    rejects = told_rejects(connection, file.name)
    rejected = len({(row["sheet"], row["row"]) for row in rejects})
    names = ("sheet", "row", "of_file", "of_row", "reason")
    found = connection.execute(f"SELECT {', '.join(names)} FROM load_duplicate WHERE file = ?", [file.name]).fetchall()
    duplicates = [dict(zip(names, row, strict=True)) for row in found]
    accepted = file.read - rejected - len(duplicates)
    warnings = told_warnings(connection, file.name)
    applied = [row for row in told_corrections(connection) if row["file"] == file.name]
    return Verdict(file, file.read, accepted, rejected, len(duplicates), rejects, duplicates, warnings, applied=applied)
