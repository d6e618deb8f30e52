"""Builds in processes of their own that are ended by a signal at a chosen step, and what must be left behind."""

import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

from engine import open_release
from etl.build import build
from etl.ingest.sources import Sources
from etl.publish.write_release import make_current
from etl.stopping import deaf, stoppable, too_late
from etl.storage.layout import Store, sha256
from tests.helpers.inboxes import fill
from tests.helpers.reading import reading_here
from tests.helpers.releases import few_shipped, served, silent
from tests.helpers.same_content import Content, content

# What changes the disk, as Python's audit events name it; each is a boundary between two states of the folder.
CHANGES = {"os.rename", "os.link", "os.mkdir", "os.rmdir", "os.remove", "os.truncate"}
ENDS = (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL, signal.SIGINT)  # in turn
NEVER = sys.maxsize


@dataclass
class Yard:
    """A folder with an inbox that has changed since the release it serves was built, and that state kept aside."""

    root: Path
    first: str = ""
    undisturbed: str = ""
    contents: dict[str, Content] = field(default_factory=dict)  # of both releases, by name

    @property
    def releases(self) -> Path:
        return self.root / "releases"

    def start(self, releases: Path, stop_at: int = NEVER, number: int = signal.SIGKILL) -> BaseProcess:
        """A process with everything imported and the catalogue read; at its ``stop_at``-th step it gets a signal."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.faults.warm"])
        process = context.Process(target=in_child, args=(str(self.root), str(releases), stop_at, number))
        process.start()
        return process

    def finish(self, releases: Path, stop_at: int = NEVER, number: int = signal.SIGKILL) -> int | None:
        process = self.start(releases, stop_at, number)
        process.join(120)
        return process.exitcode

    @property
    def steps(self) -> int:
        """How many steps the last whole build took."""
        return int((self.root / "steps").read_text())

    def reset(self, before: str = "before") -> None:
        shutil.rmtree(self.releases)
        shutil.copytree(self.root / before, self.releases)

    def expect_a_release_in_service(self) -> None:
        assert current(self.releases) in {self.first, self.undisturbed}
        assert checksums(self.releases / self.first) == checksums(self.root / "before" / self.first)
        with open_release(served(self.releases)) as connection:
            assert connection.execute("SELECT count(*) FROM kpi_value").fetchall()[0][0] > 100

    def expect_as_told(self, code: int | None, number: int) -> None:
        """The exit code says what was published: nothing after a signal, the new release after 0."""
        assert code in {-signal.SIGKILL} if number == signal.SIGKILL else code in {0, 128 + number}
        if number != signal.SIGKILL:
            assert list(self.releases.glob("work/*")) == []
            assert current(self.releases) == (self.first if code else self.undisturbed)

    def expect_the_next_build_to_be_the_same(self) -> None:
        assert self.finish(self.releases) == 0
        assert current(self.releases) == self.undisturbed
        assert list(self.releases.glob("work/*")) == []
        whole = {path.relative_to(self.root / "other").as_posix() for path in files(self.root / "other")}
        kept = {path.relative_to(self.releases).as_posix() for path in files(self.releases)}
        older = {path.relative_to(self.root / "before").as_posix() for path in files(self.root / "before")}
        assert kept - (older - whole) == whole
        found, whole_content = content(self.releases), self.contents[self.undisturbed]
        assert {name for name in found | whole_content if found.get(name) != whole_content.get(name)} == set()


def yard_in(root: Path) -> Yard:
    """The folders: ``before`` serves the first release, ``other`` the undisturbed one; see ``states`` for more."""
    made = Yard(root)
    fill(root / "inbox", months=3)
    made.first = build(
        Sources(root / "inbox", None, few_shipped(root)), root / "before", as_of=None, progress=silent
    ).release
    fill(root / "inbox", months=6)
    shutil.copytree(root / "before", made.releases)
    with reading_here():
        build(Sources(root / "inbox", None, few_shipped(root)), root / "other", as_of=None, progress=silent)
    made.undisturbed = current(root / "other")
    assert made.undisturbed != made.first
    made.contents = {made.first: content(root / "before"), made.undisturbed: content(root / "other")}
    return made


def states(yard: Yard) -> None:
    """Two more folders to start from: ``again`` holds the undisturbed release out of service, ``anew`` damaged."""
    assert yard.finish(yard.releases) == 0
    shutil.copytree(yard.releases, yard.root / "again")
    make_current(Store(yard.root / "again"), yard.first)
    shutil.copytree(yard.root / "again", yard.root / "anew")
    damaged = yard.root / "anew" / yard.undisturbed / "warehouse.duckdb"
    damaged.write_bytes(damaged.read_bytes()[:-4096])


def in_child(root: str, releases: str, stop_at: int, number: int) -> None:
    """Build as the command does, of one shipped file alone, and count the steps into the file ``steps``.

    Without a reading process, which touches no release and would start anew with each of these.
    """
    steps, counting = 0, True

    def boundary(event: str, args: tuple[object, ...]) -> None:
        nonlocal steps
        writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if counting and (event in CHANGES or writes or event == "told") and releases in f"{args[0]}":
            steps += 1
            if steps == stop_at:
                os.kill(os.getpid(), number)

    sys.addaudithook(boundary)
    with stoppable() as stop, reading_here():
        try:
            build(
                Sources(Path(root) / "inbox", None, few_shipped(Path(root))),
                Path(releases),
                as_of=None,
                progress=lambda *_: boundary("told", (releases,)),
            )
            too_late()
        except BaseException:
            if stop.signal:
                sys.exit(128 + stop.signal)
            raise
    counting = False
    deaf()
    (Path(root) / "steps").write_text(str(steps))


def files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def checksums(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path) for path in files(folder)}


def current(releases: Path) -> str:
    return (releases / "CURRENT").read_text(encoding="utf-8").strip()
