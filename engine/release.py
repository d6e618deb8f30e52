"""Finds and opens releases: by id, the one in service, those that were in service before."""

import difflib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from engine.duck import open_release
from engine.integrity import WAREHOUSE
from engine.manifest import MANIFEST, Manifest, manifest_of

# Raised by one whenever a table or column of a release changes so that another version cannot read it
# (tests/spec/test_release_format.py holds the tables against it). A release from before it was stored has format 0.
FORMAT = 2
ROOT = Path(__file__).resolve().parents[1]
CURRENT, HISTORY = "CURRENT", "HISTORY"
NAME = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{12}")


class ReleaseError(Exception):
    """A release that cannot be read. ``kind`` is a key of texts.messages.release_messages.RELEASES."""

    kind = ""

    @property
    def values(self) -> Mapping[str, str]:
        """The values of the placeholders of its message."""
        return {name: str(value) for name, value in vars(self).items()}


@dataclass
class NoReleaseError(ReleaseError):
    """The folder holds no release at all."""

    folder: Path
    kind = "none"


@dataclass
class UnknownReleaseError(ReleaseError):
    """The folder holds releases, but none of this name; ``nearest`` is the most similar name."""

    folder: Path
    name: str
    nearest: str
    kind = "unknown"


@dataclass
class OtherVersionError(ReleaseError):
    """A release built by another version of the product, with tables of another format."""

    release: str
    kind = "other_version"


@dataclass
class DamagedReleaseError(ReleaseError):
    """A release whose file is no database or cannot be opened; ``reason`` is the engine's message."""

    release: str
    reason: str
    kind = "damaged"


@dataclass(frozen=True)
class Release:
    """A published release. ``id`` never changes and is part of every cache key."""

    id: str
    folder: Path

    @property
    def as_of(self) -> date:
        """The last month with data when it was built: the default date of every page."""
        return date.fromisoformat(self.id[:10])

    @property
    def warehouse(self) -> Path:
        """The path of its database."""
        return self.folder / WAREHOUSE

    @property
    def manifest(self) -> Manifest:
        """Its manifest.json, cached."""
        return manifest_of(self.folder / MANIFEST)


def releases_folder() -> Path:
    """The folder of the releases: OSSERVATORIO_RELEASES, or data/releases where that is not set."""
    return Path(os.environ.get("OSSERVATORIO_RELEASES", ROOT / "data" / "releases"))


def find_release(folder: Path, name: str) -> Release | None:
    """A release by its id; None when there is none, or when the text has not the form of an id."""
    if not NAME.fullmatch(name) or not (folder / name / WAREHOUSE).is_file():
        return None
    return Release(name, folder / name)


def current_release(folder: Path) -> Release | None:
    """The release that CURRENT names; None before the first one is published."""
    return find_release(folder, _text(folder / CURRENT).strip())


def named_release(folder: Path) -> Release | None:
    """The release that CURRENT names if there is a folder for it, be it damaged."""
    name = _text(folder / CURRENT).strip()
    return Release(name, folder / name) if NAME.fullmatch(name) and (folder / name).is_dir() else None


def release_of(folder: Path, name: str | None) -> Release:
    """A release by its id, or the one in service. Raises NoReleaseError and UnknownReleaseError."""
    wanted = name or _text(folder / CURRENT).strip()
    if found := find_release(folder, wanted):
        return found
    known = [release.id for release in all_releases(folder)]
    if not known:
        raise NoReleaseError(folder)
    raise UnknownReleaseError(folder, wanted, difflib.get_close_matches(wanted, known, n=1, cutoff=0.0)[0])


def all_releases(folder: Path) -> list[Release]:
    """Every release in the folder, latest as-of date first."""
    names = sorted((path.name for path in folder.iterdir()), reverse=True) if folder.is_dir() else []
    return [release for release in (find_release(folder, name) for name in names) if release]


def history(folder: Path) -> list[str]:
    """The ids of the releases in the order in which they were put in service; one may occur more than once."""
    return _text(folder / HISTORY).split()


def served_before(release: Release) -> Release | None:
    """The release in service before this one that still exists, by the file HISTORY; None where there is none."""
    served = history(release.folder.parent)
    last = max((place for place, name in enumerate(served) if name == release.id), default=0)
    former = (find_release(release.folder.parent, name) for name in reversed(served[:last]) if name != release.id)
    return next((found for found in former if found), None)


def check_format(release: Release) -> None:
    """Raise DamagedReleaseError without a manifest, OtherVersionError where this version cannot read the tables."""
    if not release.manifest.readable:
        raise DamagedReleaseError(release.id, MANIFEST)
    if release.manifest.format != FORMAT:
        raise OtherVersionError(release.id)


def problem_of(release: Release, error: duckdb.Error) -> ReleaseError:
    """The ReleaseError for a failed query: a missing table or column means another version, any other error damage."""
    if isinstance(error, duckdb.BinderException | duckdb.CatalogException):
        return OtherVersionError(release.id)
    return DamagedReleaseError(release.id, str(error).splitlines()[0])


def read_only(release: Release) -> duckdb.DuckDBPyConnection:
    """Open a release for reading, file access switched off. Raises OtherVersionError and DamagedReleaseError."""
    check_format(release)
    try:
        return open_release(release.warehouse)
    except duckdb.Error as error:
        raise problem_of(release, error) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")  # a damaged one names no release
    except OSError:
        return ""
