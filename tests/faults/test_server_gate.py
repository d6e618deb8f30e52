"""Foreign hosts and origins are refused at once, nothing is looked up outside, and no reader publishes."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.reader import drawn
from tests.helpers.server import ROOT, Server, server

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of an empty folder, under a name of its own besides its address."""
    place = tmp_path_factory.mktemp("gate")
    with server(place, place / "none", OSSERVATORIO_HOSTS="dati.example.it, proxy.example.it:8443") as found:
        yield found


def test_its_own_names_are_answered(running: Server) -> None:
    port = running.port
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", "localhost:9000", f"[::1]:{port}", "dati.example.it",
                 "DATI.example.it.:8501", "proxy.example.it:8443"):  # fmt: skip
        assert running.get(host=host).startswith("HTTP/1.1 200"), host


@pytest.mark.parametrize("host", [
    "evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example#localhost",
    "localhost@evil.example", "dati.example.it.evil.example", "proxy.example.it", "10.1.2.3", "[::2]", "2130706433",
    "127.1", "", "localhost:99999", "local host", "xn--", "*", "dati.example.it, localhost",
    "ⅼocalhost".encode().decode("latin-1"),
])  # fmt: skip
def test_a_foreign_host_is_misdirected_page_file_health_and_socket(running: Server, host: str) -> None:
    for path in ("/", "/_stcore/health", "/_stcore/host-config", "/static/js/none.js"):
        start = time.perf_counter()
        assert running.get(path, host=host)[:12] in ("HTTP/1.1 421", "HTTP/1.1 400"), path
        assert time.perf_counter() - start < 0.5
    assert running.socket_opened(host=host)[:12] in ("HTTP/1.1 403", "HTTP/1.1 400")


def test_two_hosts_are_none(running: Server) -> None:
    own = f"127.0.0.1:{running.port}"
    asked = running.ask(f"GET / HTTP/1.1\nhost: {own}\nhost: evil.example\nconnection: close\n\n")
    assert asked[:12] in ("HTTP/1.1 421", "HTTP/1.1 400")
    assert running.ask("GET / HTTP/1.0\n\n")[:12] == "HTTP/1.1 421"


@pytest.mark.parametrize("origin", [
    "http://evil.example", "https://evil.example", "http://localhost:3000", "http://127.0.0.1:1", "null", "file://",
    "http://127.0.0.1.evil.example", "http://127.0.0.1", "ftp://dati.example.it", "http://dati.example.it:81",
    "http://dati.example.it/", "https://proxy.example.it", "http://user@dati.example.it", "chrome-extension://abc", "x",
])  # fmt: skip
def test_a_foreign_origin_is_refused_at_once_and_nobody_is_asked(running: Server, origin: str) -> None:
    start = time.perf_counter()
    for _ in range(10):
        assert running.socket_opened(origin=origin).startswith("HTTP/1.1 403")
    assert running.get("/_stcore/host-config", origin=origin).startswith("HTTP/1.1 403")
    assert time.perf_counter() - start < 1
    assert running.looked_up == []


def test_an_own_origin_opens_the_socket_and_nobody_is_asked(running: Server) -> None:
    own = f"127.0.0.1:{running.port}"
    for origin in (f"http://{own}", f"https://{own}", "https://dati.example.it", "http://dati.example.it",
                   "https://proxy.example.it:8443"):  # fmt: skip
        assert running.socket_opened(origin=origin).startswith("HTTP/1.1 101"), origin
        assert running.get("/_stcore/host-config", origin=origin).startswith("HTTP/1.1 200"), origin
    assert running.socket_opened().startswith("HTTP/1.1 101"), "no page asks"
    assert running.looked_up == []


