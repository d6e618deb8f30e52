"""Checksums of a release: its manifest holds the SHA-256 of every other file, and one of its own content.

They tell damage (a disk, a copy cut short, a hand that edited a file), not intent: who may write the folder may write
new checksums too.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from engine.manifest import MANIFEST

FILES = "files"  # file name → SHA-256, for every file of the release but the manifest
OWN = "sha256"  # of the manifest's other entries, written as _canonical does: a file cannot hold a sum of its own bytes
WAREHOUSE, QUALITY = "warehouse.duckdb", "quality.json"
LOG = WAREHOUSE + ".wal"  # DuckDB would apply it to the database when it opens it
Kind = Literal["missing", "unreadable", "changed", "unexpected", "unsealed"]


@dataclass(frozen=True)
class FileFault:
    """What is wrong with one file of a release. ``unsealed``: a manifest of the versions that kept no checksums."""

    file: str
    kind: Kind


def sealed(manifest: Mapping[str, object], files: Iterable[Path]) -> dict[str, object]:
    """The manifest with the checksums of the files and of itself. Raises OSError."""
    content: dict[str, object] = json.loads(json.dumps(manifest, default=str))
    content[FILES] = {path.name: _sha256(path) for path in sorted(files)}
    return content | {OWN: _digest(content)}


def file_faults(folder: Path) -> tuple[FileFault, ...]:
    """What is damaged in a release's folder; none in a sound one. Reads every file whole."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return (FileFault(MANIFEST, "missing"), *_warehouse_alone(folder))
    except (OSError, ValueError):
        return (FileFault(MANIFEST, "unreadable"), *_warehouse_alone(folder))
    if not isinstance(manifest, dict):
        return (FileFault(MANIFEST, "unreadable"), *_warehouse_alone(folder))
    files = manifest.get(FILES)
    if files is None and OWN not in manifest:
        return _warehouse_alone(folder) or (FileFault(MANIFEST, "unsealed"),)
    content = {name: value for name, value in manifest.items() if name != OWN}
    named = manifest.get("release", folder.name) == folder.name
    if not named or not isinstance(files, dict) or _digest(content) != manifest.get(OWN) or WAREHOUSE not in files:
        return (FileFault(MANIFEST, "changed"), *_warehouse_alone(folder))
    found = [FileFault(name, kind) for name, sha in files.items() if (kind := _state(folder / str(name), sha))]
    return (*found, *_left_behind(folder))


def damage(faults: Iterable[FileFault]) -> tuple[FileFault, ...]:
    """The faults that keep a release from being shown: a release without checksums is read as far as it can be."""
    return tuple(fault for fault in faults if fault.kind != "unsealed")


def _state(path: Path, sha: object) -> Kind | None:
    try:
        return None if _sha256(path) == sha else "changed"
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "unreadable"


def _warehouse_alone(folder: Path) -> tuple[FileFault, ...]:
    """What can be said without checksums."""
    missing = () if (folder / WAREHOUSE).is_file() else (FileFault(WAREHOUSE, "missing"),)
    return (*missing, *_left_behind(folder))


def _left_behind(folder: Path) -> tuple[FileFault, ...]:
    return (FileFault(LOG, "unexpected"),) if (folder / LOG).exists() else ()


def _digest(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
