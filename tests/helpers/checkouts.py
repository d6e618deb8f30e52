"""Copies of the product with a changed catalogue, in which releases are built and pages opened."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine.release import ROOT
from etl.build import build
from etl.ingest.sources import Sources
from tests.helpers.releases import silent

FOLDERS = (
    "catalogue",
    "texts",
    "output",
    "kpi",
    "engine",
    "etl",
    "reads",
    "ui",
    "pages",
    "briefing",
    "tests/same",
    "tests/helpers",
)
SENT = """
import json, sys
from pathlib import Path
from tests.same.session import View, sent
views = json.loads(sys.argv[1])
print(json.dumps([sent(Path.cwd(), View(page, parameters)) for page, parameters in views], ensure_ascii=False))
"""
View = tuple[str, dict[str, str]]


def checkout(folder: Path) -> Path:
    """The product's code, catalogue and reference data under ``folder``; its catalogue may be changed."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "tests" / "__init__.py").touch()
    (folder / "data").mkdir()
    (folder / "data" / "reference").symlink_to(ROOT / "data" / "reference")
    return folder


def run_in(folder: Path, *command: object, releases: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run Python in a checkout, with ``releases`` as the server's folder of releases."""
    known = {name: value for name, value in os.environ.items() if name not in ("OSSERVATORIO_ROLE", "PYTHONPATH")}
    known["OSSERVATORIO_THREADS"] = "1"  # several threads return tied rows of a query in any order
    if releases:
        known["OSSERVATORIO_RELEASES"] = str(releases)
    asked = [sys.executable, *map(str, command)]
    return subprocess.run(asked, cwd=folder, env=known, capture_output=True, text=True, check=False)


def build_demonstration(folder: Path, inbox: Path, releases: Path) -> None:
    """Build a release of a demonstration inbox with the code and catalogue of a checkout."""
    done = run_in(folder, "-m", "tests.helpers.checkouts", inbox, releases)
    assert done.returncode == 0, done.stderr[-2000:]


def sent_by(folder: Path, releases: Path, views: Sequence[View]) -> list[dict[str, Any]]:
    """Everything that the pages of a checkout send, by (page, parameters of its address)."""
    done = run_in(folder, "-c", SENT, json.dumps(views), releases=releases)
    assert done.returncode == 0, done.stderr[-2000:]
    found: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":  # in a checkout: `python -m tests.helpers.checkouts INBOX RELEASES`
    demonstration, target = map(Path, sys.argv[1:])
    (target / "no inbox").mkdir(parents=True, exist_ok=True)
    build(Sources(None, demonstration), target, as_of=None, progress=silent)
