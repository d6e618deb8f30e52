"""The source files of a figure: name, sender, hash, and the path of the stored original."""

from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb
import pandas as pd

from catalogue.load import Catalogue
from etl.ingest.sources import ROOT
from etl.storage.layout import Store


@dataclass(frozen=True)
class SourceFile:
    """One file with the number of contributing rows. ``original`` is '' where it is no longer stored."""

    file: str
    rows: int
    sender: str  # the kind of sender that its feed names; '' for a list of the catalogue
    sha256: str  # of what was sent: of an archive around the file where there was one
    original: str

    def as_json(self) -> dict[str, object]:
        """The fields by name."""
        return asdict(self)


def files_behind(
    connection: duckdb.DuckDBPyConnection, rows: pd.DataFrame, releases: Path, catalogue: Catalogue
) -> list[SourceFile]:
    """The files of some rows, by name."""
    counts = rows.groupby("source_file").size()
    found = connection.execute(
        "SELECT file, feed, sent_sha256 FROM load_file WHERE list_contains(?, file)",
        [[str(name) for name in counts.index]],
    ).fetchall()
    senders = {
        file: (catalogue.feeds[feed].sender if feed in catalogue.feeds else "", sha) for file, feed, sha in found
    }
    return [
        SourceFile(str(file), int(count), *senders.get(str(file), ("", "")), _original(releases, str(file), senders))
        for file, count in counts.sort_index().items()
    ]  # fmt: skip


def _original(releases: Path, file: str, senders: dict[str, tuple[str, str]]) -> str:
    """The path of the original in ``raw``; a list of the catalogue is its own original."""
    if file not in senders:
        return file if (ROOT / file).is_file() else ""
    sha = senders[file][1]
    stored = sorted(Store(releases).raw.glob(f"{sha}*")) if len(sha) == 64 else []
    return str(stored[0]) if stored else ""
