"""A server under readers: builds ended beside it, and the server itself ended, while a reader's page stays sound."""

import os
import signal
import time
from pathlib import Path
from random import Random

import pytest

from bench.crowd import session
from bench.reader import drawn, reader
from tests.helpers.killed_builds import ENDS, Yard, current, yard_in
from tests.helpers.server import server

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="Windows knows no such signals")]
EVENTS = int(os.environ.get("OSSERVATORIO_KILLS", "9"))  # builds ended beside the server
RANDOM = Random(20201231)  # noqa: S311
PAGES = ("", "kpi", "dati", "territori")


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return yard_in(tmp_path_factory.mktemp("served"))


def test_a_page_open_while_builds_are_ended_never_shows_an_error(yard: Yard, tmp_path: Path) -> None:
    yard.reset()
    assert yard.finish(yard.releases) == 0
    steps = yard.steps
    yard.reset()
    with server(tmp_path, yard.releases) as running, reader(running.base) as page:
        page.seconds("")
        for event in range(EVENTS):
            number = ENDS[event % len(ENDS)]
            process = yard.start(yard.releases, RANDOM.randint(1, steps), number)
            while process.is_alive():
                page.seconds(PAGES[event % len(PAGES)])  # raises where the page failed
            process.join()
            yard.expect_as_told(process.exitcode, number)
            page.seconds(PAGES[event % len(PAGES)])
            if process.exitcode == 0:
                yard.reset()
        yard.expect_the_next_build_to_be_the_same()
        assert yard.undisturbed in drawn(running.base, "dati")
        log = running.log.read_text(encoding="utf-8")
        assert "Traceback" not in log, log


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda one: one.name)
def test_a_server_that_is_ended_leaves_the_releases_as_they_are(
    yard: Yard, tmp_path: Path, number: signal.Signals
) -> None:
    yard.reset()
    before = {path: path.read_bytes() for path in yard.releases.rglob("*") if path.is_file()}
    aborted = {1} if number == signal.SIGINT else set()  # as Streamlit's command ends on Ctrl-C
    with server(tmp_path / "one", yard.releases) as running, session(running.base):
        start = time.monotonic()
        running.process.send_signal(number)
        code = running.process.wait(timeout=30)
        assert code in {-number, 0, 128 + number} | aborted and time.monotonic() - start < 20
    assert {path: path.read_bytes() for path in yard.releases.rglob("*") if path.is_file()} == before
    with server(tmp_path / "two", yard.releases) as again:
        assert current(yard.releases) == yard.first and yard.first in drawn(again.base, "dati")
