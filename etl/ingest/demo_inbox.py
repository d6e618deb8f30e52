"""Generates the demonstration inbox that a first release is built from, again only when its generator changes."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from etl.sample.calibration import REFERENCE
from etl.sample.generate import DEFAULT_ROWS, DEFAULT_SEED, DEFAULT_UNTIL, generate

RECIPE = ".recipe"
CODE = Path(__file__).resolve().parents[1] / "sample"


def ensure_demonstration(folder: Path, progress: Callable[[str, int, int], None]) -> Path:
    """Return ``folder`` with the default demonstration in it; one whose generation was interrupted is made again."""
    recipe = _recipe()
    mark = folder / RECIPE
    if mark.exists() and mark.read_text(encoding="utf-8") == recipe:
        return folder
    aside = folder.with_name(folder.name + ".part")
    for old in (aside, folder):
        shutil.rmtree(old, ignore_errors=True)
    generate(aside, rows=DEFAULT_ROWS, seed=DEFAULT_SEED, until=DEFAULT_UNTIL, progress=progress)
    (aside / RECIPE).write_text(recipe, encoding="utf-8")
    aside.rename(folder)
    return folder


def _recipe() -> str:
    digest = hashlib.sha256(REFERENCE.read_bytes())
    for path in sorted(CODE.rglob("*.py")):
        digest.update(path.read_bytes())
    return f"{digest.hexdigest()} {DEFAULT_ROWS} {DEFAULT_SEED} {DEFAULT_UNTIL}"
