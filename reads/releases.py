"""The releases that a server shows, opened read-only: one shared connection per release, a cursor per question."""

import os
from functools import lru_cache

import duckdb

from engine.manifest import InputFile, Manifest
from engine.release import (
    ROOT,
    OtherVersionError,
    Release,
    ReleaseError,
    all_releases,
    current_release,
    find_release,
    history,
    read_only,
    release_of,
    releases_folder,
    served_before,
)

__all__ = [
    "ROOT",
    "InputFile",
    "Manifest",
    "OtherVersionError",
    "Release",
    "ReleaseError",
    "all_releases",
    "current_release",
    "cursor",
    "find_release",
    "history",
    "is_internal",
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
    own = _connection(release).cursor()
    if is_internal():
        own.execute(BEFORE_DISCLOSURE_CONTROL)
    return own


@lru_cache(maxsize=4)
def _connection(release: Release) -> duckdb.DuckDBPyConnection:
    return read_only(release)
