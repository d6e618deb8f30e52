"""What manifest.json of a release says, as typed records: what it was made of, and the format of its tables."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class InputFile:
    """One file that went in. ``feed`` is '' for a file of no feed; ``sent_sha256`` is of the file as it was sent.

    ``demonstration``: whether its rows are generated; None in releases built before that was recorded.
    """

    file: str
    feed: str
    sent_sha256: str
    demonstration: bool | None


@dataclass(frozen=True)
class Manifest:
    """What a release was made of. ``format``: of its tables, 0 in releases built before it was recorded.

    ``as_of`` is a day as YYYY-MM-DD; ``catalogue`` and ``code`` are hashes, ``engine`` names program and version. All
    are '' where a manifest lacks them, or is damaged or gone.
    """

    as_of: str = ""
    format: int = 0
    catalogue: str = ""
    code: str = ""
    engine: str = ""
    inputs: tuple[InputFile, ...] = ()


@lru_cache(maxsize=128)
def manifest_of(path: Path) -> Manifest:
    """Read a manifest. A release never changes, so each is read once."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Manifest()
    return typed(found) if isinstance(found, dict) else Manifest()


def typed(found: Mapping[str, Any]) -> Manifest:
    """The typed record of what a manifest holds; what other versions wrote is left out."""
    texts = {name: str(found.get(name, "")) for name in ("as_of", "catalogue", "code", "engine")}
    inputs = tuple(
        InputFile(str(one["file"]), str(one["feed"]), str(one["sent_sha256"]), one.get("demonstration"))
        for one in found.get("inputs", ())
    )
    stored = found.get("format")
    return Manifest(**texts, format=stored if isinstance(stored, int) else 0, inputs=inputs)
