"""Builds that are killed, and disks that refuse: the release served before stays, and the next build is clean."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from engine import open_release
from etl.__main__ import main
from etl.build import build
from etl.sources import ROOT, Sources
from etl.store import Store, sha256
from tests.conftest import served, silent
from tests.inboxes import COOPS, activities, assessments, members, write

KILLS, RANDOM = 6, Random(20180614)  # noqa: S311
COMMAND = [sys.executable, "-m", "etl", "build", "--no-demo"]


def fill(inbox: Path, months: int) -> None:
    rows = activities(*({"day": f"2019-{1 + i % months:02d}-10", "coop": COOPS[i % 50]} for i in range(400)))
    write(inbox / "attivita.csv", rows)
    write(inbox / "valutazioni.csv", assessments(*({"coop": coop} for coop in COOPS)))
    write(inbox / "registro.csv", members(*({"coop": coop} for coop in COOPS)))


@pytest.fixture
def published(tmp_path: Path, few_shipped: Path) -> Iterator[tuple[Path, Path, str]]:
    """An inbox, a releases folder and the release it serves."""
    inbox, releases = tmp_path / "inbox", tmp_path / "releases"
    fill(inbox, months=3)
    yield inbox, releases, build(Sources(inbox, None), releases, as_of=None, tell=silent).release


def whole(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path) for path in sorted(folder.iterdir())}


def commanded(inbox: Path, releases: Path) -> str:
    """The release that the real command publishes."""
    command = [*COMMAND, "--json", "--inbox", str(inbox), "--releases", str(releases)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    return str(json.loads(done.stdout)["release"])


def opens(releases: Path) -> int:
    with open_release(served(releases)) as connection:
        return int(connection.execute("SELECT count(*) FROM kpi_value").fetchall()[0][0])


def test_a_build_killed_at_any_moment_leaves_the_last_release_and_no_trace(
    tmp_path: Path, published: tuple[Path, Path, str]
) -> None:
    inbox, releases, first = published
    before = whole(releases / first)
    fill(inbox, months=6)
    started = time.monotonic()
    undisturbed = commanded(inbox, tmp_path / "other")
    length = time.monotonic() - started
    for kill in range(KILLS):
        with (tmp_path / "said").open("wb") as said:
            run = subprocess.Popen(
                [*COMMAND, "--inbox", str(inbox), "--releases", str(releases)], cwd=ROOT, stdout=said, stderr=said
            )
            time.sleep((kill + RANDOM.random()) / KILLS * length)
            run.send_signal(signal.SIGKILL)
            run.wait()
        assert (releases / "CURRENT").read_text().strip() in {first, undisturbed}
        assert opens(releases) > 100
        assert whole(releases / first) == before
    assert commanded(inbox, releases) == undisturbed == (releases / "CURRENT").read_text().strip()
    assert list(Store(releases).work.glob("staged-*")) == []
    figures = []
    for folder in (releases, tmp_path / "other"):
        with open_release(served(folder)) as connection:
            figures.append(connection.execute("SELECT * FROM kpi_value ORDER BY ALL").fetchall())
    assert figures[0] == figures[1]


class KilledError(BaseException):
    """Stands for the instant at which the machine stops."""


@pytest.mark.parametrize("step", range(1, 5))
def test_a_build_that_stops_before_any_one_rename_loses_nothing(
    few_shipped: Path, monkeypatch: pytest.MonkeyPatch, published: tuple[Path, Path, str], step: int
) -> None:
    """The four renames of a build with one new file (staged rows, original, release, CURRENT): stop before each."""
    inbox, releases, first = published
    before = whole(releases / first)
    fill(inbox, months=6)
    done, real = 0, os.replace

    def stopping(source: str | Path, target: str | Path) -> None:
        nonlocal done
        done += 1
        if done == step:
            raise KilledError
        real(source, target)

    monkeypatch.setattr(os, "replace", stopping)
    with pytest.raises(KilledError):
        build(Sources(inbox, None), releases, as_of=None, tell=silent)
    assert (releases / "CURRENT").read_text().strip() == first
    monkeypatch.setattr(os, "replace", real)
    assert opens(releases) > 100 and whole(releases / first) == before
    again = build(Sources(inbox, None), releases, as_of=None, tell=silent)
    assert (releases / "CURRENT").read_text().strip() == again.release != first
    assert opens(releases) > 100


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

    def refusing(source: str | Path, target: str | Path) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refusing)
        assert main(["build", "--inbox", str(inbox), "--releases", str(releases), "--no-demo"]) == 3
    said = said_once(capsys)
    assert "il disco è in sola lettura" in said and "the disk is read-only" in said and "Read-only" not in said
    assert (releases / "CURRENT").read_text().strip() == first and whole(releases / first) == before
    assert main(["build", "--inbox", str(inbox), "--releases", str(releases), "--no-demo"]) == 0


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
