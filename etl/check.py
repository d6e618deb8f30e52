"""Validates files without loading them: the verdict a sender reads before sending."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from catalogue import load
from etl.problem import FileProblem
from etl.stage import Inbound, open_file, read_rows
from etl.validate import validate


@dataclass
class Verdict:
    """What a file would come to: rows read and rejected, and each broken rule with its place and words."""

    file: Inbound
    read: int = 0
    rejected: int = 0
    rejects: Sequence[dict[str, object]] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether the file would load without a rejected row."""
        return self.file.problem is None and self.rejected == 0


def check(path: Path) -> Verdict:
    """Check one file against the feed it belongs to. Refused values are shown: this report is the sender's own."""
    file = Inbound(path.name, path, "")
    if not path.is_file():
        file.problem = FileProblem("absent")
        return Verdict(file)
    match = open_file(file, load())
    rows = read_rows(file, match) if match else None
    if match is None or rows is None:
        return Verdict(file)
    file.parsed = True
    with duckdb.connect() as connection:
        checked = validate(connection, match.feed, rows, for_sender=True)
        refused = connection.execute(f"SELECT count(DISTINCT (_sheet, _row)) FROM {checked.rejects}").fetchall()[0][0]
        names = (
            "sheet",
            "row",
            "rule",
            "field",
            "column_title",
            "value",
            "message_it",
            "message_en",
            "fix_it",
            "fix_en",
        )
        found = connection.execute(
            f"SELECT _sheet, _row, {', '.join(names[2:])} FROM {checked.rejects} ORDER BY _sheet, _row"
        ).fetchall()
    return Verdict(file, file.read, refused, [dict(zip(names, row, strict=True)) for row in found])
