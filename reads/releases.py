"""Finds releases and opens them read-only: one shared connection per release, a cursor per question."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from engine import open_release

ROOT = Path(__file__).resolve().parent.parent
INTERNAL = "internal"
BEFORE_DISCLOSURE_CONTROL = """
    CREATE OR REPLACE TEMP VIEW kpi_published AS
    SELECT *, '' AS sign, CASE WHEN value IS NULL THEN '' ELSE 'exact' END AS precision, NULL::TINYINT AS decimals
    FROM kpi_value
"""
RELEASE_NAME = re.compile(r"^\d{4}-\d{2}-\d{2}-[0-9a-f]{12}$")


@dataclass(frozen=True)
class Release:
    """A published release. ``id`` names it for good and belongs to every cache key."""

    id: str
    folder: Path

    @property
    def as_of(self) -> date:
        """The last month with data when it was built: the default date of every page."""
        return date.fromisoformat(self.id[:10])

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What manifest.json says: inputs with hashes and counts, catalogue, code and engine. Read once."""
        return _manifest(self.folder)


def releases_folder() -> Path:
    """Where the releases are: OSSERVATORIO_RELEASES, otherwise data/releases."""
    return Path(os.environ.get("OSSERVATORIO_RELEASES", ROOT / "data" / "releases"))


def current_release(folder: Path) -> Release | None:
    """The release that CURRENT names; None before the first one is published."""
    try:
        name = (folder / "CURRENT").read_text(encoding="utf-8").strip()
    except OSError:
        return None
    return find_release(folder, name)


def find_release(folder: Path, name: str) -> Release | None:
    """A release by its id; None when there is none, or when the text is not an id at all."""
    if not RELEASE_NAME.match(name) or not (folder / name / "warehouse.duckdb").is_file():
        return None
    return Release(name, folder / name)


def all_releases(folder: Path) -> list[Release]:
    """Every release in the folder, latest as-of date first."""
    names = sorted((path.name for path in folder.iterdir()), reverse=True) if folder.is_dir() else []
    return [release for release in (find_release(folder, name) for name in names) if release]


def history(folder: Path) -> list[str]:
    """The names of the releases that were served, in order; one that was served again stands there again."""
    try:
        return (folder / "HISTORY").read_text(encoding="utf-8").split()
    except OSError:
        return []


def served_before(release: Release) -> Release | None:
    """The release that was served last before this one and still exists, by the folder's HISTORY; None without."""
    served = history(release.folder.parent)
    last = max((place for place, name in enumerate(served) if name == release.id), default=0)
    former = (find_release(release.folder.parent, name) for name in reversed(served[:last]) if name != release.id)
    return next((found for found in former if found), None)


def is_internal() -> bool:
    """Whether this server shows figures before disclosure control: OSSERVATORIO_ROLE=internal, else not."""
    return os.environ.get("OSSERVATORIO_ROLE", "") == INTERNAL


def cursor(release: Release) -> duckdb.DuckDBPyConnection:
    """A cursor of the release's one shared connection, safe to use from this thread alone.

    All that is asked of figures goes through the name ``kpi_published``; for the role internal it means kpi_value.
    """
    own = _connection(release.folder).cursor()
    if is_internal():
        own.execute(BEFORE_DISCLOSURE_CONTROL)
    return own


@lru_cache(maxsize=128)
def _manifest(folder: Path) -> Mapping[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=4)
def _connection(folder: Path) -> duckdb.DuckDBPyConnection:
    return open_release(folder / "warehouse.duckdb")
