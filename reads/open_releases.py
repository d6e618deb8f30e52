"""The releases that this process has open, each verified when it is opened and again when its files have changed."""

import logging
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, RLock
from weakref import WeakSet

import duckdb

from engine.integrity import LOG, QUALITY, WAREHOUSE, FileFault, damage, file_faults
from engine.manifest import MANIFEST
from engine.release import FORMAT, DamagedReleaseError, Release, check_format, read_only
from engine.service import InService

MOST_OPEN, MOST_VERIFIED = 4, 256
OPERATOR = logging.getLogger("osservatorio")  # for whoever runs the server: its log
Version = tuple[tuple[int, int, int] | None, ...]


def version_of(release: Release) -> Version:
    """What changes when a file of the release is replaced, changed or removed; looking at the files costs nothing."""
    return tuple(_stat(release.folder / name) for name in (MANIFEST, WAREHOUSE, QUALITY, LOG))


def _stat(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


@dataclass
class _Open:
    version: Version
    connection: duckdb.DuckDBPyConnection
    cursors: "WeakSet[duckdb.DuckDBPyConnection]" = field(default_factory=WeakSet)

    def close(self) -> None:
        """DuckDB would give the file it has open for another of the same name: nothing of it may stay open."""
        for cursor in list(self.cursors):
            cursor.close()
        self.connection.close()


class OpenReleases:
    """Connections and verdicts by release. Safe for all threads of a server."""

    def __init__(self) -> None:
        self._open: OrderedDict[Release, _Open] = OrderedDict()
        self._verdicts: OrderedDict[Release, tuple[Version, tuple[FileFault, ...]]] = OrderedDict()
        self._opening, self._verifying = RLock(), Lock()
        self._told: dict[Path, InService] = {}

    def cursor(self, release: Release) -> duckdb.DuckDBPyConnection:
        """A cursor of the shared connection. Raises OtherVersionError and DamagedReleaseError."""
        with self._opening:
            found, version = self._open.get(release), version_of(release)
            if found and found.version != version:
                self._open.pop(release).close()
                found = None
            if not found:
                check_format(release)
                if faults := self.faults(release):
                    raise DamagedReleaseError(release.id, faults[0].file)
                found = self._open[release] = _Open(version, read_only(release))
                while len(self._open) > MOST_OPEN:
                    self._open.popitem(last=False)  # its cursors live on; the last one closes it
            self._open.move_to_end(release)
            cursor = found.connection.cursor()
            found.cursors.add(cursor)
            return cursor

    def faults(self, release: Release) -> tuple[FileFault, ...]:
        """The damage of a release."""
        with self._verifying:
            version = version_of(release)
            known = self._verdicts.get(release)
            if known and known[0] == version:
                return known[1]
            manifest = release.manifest
            # What another version sealed is for it to judge; this one says that it cannot read it.
            other = manifest.readable and manifest.format != FORMAT
            faults = () if other else damage(file_faults(release.folder))
            self._verdicts[release] = (version, faults)
            while len(self._verdicts) > MOST_VERIFIED:
                self._verdicts.popitem(last=False)
        return faults

    def tell_operator(self, folder: Path, found: InService) -> None:
        """Log once that another release than the one in service is shown, and why."""
        if self._told.get(folder) == found:
            return
        before = self._told.get(folder)
        self._told[folder] = found
        if found.faults:
            why = ", ".join(f"{fault.file} is {fault.kind}" for fault in found.faults)
            shown = f"release {found.release.id} is shown in its place" if found.release else "no release is shown"
            OPERATOR.error("%s: the release in service, %s, cannot be read (%s): %s. To mend it: python -m etl build",
                           folder, found.named or "that nobody names", why, shown)  # fmt: skip
        elif before and before.faults and found.release:
            OPERATOR.warning("%s: release %s is in service again.", folder, found.release.id)

    def forget(self, release: Release) -> None:
        """Close it, and verify it again before it is opened the next time."""
        with self._opening, self._verifying:
            self._verdicts.pop(release, None)
            if found := self._open.pop(release, None):
                found.close()


OPEN = OpenReleases()
