"""The layout of a releases folder: originals by hash, staged rows by hash and contract, releases, CURRENT."""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from catalogue.model import Feed
from engine.release import CURRENT, HISTORY
from etl.messages import FileProblem
from etl.storage.code_digest import reading_digest

LOCK = "build.lock"


class BusyError(Exception):
    """Another build has locked the releases folder."""


@dataclass(frozen=True)
class Store:
    """A releases folder. Everything a release rests on lies inside it, so that one folder is backed up."""

    releases: Path

    @property
    def raw(self) -> Path:
        """Originals of accepted files, named by their SHA-256."""
        return self.releases / "raw"

    @property
    def work(self) -> Path:
        """Work in progress; what is here when a build starts is from a build that died."""
        return self.releases / "work"

    @property
    def current(self) -> Path:
        """The file that names the release being served."""
        return self.releases / CURRENT

    @property
    def history(self) -> Path:
        """The file that names the releases served so far, one a line, the last one last."""
        return self.releases / HISTORY

    @property
    def linked(self) -> Path:
        """The last comparison of names, a cache like all of ``staged``."""
        return self.releases / "staged" / "linked.json"

    def staged(self, feed: Feed, key: str) -> Path:
        """The folder of one file's checked rows, valid for one contract and one way of reading."""
        return self.releases / "staged" / feed.name / f"{feed.digest[:12]}-{reading_digest()[:12]}" / key

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Lock the folder for one build. Raises BusyError, changing nothing, while another build has it.

        The operating system releases the lock when its holder dies. Within one thread it may be taken twice.
        """
        self.releases.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.releases / LOCK, is_singleton=True)
        try:
            lock.acquire(timeout=0)
        except Timeout as held:
            raise BusyError(self.releases) from held
        try:
            yield
        finally:
            lock.release()

    def prepare(self) -> None:
        """Make the folders and clear what a dead build left behind."""
        shutil.rmtree(self.work, ignore_errors=True)
        for folder in (self.releases, self.raw, self.work):
            folder.mkdir(parents=True, exist_ok=True)
        self.raw.chmod(0o700)  # originals hold whatever was sent: they are the operator's alone

    def clear(self) -> None:
        """Empty the work folder at the end of a build, however it ended."""
        with suppress(OSError):
            self.prepare()

    def original(self, path: Path, sha: str) -> Path:
        """Where the original of this content lies, or would lie, in ``raw``."""
        return self.raw / f"{sha}{plain_suffix(path)}"

    def keep_original(self, path: Path, sha: str) -> None:
        """Keep a file in ``raw``, complete or not at all. ``path``: the build's own copy, which nobody writes to.

        Raises FileProblem when it can be read no more.
        """
        target = self.original(path, sha)
        if target.exists():
            return
        part = self.work / f"{sha}.part"
        try:
            _link_or_copy(path, part)
        except (FileNotFoundError, PermissionError) as error:
            if error.filename != str(path):
                raise
            raise FileProblem("unreadable") from error
        sync(part)
        part.replace(target)


def _link_or_copy(path: Path, target: Path) -> None:
    """A second name for the same content, which costs nothing; a copy where the file system has none."""
    target.unlink(missing_ok=True)
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)


def plain_suffix(path: Path) -> str:
    """The end of a file's name in lower case where it is a dot and letters or digits, else nothing."""
    suffix = path.suffix.lower()
    return suffix if re.fullmatch(r"[.][a-z0-9]{1,8}", suffix) else ""


def sha256(path: Path) -> str:
    """The file's SHA-256 in hexadecimal, read in chunks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Force a file or folder to disk, so that a rename after it never names something half-written."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
