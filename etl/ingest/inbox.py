"""Lists the files of the inbox: each under the name that people read, with its hash."""

from collections.abc import Container
from itertools import chain, count
from pathlib import Path

from etl.ingest.file_states import Refused, Sent
from etl.messages import FileProblem
from etl.normalise.personal_data import masked
from etl.storage.layout import sha256

DEMONSTRATION = "demo/"  # the names of generated files begin with it; a sent file's name is its path alone


def list_files(folder: Path) -> list[Sent | Refused]:
    """The files of a folder and its subfolders by name; hidden ones are left out, unreadable ones refused.

    What looks personal in a name is replaced by its shape, with a number where two files would then share a name.
    """
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if _may_be_file(path)}
    chosen = sorted(name for name in paths if not any(part.startswith(".") for part in name.split("/")))
    shown: dict[str, Path] = {}
    for name in chosen:
        shown[_unique(masked(_printable(name)), shown)] = paths[name]
    return [_hashed(name, path) for name, path in shown.items()]


def _printable(name: str) -> str:
    """A name that can be printed and stored: without control characters, and without bytes that are no UTF-8."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _unique(name: str, others: Container[str]) -> str:
    """The name, with a number where another file has it already."""
    return next(text for text in chain([name], (f"{name} ({n})" for n in count(2))) if text not in others)


def _hashed(name: str, path: Path) -> Sent | Refused:
    try:
        return Sent(name, path, sha256(path))
    except OSError:
        return Refused(Sent(name, path, ""), FileProblem("unreadable"))


def _may_be_file(path: Path) -> bool:
    """A link to nothing, or what may not even be looked at, is listed too: it was meant to be sent."""
    try:
        return path.is_file() or (path.is_symlink() and not path.exists())
    except OSError:
        return True


def is_demonstration(name: str) -> bool:
    """Whether the file of this name was generated, and not sent."""
    return name.startswith(DEMONSTRATION)