def test_a_browser_opens_no_socket_but_the_server_s_own(running: Server) -> None:
    for host in (f"localhost:{running.port}", "dati.example.it"):
        answer = running.get("/kpi", host=host, accept="text/html").lower()
        (rules,) = re.findall(r"connect-src ([^;]*);", answer)
        assert rules.split() == ["'self'", f"ws://{host}", f"wss://{host}", "data:", "blob:"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_the_server_is_only_read(running: Server, method: str) -> None:
    own = f"127.0.0.1:{running.port}"
    for path in ("/", "/_stcore/upload_file/a/b", "/_stcore/health"):
        asked = f"{method} {path} HTTP/1.1\nhost: {own}\ncontent-length: 4\nconnection: close\n\nabcd"
        assert running.ask(asked)[:12] == "HTTP/1.1 405"


def test_a_reader_gets_no_button_to_publish(running: Server) -> None:
    """The server answers to a name of its own, so that a browser of this machine may be anybody's, through a proxy."""
    page = drawn(running.base)
    assert "Non è ancora stato pubblicato nulla" in page and "python -m etl build" in page
    assert "Costruisci la prima release" not in page


@pytest.mark.parametrize("headers", [
    {}, {"x-forwarded-for": "10.0.0.1"}, {"Forwarded": "for=10.0.0.1"}, {"Via": "1.1 proxy"},
    {"X-Real-IP": "127.0.0.1"},
    {"x-osservatorio-this-machine": "1", "x-forwarded-for": "127.0.0.1"},
])  # fmt: skip
def test_the_button_is_for_this_machine_and_an_untouched_folder(
    headers: dict[str, str], plain: tuple[Server, Path]
) -> None:
    running, releases = plain
    assert ("Costruisci la prima release" in drawn(running.base, headers=headers)) == (not headers)
    (releases / "2020-12-31-0123456789ab").mkdir(parents=True)
    page = drawn(running.base, headers=headers)
    assert "Costruisci la prima release" not in page and "Questi dati ora non si possono mostrare" in page
    (releases / "2020-12-31-0123456789ab").rmdir()


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    place = tmp_path_factory.mktemp("plain")
    with server(place, place / "releases") as found:
        yield found, place / "releases"


EVERY = ("0.0.0.0", "", "::")  # noqa: S104 - it is to be refused


@pytest.mark.parametrize("address", [*EVERY, "10.0.0.5", "dati.example.it"])
def test_the_role_internal_starts_on_this_machine_alone(address: str, tmp_path: Path) -> None:
    with server(tmp_path, tmp_path / "none", "--server.address", address, OSSERVATORIO_ROLE="internal") as refused:
        assert refused.process.wait(timeout=30) != 0
        assert refused.looked_up == [] or address == "dati.example.it"
    told = refused.log.read_text(encoding="utf-8")
    if address in EVERY:
        assert "there is no sign-in" in told and "tunnel SSH" in told and "Traceback" not in told


def test_the_role_internal_answers_no_proxy_and_no_other_name(tmp_path: Path) -> None:
    with server(tmp_path, tmp_path / "none", OSSERVATORIO_ROLE="internal", OSSERVATORIO_HOSTS="dati.example.it") as own:
        assert own.get().startswith("HTTP/1.1 200")
        assert own.get(host="localhost:9000").startswith("HTTP/1.1 200"), "through a tunnel"
        assert own.get(x_forwarded_for="10.0.0.1").startswith("HTTP/1.1 403")
        assert own.get(host="dati.example.it").startswith("HTTP/1.1 403")


def test_a_name_that_is_none_is_told_and_nothing_starts(tmp_path: Path) -> None:
    for entry in ("*", "http://a b", "a,b:x", "*.example.it"):
        done = subprocess.run(
            [sys.executable, "-c", "import dashboard"], cwd=ROOT, capture_output=True, text=True, check=False,
            env={"PATH": "", "OSSERVATORIO_HOSTS": entry, "OSSERVATORIO_RELEASES": str(tmp_path)},
        )  # fmt: skip
        assert done.returncode == 2 and "OSSERVATORIO_HOSTS" in done.stderr and "Traceback" not in done.stderr, entry
