"""Disks that refuse and folders that are taken: one clear sentence, and the release served before stays."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.build import build
from etl.ingest.sources import ROOT, Sources
from etl.storage.layout import sha256
from tests.helpers.inboxes import fill
from tests.helpers.releases import few_shipped, silent

pytestmark = pytest.mark.slow
COMMAND = [sys.executable, "-m", "etl", "build", "--no-demo"]


@pytest.fixture
def published(tmp_path: Path) -> Iterator[tuple[Path, Path, str]]:
    """An inbox, a releases folder and the release it serves."""
    inbox, releases = tmp_path / "inbox", tmp_path / "releases"
    fill(inbox, months=3)
    yield (
        inbox,
        releases,
        build(Sources(inbox, None, few_shipped(tmp_path)), releases, as_of=None, progress=silent).release,
    )


def whole(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path) for path in sorted(folder.iterdir())}


def said_once(capsys: pytest.CaptureFixture[str]) -> str:
    """What was said; the last words are one sentence in each language, and no traceback."""
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    assert said.err.count("Impossibile scrivere la release") == said.err.count("could not be written") == 1
    assert "L'ultima release resta in servizio." in said.err
    return said.err


def test_a_disk_that_refuses_is_exit_code_three_and_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], published: tuple[Path, Path, str]
) -> None:
    inbox, releases, first = published
    before = whole(releases / first)
    fill(inbox, months=6)
    command = ["build", "--inbox", str(inbox), "--releases", str(releases), "--no-demo"]

    def refusing(source: str | Path, target: str | Path) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refusing)
        assert main(command, shipped=few_shipped(inbox.parent)) == 3
    said = said_once(capsys)
    assert "il disco è in sola lettura" in said and "the disk is read-only" in said and "Read-only" not in said
    assert (releases / "CURRENT").read_text().strip() == first and whole(releases / first) == before
    assert main(command, shipped=few_shipped(inbox.parent)) == 0


def test_a_releases_path_that_is_a_file_is_exit_code_three(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(tmp_path / "inbox", months=1)
    (tmp_path / "releases").write_text("non una cartella")
    assert (
        main(["build", "--inbox", str(tmp_path / "inbox"), "--releases", str(tmp_path / "releases"), "--no-demo"]) == 3
    )
    said_once(capsys)
    assert (tmp_path / "releases").read_text() == "non una cartella"


def test_a_full_disk_is_exit_code_three_and_one_sentence(published: tuple[Path, Path, str]) -> None:
    """A limit on the size of any one file stands for a disk that fills up while the database is written."""
    inbox, releases, first = published
    before = whole(releases / first)
    fill(inbox, months=6)
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000)); "
        "from etl.__main__ import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", limited, *COMMAND[3:], "--inbox", str(inbox), "--releases", str(releases)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert "Traceback" not in done.stderr, done.stderr[-2_000:]
    assert done.returncode == 3 and "Impossibile scrivere la release" in done.stderr
    assert (releases / "CURRENT").read_text().strip() == first and whole(releases / first) == before
