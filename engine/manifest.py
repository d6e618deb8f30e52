"""manifest.json of a release as typed records: its input files, hashes, and the format of its tables."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class InputFile:
    """One input file. ``feed`` is '' for a file of no feed; ``sent_sha256`` is of the file as it was sent.

    ``demonstration``: whether its rows are generated; None in releases built before that was recorded.
    """

    file: str
    feed: str
    sent_sha256: str
    demonstration: bool | None


@dataclass(frozen=True)
class Manifest:
    """The input of a release. ``format``: version of its tables, 0 in releases built before it was recorded.

    ``as_of``: YYYY-MM-DD. ``catalogue``, ``code``: hashes. ``engine``: program and version. Each is '' where the
    manifest lacks it. ``readable``: False where the file is damaged or missing.
    """

    as_of: str = ""
    format: int = 0
    catalogue: str = ""
    code: str = ""
    engine: str = ""
    inputs: tuple[InputFile, ...] = ()
    readable: bool = False


def manifest_of(path: Path) -> Manifest:
    """Read a manifest; the answer is cached until its file is another one: a damaged release may be repaired."""
    try:
        found = path.stat()
    except OSError:
        return Manifest()
    return _read(path, (found.st_mtime_ns, found.st_size, found.st_ino))


@lru_cache(maxsize=128)
def _read(path: Path, _version: tuple[int, int, int]) -> Manifest:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return typed(found) if isinstance(found, dict) else Manifest()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest()


def typed(found: Mapping[str, Any]) -> Manifest:
    """The typed record of a parsed manifest; unknown keys are left out."""
    texts = {name: str(found.get(name, "")) for name in ("as_of", "catalogue", "code", "engine")}
    inputs = tuple(
        InputFile(str(one["file"]), str(one["feed"]), str(one["sent_sha256"]), one.get("demonstration"))
        for one in found.get("inputs", ())
    )
    stored = found.get("format")
    return Manifest(**texts, format=stored if isinstance(stored, int) else 0, readable=True, inputs=inputs)
