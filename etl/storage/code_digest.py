"""Hashes of the code: what makes figures names a release, what reads files names its cached rows."""

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

from texts.messages.stored import stored_texts

ROOT = Path(__file__).resolve().parents[2]
# What puts messages into the rows of a release; their Italian is hashed text by text, apart from the screen's.
MESSAGES = ("texts/message.py", "texts/messages", "texts/translator.py")
FIGURES = ("catalogue", "engine", "etl", "kpi", *MESSAGES)
READING = (
    "etl/extract",
    "etl/ingest",
    "etl/normalise",
    "etl/validate",
    "engine/sql_text.py",
    "etl/messages.py",
    "etl/storage/staged_rows.py",
    *MESSAGES,
    "catalogue/codes/ateco_codes.csv",
    "catalogue/codes/comuni.csv",
    "catalogue/codes/comuni_changes.csv",
    "catalogue/linkage.yaml",
    "catalogue/codes/legal_forms.csv",
    "catalogue/codes/name_words.csv",
)
# From checked rows to the value of a measure; the models with them.
FIGURING = (
    "engine",
    "etl/disclosure",
    "etl/measures",
    "etl/models",
    "etl/linkage",
    "etl/transform/run_models.py",
    "etl/load/deduplicate.py",
    "etl/load/feeds.py",
    "etl/load/supersede.py",
    "etl/load/observations.py",
    "etl/load/observation_keys.py",
)
# From a value and its plan to a status.
JUDGING = ("kpi/plan.py", "kpi/progress.py", "kpi/status.py", "kpi/panel.py", "etl/transform/plan_progress.py")
LINKERS = ("splink", "sqlglot")
READERS = ("duckdb", "lxml", "pyarrow", "python-calamine", "python-stdnum")


@cache
def figures_digest() -> str:
    """One hash over the code and models that make a release, its messages, and the packages that score names."""
    return _digest(FIGURES, LINKERS, stored_texts())


@cache
def reading_digest() -> str:
    """One hash over the code and packages that turn a file into checked rows, and the messages stored with them."""
    return _digest(READING, READERS, stored_texts())


@cache
def method_digest() -> str:
    """One hash over the code that turns a file into the value of a measure; messages are left out."""
    reading = [place for place in READING if place not in MESSAGES]
    return _digest([*FIGURING, *reading], (*LINKERS, *READERS))


@cache
def judging_digest() -> str:
    """One hash over the code that turns a value and its plan into a status."""
    return _digest(JUDGING)


def _files(path: Path) -> list[Path]:
    """The files of a folder; a module with the ``.sql`` file of its queries, where it has one."""
    if path.is_dir():
        return sorted(path.rglob("*"))
    beside = path.with_suffix(".sql")
    return [path, beside] if path.suffix == ".py" and beside.exists() else [path]


def _digest(places: Sequence[str], packages: Sequence[str] = (), texts: Iterable[str] = ()) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode() + b"\0")
    for package in packages:
        digest.update(f"{package} {version(package)}".encode() + b"\0")
    for place in places:
        path = ROOT / place
        for file in _files(path):
            if file.suffix in {".py", ".sql"} or file == path:
                digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
