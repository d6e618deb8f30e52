"""The files behind a figure: as they were sent, by whom, under which hash, and where the original is kept."""

from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb
import pandas as pd

from catalogue.load import Catalogue
from etl.ingest.sources import ROOT
from etl.storage.layout import Store


@dataclass(frozen=True)
class SourceFile:
    """One file with the number of contributing rows. ``original`` is '' where it is kept no more."""

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
    known = connection.execute(
        "SELECT file, feed, sent_sha256 FROM load_file WHERE list_contains(?, file)",
        [[str(name) for name in counts.index]],
    ).fetchall()
    told = {file: (catalogue.feeds[feed].sender if feed in catalogue.feeds else "", sha) for file, feed, sha in known}
    return [
        SourceFile(str(file), int(count), *told.get(str(file), ("", "")), _original(releases, str(file), told))
        for file, count in counts.sort_index().items()
    ]  # fmt: skip


def _original(releases: Path, file: str, told: dict[str, tuple[str, str]]) -> str:
    """The path of the original in ``raw``; a list of the catalogue is its own original."""
    if file not in told:
        return file if (ROOT / file).is_file() else ""
    sha = told[file][1]
    kept = sorted(Store(releases).raw.glob(f"{sha}*")) if len(sha) == 64 else []
    return str(kept[0]) if kept else ""
