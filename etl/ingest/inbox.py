"""The files that were sent: each under the name it is told by, with its hash, and what becomes of it."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path

import pyarrow as pa

from catalogue.correct import Correction, digest
from catalogue.model import Feed
from etl.ingest.apply_corrections import Unmet
from etl.messages import FileProblem
from etl.normalise.personal_data import masked
from etl.storage.layout import sha256

DEMONSTRATION = "demo/"  # what generated files are told by; those that were sent are told by their path alone


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
    archive: "Inbound | None" = None  # that it was sent in
    corrections: tuple[Correction, ...] = ()  # those of the catalogue that are meant for it
    mended: pa.Table | None = None  # the cells that they changed, as etl.ingest.apply_corrections tells them
    unmet: tuple[Unmet, ...] = ()  # those that no longer fit it

    @property
    def sent(self) -> "Inbound":
        """What lies in the inbox: the file, or the archive around it."""
        return self.archive or self

    @property
    def key(self) -> str:
        """What its checked rows are kept under: the content, and the corrections where there are any."""
        return f"{self.sha}-{digest(self.corrections)[:8]}" if self.corrections else self.sha


def wanted(file: Inbound, known: Sequence[Correction]) -> tuple[Correction, ...]:
    """The corrections whose source a file is, by its name."""
    return tuple(one for one in known if one.meant_for(file.name))


def inbound(folder: Path) -> list[Inbound]:
    """List the files of a folder and its subfolders by name, with their hashes; hidden ones are left out.

    What looks personal in a name is told as a shape, with a number where two files would then be called alike.
    """
    names = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if _may_be_file(path)}
    chosen = sorted(name for name in names if not any(part.startswith(".") for part in name.split("/")))
    told: dict[str, str] = {}
    for name in chosen:
        told[_unlike(masked(_printable(name)), told)] = name
    return [listed(name, names[own]) for name, own in told.items()]


def _printable(name: str) -> str:
    """A name that can be told and stored: without control characters, and without bytes that are no UTF-8."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _unlike(name: str, others: Container[str]) -> str:
    """The name, with a number where another file came to be told by the same."""
    return next(text for text in chain([name], (f"{name} ({n})" for n in count(2))) if text not in others)


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


def is_demonstration(file: str) -> bool:
    """Whether a file is one of the generated ones, which nobody sent."""
    return file.startswith(DEMONSTRATION)
