"""Ctrl-C and a request to terminate at random instants of a build: a sentence, the right code, nothing half-done."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from etl.build import build
from etl.ingest.sources import ROOT, Sources
from etl.stopping import StoppedError, end_if_asked, stoppable
from etl.storage.layout import sha256
from tests.helpers.inboxes import fill
from tests.helpers.releases import few_shipped, silent

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="Windows knows no such signals")]
RANDOM = Random(20210613)  # noqa: S311
COMMAND = (
    "import sys; from pathlib import Path; from tests.helpers.releases import few_shipped; import etl.__main__ as e; "
)
COMMAND += "e.hear_early(); print('ready', flush=True); e.run(sys.argv[2:], shipped=few_shipped(Path(sys.argv[1])))"
TIMES = 1  # for each signal; tests/faults/test_killed.py sends many more to processes that are warm


def tree(releases: Path) -> dict[str, str]:
    kept = [path for path in releases.rglob("*") if path.is_file() and path.name != "build.lock"]
    return {path.relative_to(releases).as_posix(): sha256(path) for path in kept if "staged" not in path.parts}


def test_a_signal_at_any_instant_is_a_sentence_and_nothing_stays(tmp_path: Path) -> None:
    inbox, releases = tmp_path / "inbox", tmp_path / "releases"
    fill(inbox, months=3)
    first = build(Sources(inbox, None, few_shipped(tmp_path)), releases, as_of=None, progress=silent).release
    before = tree(releases)
    fill(inbox, months=6)
    command = [sys.executable, "-c", COMMAND, str(tmp_path), "build", "--no-demo", "--inbox", str(inbox)]
    command += ["--releases", str(releases)]
    stopped, length = 0, 1.5
    while stopped < 2 * TIMES:
        number = (signal.SIGINT, signal.SIGTERM)[stopped % 2]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        time.sleep(0.1 + (stopped + RANDOM.random()) / (2 * TIMES) * length)
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
        assert "Traceback" not in said and "Exception" not in said, said
        if process.returncode == 0:  # done before, and then it was published
            assert (releases / "CURRENT").read_text().strip() != first
            length *= 0.8
            assert length > 0.05
            (releases / "CURRENT").write_text(first + "\n")
            (releases / "HISTORY").write_text(first + "\n")
            for path in [one for one in releases.iterdir() if one.name[:2] == "20" and one.name != first]:
                for file in path.iterdir():
                    file.unlink()
                path.rmdir()
            continue
        assert process.returncode == 128 + number
        if said == "Interrotto. / Interrupted.\n":  # before anything had begun
            continue
        assert said.count("Interrotto: nulla è stato pubblicato") == said.count("Interrupted: nothing") == 1
        assert (releases / "CURRENT").read_text().strip() == first
        assert [path.name for path in (releases / "work").iterdir()] == []
        assert {name: sha for name, sha in tree(releases).items() if not name.startswith("raw/")} == {
            name: sha for name, sha in before.items() if not name.startswith("raw/")
        }
        stopped += 1
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0


def test_a_signal_while_the_program_starts_is_a_sentence_too(tmp_path: Path) -> None:
    for place, number in enumerate((signal.SIGINT, signal.SIGTERM)):
        command = [sys.executable, "-m", "etl", "build", "--no-demo", "--inbox", str(tmp_path)]
        command += ["--releases", str(tmp_path / "r")]
        process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
        time.sleep(0.35 + 0.1 * place)  # the interpreter has started, the imports have not ended
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
        assert process.returncode == 128 + number and "Interr" in said and "Traceback" not in said, said


def test_a_signal_that_a_library_swallowed_is_not_lost() -> None:
    before = signal.getsignal(signal.SIGINT)
    with stoppable() as stop:
        with pytest.raises(StoppedError):
            signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)  # the second one disturbs nothing
        assert stop.signal == signal.SIGINT
        with pytest.raises(StoppedError):
            end_if_asked()
    assert signal.getsignal(signal.SIGINT) is before
    with stoppable():
        end_if_asked()
