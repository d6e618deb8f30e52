"""Hundreds of sockets, readers who leave, requests that never end: health under a second, memory comes back."""

import logging
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.crowd import half_sent, idle, leave, watched
from bench.reader import drawn, reader
from tests.helpers.server import Server, server
from ui.shell.guard.server_log import Bounded

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, demo_release: Path) -> Iterator[Server]:
    with server(tmp_path_factory.mktemp("crowd"), demo_release) as found:
        yield found


def test_the_server_answers_while_hundreds_press_and_is_as_before_when_they_are_gone(running: Server) -> None:
    """A first crowd fills caches and threads' memory; the second leaves nothing behind."""
    leave(running.base, 60)
    with reader(running.base) as one:
        one.seconds("")
    before = running.memory
    with watched(running.base) as health, idle(running.base, 300) as entered, half_sent(running.base, 60):
        leave(running.base, 100, 0.5)
        for _ in range(10):
            assert running.socket_opened(origin="http://evil.example").startswith("HTTP/1.1 403")
            assert running.get(host="evil.example").startswith("HTTP/1.1 421")
        with reader(running.base) as late:
            assert late.seconds("") < 10, "those who left are not drawn before whoever is there"
    assert entered == 300 and health.failures == [] and health.slowest < 1
    until = time.monotonic() + 60  # housekeeping looks every 15 seconds
    while running.memory >= 1.1 * before and time.monotonic() < until:
        time.sleep(1)
    assert running.memory < 1.1 * before
    assert running.looked_up == [] and running.log.stat().st_size < 100_000
    assert running.process.poll() is None


def test_a_request_that_never_ends_is_cut_and_its_connection_freed(tmp_path: Path) -> None:
    with server(tmp_path, tmp_path / "none") as own:
        files = own.files
        with half_sent(own.base, 40) as lines:
            start = time.monotonic()
            for line in lines:
                line.settimeout(20)
                assert line.recv(4096)[:12] in (b"HTTP/1.1 408", b"")
            assert 5 < time.monotonic() - start < 15
        until = time.monotonic() + 10  # on a busy machine closing takes a moment
        while own.files > files + 2 and time.monotonic() < until:
            time.sleep(0.2)
        assert own.files <= files + 2


def test_more_readers_than_there_is_room_for_are_told_in_their_language(tmp_path: Path) -> None:
    with server(tmp_path, tmp_path / "none", OSSERVATORIO_READERS="20") as own:
        with idle(own.base, 30) as entered:
            assert entered == 20
            italian, english = (own.get(path, accept="text/html") for path in ("/kpi", "/kpi?lang=en"))
            assert italian.startswith("HTTP/1.1 503") and "retry-after" in italian
            assert "troppi lettori" in italian and 'lang="it"' in italian
            assert "Too many readers" in english and 'lang="en"' in english
            assert own.health_seconds() < 1
        time.sleep(1)
        assert own.get("/", accept="text/html").startswith("HTTP/1.1 200") and drawn(own.base)


def test_more_connections_than_there_are_descriptors_never_shut_health_out(tmp_path: Path) -> None:
    with server(tmp_path, tmp_path / "none", OSSERVATORIO_READERS="20") as own:
        lines: list[socket.socket] = []
        for _ in range(600):  # 20 sessions and 256 others may be
            line = socket.create_connection(("127.0.0.1", own.port), 10)
            line.sendall(b"GET / HT")
            lines.append(line)
        assert own.health_seconds() < 1 and own.files < 400
        for line in lines:
            line.close()
        assert own.log.stat().st_size < 20_000


def test_the_log_says_a_thing_a_few_times_and_then_how_often() -> None:
    bound = Bounded(same=3, every=100, period=0.2)

    def record(text: str, line: int) -> logging.LogRecord:
        return logging.LogRecord("asyncio", logging.ERROR, "a.py", line, text, (), None)

    assert [bound.filter(record("no room", 1)) for _ in range(1000)].count(True) == 3
    assert bound.filter(record("another", 2))
    time.sleep(0.25)
    after = record("no room", 1)
    assert bound.filter(after) and "997 more records" in after.getMessage()
