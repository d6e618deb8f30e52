"""Builds ended by signals at random instants and at every step boundary: CURRENT opens, the next build is the same."""

import multiprocessing
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from multiprocessing.synchronize import Lock as LockType
from pathlib import Path
from random import Random

import pytest

from engine import open_release
from etl.build import build
from etl.ingest.sources import Sources
from etl.stopping import stoppable
from etl.storage.layout import sha256
from tests.helpers.inboxes import fill
from tests.helpers.reading import reading_here
from tests.helpers.releases import few_shipped, served, silent

pytestmark = pytest.mark.slow
# OSSERVATORIO_KILLS=163 makes it 200 with those at the boundaries; the suite has time for fewer.
RANDOM_KILLS, RANDOM = int(os.environ.get("OSSERVATORIO_KILLS", "32")), Random(20180614)  # noqa: S311
ENDS = (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL, signal.SIGINT)  # in turn
TAKEN_UP = 4  # every so many of the builds that die at a boundary are followed by one that does not
# What changes the disk, as Python's audit events name it; each is a boundary between two states of the folder.
CHANGES = {"os.rename", "os.link", "os.mkdir", "os.rmdir", "os.remove", "os.truncate"}
NEVER = sys.maxsize


@dataclass
class Yard:
    """A folder with an inbox that has changed since the release it serves was built, and that state kept aside."""

    root: Path
    first: str = ""
    undisturbed: str = ""
    expected: tuple[tuple[object, ...], ...] = ()  # the figures of the undisturbed build

    @property
    def releases(self) -> Path:
        return self.root / "releases"

    def start(self, releases: Path, stop_at: int = NEVER) -> BaseProcess:
        """A process with everything imported and the catalogue read; it dies at the ``stop_at``-th of its steps."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.faults.warm"])
        process = context.Process(target=in_child, args=(str(self.root), str(releases), stop_at))
        process.start()
        return process

    def finish(self, releases: Path, stop_at: int = NEVER) -> int | None:
        process = self.start(releases, stop_at)
        process.join(120)
        return process.exitcode

    def reset(self) -> None:
        shutil.rmtree(self.releases)
        shutil.copytree(self.root / "before", self.releases)

    def expect_a_release_in_service(self) -> None:
        assert current(self.releases) in {self.first, self.undisturbed}
        assert contents(self.releases / self.first) == contents(self.root / "before" / self.first)
        with open_release(served(self.releases)) as connection:
            assert connection.execute("SELECT count(*) FROM kpi_value").fetchall()[0][0] > 100

    def expect_the_next_build_to_be_the_same(self) -> None:
        assert self.finish(self.releases) == 0
        assert current(self.releases) == self.undisturbed
        assert [path.name for path in (self.releases / "work").iterdir()] == []
        whole = sorted(path.relative_to(self.root / "other").as_posix() for path in files(self.root / "other"))
        kept = {path.relative_to(self.releases).as_posix() for path in files(self.releases)}
        older = {path.relative_to(self.root / "before").as_posix() for path in files(self.root / "before")}
        assert sorted(kept - (older - set(whole))) == whole
        assert figures(self.releases) == self.expected


def in_child(root: str, releases: str, stop_at: int) -> None:
    """Build as the command does, of one shipped file alone, and count the boundaries into the file ``steps``.

    Without a reading process, which touches no release and would start anew with each of these.
    """
    steps, counting = 0, True

    def boundary(event: str, args: tuple[object, ...]) -> None:
        nonlocal steps
        writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if counting and (event in CHANGES or writes or event == "told") and releases in f"{args[0]}":
            steps += 1
            if steps == stop_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(boundary)
    with stoppable() as stop, reading_here():
        try:
            build(
                Sources(Path(root) / "inbox", None, few_shipped(Path(root))),
                Path(releases),
                as_of=None,
                progress=lambda *_: boundary("told", (releases,)),
            )
        except BaseException:
            if stop.signal:
                sys.exit(128 + stop.signal)
            raise
    counting = False
    (Path(root) / "steps").write_text(str(steps))


def read_on(releases: str, reset: LockType, done: Event, failures: "Queue[str]") -> None:
    """A reader's page: it asks for the release in service again and again, and never meets an error."""
    while not done.is_set():
        with reset:
            try:
                with open_release(served(Path(releases))) as connection:
                    assert connection.execute("SELECT count(*) FROM kpi_value").fetchall()[0][0] > 100
            except Exception as error:
                failures.put(repr(error))
        time.sleep(0.1)
    failures.put("done")


def files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def contents(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path) for path in files(folder)}


def current(releases: Path) -> str:
    return (releases / "CURRENT").read_text(encoding="utf-8").strip()


def figures(releases: Path) -> tuple[tuple[object, ...], ...]:
    with open_release(served(releases)) as connection:
        return tuple(connection.execute("SELECT * FROM kpi_value ORDER BY ALL").fetchall())


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    made = Yard(tmp_path)
    fill(tmp_path / "inbox", months=3)
    made.first = build(
        Sources(tmp_path / "inbox", None, few_shipped(tmp_path)), tmp_path / "before", as_of=None, progress=silent
    ).release
    fill(tmp_path / "inbox", months=6)
    shutil.copytree(tmp_path / "before", made.releases)
    assert made.finish(tmp_path / "other") == 0
    made.undisturbed, made.expected = current(tmp_path / "other"), figures(tmp_path / "other")
    assert made.undisturbed != made.first
    return made


def test_a_build_ended_at_any_instant_leaves_a_release_and_no_trace(yard: Yard) -> None:
    started = time.monotonic()
    assert yard.finish(yard.releases) == 0
    length = time.monotonic() - started
    yard.reset()
    context = multiprocessing.get_context("forkserver")
    lock, done, failures = context.Lock(), context.Event(), context.Queue()
    reader = context.Process(target=read_on, args=(str(yard.releases), lock, done, failures))
    reader.start()
    ended = 0
    while ended < RANDOM_KILLS:
        if current(yard.releases) != yard.first:
            with lock:
                yard.reset()
        process, number = yard.start(yard.releases), ENDS[ended % len(ENDS)]
        time.sleep((ended + RANDOM.random()) / RANDOM_KILLS * length)
        if process.is_alive() and process.pid:
            os.kill(process.pid, number)
        process.join()
        if ended % 4 == 0:
            yard.expect_a_release_in_service()
        if process.exitcode == 128 + number:
            assert list((yard.releases / "work").iterdir()) == []
        if process.exitcode:
            ended += 1
        else:  # it was done before: the machine is quicker than when it was timed
            length *= 0.95
    done.set()
    assert failures.get(timeout=30) == "done"
    reader.join()
    yard.expect_the_next_build_to_be_the_same()


def test_a_build_killed_at_every_step_boundary_is_taken_up_by_the_next(yard: Yard) -> None:
    """Every announced step and every change to the folder by name: the build dies just before it."""
    assert yard.finish(yard.releases) == 0
    boundaries = int((yard.root / "steps").read_text())
    assert boundaries > 20
    for step in range(1, boundaries + 1):
        yard.reset()
        assert yard.finish(yard.releases, stop_at=step) == -signal.SIGKILL, f"step {step} was not reached"
        yard.expect_a_release_in_service()
        if step % TAKEN_UP == 0 or step == boundaries:
            yard.expect_the_next_build_to_be_the_same()
