"""Lists the files of the inbox: each under the name that people read, with its hash."""

import errno
import os
import stat
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from etl.ingest.file_states import Refused, Sent
from etl.messages import FileProblem
from etl.normalise.personal_data import masked
from etl.storage.layout import sha256

DEMONSTRATION = "demo/"  # the names of generated files begin with it; a sent file's name is its path alone


@dataclass
class UnlistedFolderError(Exception):
    """A folder whose files cannot be listed. ``name``: its path inside the inbox, '' for the inbox itself.

    It is not an empty one: what was sent in it would vanish from the next release without a word.
    """

    folder: Path
    name: str
    error: OSError


def list_files(folder: Path) -> list[Sent | Refused]:
    """The files of a folder and its subfolders by name; hidden ones are left out, unreadable ones refused.

    What looks personal in a name is replaced by its shape, with a number where two files would then share a name.
    Raises UnlistedFolderError where the folder or a folder inside cannot be listed.
    """
    found = {name: (path, problem) for name, path, problem in _listed(folder)}
    shown: dict[str, str] = {}
    for name in sorted(found):
        shown[unique(masked(printable(name)), shown)] = name
    return [_hashed(name, *found[inside]) for name, inside in shown.items()]


def _listed(inbox: Path) -> Iterator[tuple[str, Path, str]]:
    """Every entry that is no folder: its path inside the inbox, its path, and why it cannot be read, '' where it can.

    A folder is entered unless it is a link, which may lead in a circle. Without recursion: folders may lie deep.
    """
    folders = [("", inbox)]
    while folders:
        inside, folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                found = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError as error:
            if not inside or error.errno != errno.ENAMETOOLONG:
                raise UnlistedFolderError(folder, masked(printable(inside)), error) from error
            yield f"{inside[:60]}…{inside[-20:]}", folder, "long_path"
            continue
        for entry in found:
            name, path = f"{inside}/{entry.name}" if inside else entry.name, folder / entry.name
            if entry.is_dir(follow_symlinks=False):
                folders.append((name, path))
            else:
                yield name, path, _obstacle(path)


def _obstacle(path: Path) -> str:
    """Why an entry is no file that can be read (a key of texts.messages.file_messages.FILES), '' where it is one."""
    try:
        mode = path.stat().st_mode
    except OSError as error:  # a link to nothing or in a circle is told too: it was meant to be sent
        return "long_path" if error.errno == errno.ENAMETOOLONG else "unreadable"
    if stat.S_ISDIR(mode):
        return "linked_folder"
    return "" if stat.S_ISREG(mode) else "special_file"


def printable(name: str) -> str:
    """A name that can be printed and stored: without control characters, and without bytes that are no UTF-8."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def unique(name: str, others: Container[str]) -> str:
    """The name, with a number where another file has it already."""
    return next(text for text in chain([name], (f"{name} ({n})" for n in count(2))) if text not in others)


def _hashed(name: str, path: Path, problem: str) -> Sent | Refused:
    try:
        return Refused(Sent(name, path, ""), FileProblem(problem)) if problem else Sent(name, path, sha256(path))
    except OSError:
        return Refused(Sent(name, path, ""), FileProblem("unreadable"))


def is_demonstration(name: str) -> bool:
    """Whether the file of this name was generated, and not sent."""
    return name.startswith(DEMONSTRATION)
