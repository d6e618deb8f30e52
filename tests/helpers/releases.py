"""Small releases for tests: inputs of a build, queries to its warehouse, and folders made once per test run."""

import json
import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from catalogue import CATALOGUE_DIR
from catalogue.correct import CORRECTIONS
from engine import open_release
from engine.integrity import sealed
from etl.ingest.sources import ROOT, Shipped

ROWS, SEED, UNTIL = 6_000, 2018, date(2020, 12, 31)
LONGEST_WAIT = 240.0


REAL_ICT = ROOT.parent / "shared" / "real" / "istat_ict" / "skills_and_training.csv"


def silent(step: str, done: int, total: int) -> None:
    """A progress callback without output."""


def served(releases: Path) -> Path:
    """The warehouse that CURRENT names."""
    return releases / (releases / "CURRENT").read_text(encoding="utf-8").strip() / "warehouse.duckdb"


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that ``make`` fills, the same for every process of one test run.

    The first process to create the claim builds aside and renames; the others wait for the whole folder.
    """
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # one folder per run, above the workers' own
    done, claim, failed = base / name, base / f"{name}.claim", base / f"{name}.failed"
    try:
        claim.mkdir()
    except FileExistsError:
        return _wait_for(done, failed)
    try:
        make(base / f"{name}.part")
    except BaseException as error:
        failed.write_text(repr(error), encoding="utf-8")
        raise
    (base / f"{name}.part").rename(done)
    return done


def _wait_for(done: Path, failed: Path) -> Path:
    until = time.monotonic() + LONGEST_WAIT
    while not done.exists():
        if failed.exists():
            pytest.fail(f"{done.name} could not be made: {failed.read_text(encoding='utf-8')}")
        if time.monotonic() > until:
            pytest.fail(f"{done.name} was not made within {LONGEST_WAIT:.0f} s")
        time.sleep(0.05)
    return done


def few_shipped(folder: Path) -> Shipped:
    """What to ship instead of all shipped files: a plan for Italy alone, in ``folder``. A build takes a second.

    Corrections are those of ``folder``/corrections, where there is such a folder.
    """
    short = folder / "few" / "targets.csv"
    short.parent.mkdir(exist_ok=True, parents=True)
    lines = (CATALOGUE_DIR / "targets.csv").read_text(encoding="utf-8").splitlines()
    chosen = [lines[0], *(line for line in lines if line.startswith("coops_reached,IT,"))]
    short.write_text("\n".join(chosen) + "\n", encoding="utf-8")
    own = folder / "corrections"
    return Shipped({"few/targets.csv": short}, own if own.is_dir() else CORRECTIONS)


def released(releases: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """The rows of a question put straight to the release's warehouse."""
    name = (releases / "CURRENT").read_text(encoding="utf-8").strip()
    with open_release(releases / name / "warehouse.duckdb") as connection:
        return connection.execute(sql, list(values)).fetchall()


def as_of(releases: Path) -> date:
    return date.fromisoformat((releases / "CURRENT").read_text(encoding="utf-8")[:10])


def seal(release: Path) -> None:
    """Give a release that a test has changed the checksums of its files, as a build would have."""
    manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    plain = {name: value for name, value in manifest.items() if name not in ("files", "sha256")}
    files = [path for path in release.iterdir() if path.name != "manifest.json"]
    (release / "manifest.json").write_text(
        json.dumps(sealed(plain | {"release": release.name}, files)), encoding="utf-8"
    )
