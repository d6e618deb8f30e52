"""Hashes of the code: what makes figures names a release, what reads files names its cached rows."""

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ("catalogue", "engine", "etl", "kpi")
READING = (
    "etl/extract",
    "etl/ingest",
    "etl/normalise",
    "etl/validate",
    "etl/messages.py",
    "etl/storage/staged_rows.py",
    "catalogue/messages.yaml",
    "catalogue/codes/ateco_codes.csv",
    "catalogue/codes/comuni.csv",
    "catalogue/linkage.yaml",
    "catalogue/codes/legal_forms.csv",
    "catalogue/codes/name_words.csv",
)
# From checked rows to the value of a measure; the models with them.
FIGURING = (
    "engine",
    "etl/disclosure",
    "etl/models",
    "etl/linkage",
    "etl/transform/run_models.py",
    "etl/load/deduplicate.py",
    "etl/load/feeds.py",
    "etl/load/supersede.py",
    "etl/load/observations.py",
)
# From a value and its plan to a status.
JUDGING = ("kpi/plan.py", "kpi/progress.py", "kpi/status.py", "kpi/panel.py", "etl/transform/plan_progress.py")
WORDS = ("catalogue/messages.yaml",)
LINKERS = ("splink", "sqlglot")
READERS = ("duckdb", "lxml", "pyarrow", "python-calamine", "python-stdnum")


@cache
def figures_digest() -> str:
    """One hash over the code and models that make figures, and the packages that score names."""
    return _digest(FIGURES, LINKERS)


@cache
def reading_digest() -> str:
    """One hash over the code and packages that turn a file into checked rows, and the words it tells refusals in."""
    return _digest(READING, READERS)


@cache
def method_digest() -> str:
    """One hash over the code that turns a file into the value of a measure; what is said of it is left out."""
    reading = [place for place in READING if place not in WORDS]
    return _digest([*FIGURING, *reading], (*LINKERS, *READERS))


@cache
def judging_digest() -> str:
    """One hash over the code that turns a value and its plan into a status."""
    return _digest(JUDGING)


def _digest(places: Sequence[str], packages: Sequence[str] = ()) -> str:
    digest = hashlib.sha256()
    for package in packages:
        digest.update(f"{package} {version(package)}".encode() + b"\0")
    for place in places:
        path = ROOT / place
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix in {".py", ".sql"} or file == path:
                digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
