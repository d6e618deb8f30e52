"""The releases that a server shows, opened read-only: one shared connection per release, a cursor per question."""

import os
from pathlib import Path

import duckdb

from engine.manifest import InputFile, Manifest
from engine.release import (
    ROOT,
    DamagedReleaseError,
    OtherVersionError,
    Release,
    ReleaseError,
    all_releases,
    current_release,
    find_release,
    history,
    release_of,
    releases_folder,
    served_before,
)
from engine.service import InService
from engine.service import in_service as find_in_service
from reads.open_releases import OPEN

__all__ = [
    "ROOT",
    "DamagedReleaseError",
    "InService",
    "InputFile",
    "Manifest",
    "OtherVersionError",
    "Release",
    "ReleaseError",
    "all_releases",
    "current_release",
    "cursor",
    "find_release",
    "forget",
    "history",
    "in_service",
    "is_internal",
    "is_sound",
    "release_of",
    "releases_folder",
    "served_before",
]
INTERNAL = "internal"
BEFORE_DISCLOSURE_CONTROL = """
    CREATE OR REPLACE TEMP VIEW kpi_published AS
    SELECT *, '' AS sign, CASE WHEN value IS NULL THEN '' ELSE 'exact' END AS precision, NULL::TINYINT AS decimals
    FROM kpi_value
"""


def is_internal() -> bool:
    """Whether this server shows figures before disclosure control: OSSERVATORIO_ROLE=internal, else not."""
    return os.environ.get("OSSERVATORIO_ROLE", "") == INTERNAL


def cursor(release: Release) -> duckdb.DuckDBPyConnection:
    """A cursor of the release's one shared connection, safe to use from this thread alone.

    All that is asked of figures goes through the name ``kpi_published``; for the role internal it means kpi_value.
    Raises OtherVersionError and DamagedReleaseError.
    """
    own = OPEN.cursor(release)
    if is_internal():
        own.execute(BEFORE_DISCLOSURE_CONTROL)
    return own


def in_service(folder: Path) -> InService:
    """The release that readers get: the one that CURRENT names, or a sound one in its place. The log tells damage."""
    found = find_in_service(folder, OPEN.faults)
    OPEN.tell_operator(folder, found)
    return found


def is_sound(release: Release) -> bool:
    """Whether no file of the release is known to be damaged. Each file is read once, and again when it has changed."""
    return not OPEN.faults(release)


def forget(release: Release) -> None:
    """Close the release and read its files again before it is shown the next time: a question to it has failed."""
    OPEN.forget(release)
