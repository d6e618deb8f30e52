"""Why a release cannot be read, as a sentence in either language."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from catalogue.load import CATALOGUE_DIR, read_yaml


def release_sentence(kind: str, values: Mapping[str, str], language: str) -> str:
    """The sentence for an ``engine.release.ReleaseError``: its ``kind`` and ``values``, in ``it`` or ``en``."""
    return str(_sentences()[kind][language]).format(**values)


@cache
def _sentences() -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(CATALOGUE_DIR / "messages.yaml")["releases"]
    return found
