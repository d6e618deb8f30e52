"""The states of a file on its way through a build or a check, each frozen, in their order.

    state         made by                                   knows
    Sent          inbox.list_files, archives.unpack         name, path and hash
    Probed        archives.unpack                           what kind of file it is, and the corrections meant for it
    Recognised    read_rows.recognise_file                  its feed, and where its header and columns are
    Read          the end of read_rows.read_pieces          how many rows it has, and the cells that were corrected
    Validated     stage.stage, check.check                  what checking its rows noticed; rejected rows are in tables

From each state a file may turn into ``Refused`` (no feed can take it) or ``Stale`` (a correction no longer fits it)
instead of the next one; both are final. A build keeps the rows of a validated file as staged rows; a check does not.
"""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from catalogue.correct import Correction, digest
from catalogue.model import Feed
from etl.ingest.apply_corrections import Unmet
from etl.ingest.recognise import Match
from etl.messages import FileProblem


@dataclass(frozen=True)
class Sent:
    """A file of the inbox, or one inside an archive of it.

    ``name``: its path inside the inbox, as people read it. ``sha``: SHA-256 in hexadecimal, '' where it was not taken.
    ``path``: what is read, a copy of the build's own once there is one; then ``found`` is where the file was found.
    """

    name: str
    path: Path
    sha: str
    archive: "Sent | None" = None
    found: Path | None = None

    @property
    def original(self) -> "Sent":
        """The file that lies in the inbox: this one, or the archive around it."""
        return self.archive or self

    @property
    def place(self) -> Path:
        """Where the file that was sent lies: the path to tell people."""
        return self.original.found or self.original.path


@dataclass(frozen=True)
class Probed:
    """A file that is no archive. ``kind``: of etl.extract.file_kind. ``corrections``: those meant for it.

    ``remarks``: on the archive around it (``kind=value``), which no staged rows keep.
    """

    sent: Sent
    kind: str
    corrections: tuple[Correction, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name of its staged rows: the hash of its content, and of the corrections where there are any."""
        return f"{self.sent.sha}-{digest(self.corrections)[:8]}" if self.corrections else self.sent.sha


@dataclass(frozen=True)
class Recognised:
    """A file whose feed is known. ``remarks``: ``kind=value`` each, see etl.messages.remark_text."""

    probed: Probed
    match: Match
    remarks: tuple[str, ...]

    @property
    def sent(self) -> Sent:
        """The file as it was sent."""
        return self.probed.sent

    @property
    def feed(self) -> Feed:
        """The feed that it belongs to."""
        return self.match.feed


@dataclass(frozen=True)
class Read:
    """A file that was read to its end. ``corrected``: the changed cells (COLUMNS of etl.ingest.apply_corrections)."""

    recognised: Recognised
    rows: int
    remarks: tuple[str, ...]
    corrected: pa.Table

    @property
    def feed(self) -> Feed:
        """The feed that it belongs to."""
        return self.recognised.feed

    @property
    def probed(self) -> Probed:
        """The file with its kind and key."""
        return self.recognised.probed


@dataclass(frozen=True)
class Validated:
    """A file whose rows were checked against its feed's contract. ``parsed``: now, and not by an earlier build."""

    probed: Probed
    feed: Feed
    rows: int
    remarks: tuple[str, ...]
    parsed: bool

    @property
    def sent(self) -> Sent:
        """The file as it was sent."""
        return self.probed.sent


@dataclass(frozen=True)
class Refused:
    """A file that no feed can take, and why; ``feed`` is None unless it was recognised before it was refused."""

    sent: Sent
    problem: FileProblem
    feed: Feed | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stale:
    """A file that one of its corrections no longer fits: nothing is published until that one is deleted or renewed."""

    sent: Sent
    feed: Feed
    unmet: tuple[Unmet, ...]


Final = Validated | Refused | Stale
