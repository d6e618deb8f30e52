"""What lasts while the server works or is started anew: a download asked for, the release begun with."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.helpers.browser import Visit, Visitors, visit
from tests.helpers.journeys import choose, free_port, reads, start
from tests.helpers.releases import seal

pytestmark = pytest.mark.browser


@pytest.fixture
def wide(visitors: Visitors, dashboard: str) -> Iterator[Visit]:
    yield from visit(visitors(1280, 720, "light"), dashboard)


class SlowLine:
    """A socket whose answers can be held back, as on a slow line; what the reader sends goes through."""

    def __init__(self) -> None:
        self.holding = False
        self._held: list[str | bytes] = []

    def carry(self, socket: WebSocketRoute) -> None:
        self._socket = socket
        socket.connect_to_server().on_message(self._pass)

    def _pass(self, message: str | bytes) -> None:
        if self.holding:
            self._held.append(message)
        else:
            self._socket.send(message)

    def wait_until_all_is_held(self, page: Page) -> None:
        before = -1
        while not self._held or before != len(self._held):
            before = len(self._held)
            page.wait_for_timeout(2000)

    def let_go(self) -> None:
        self.holding = False
        for message in self._held:
            self._socket.send(message)


def test_a_download_asked_for_while_the_page_redraws_is_of_what_is_on_screen(wide: Visit) -> None:
    """The server has long redrawn what the reader still sees and presses."""
    line, page = SlowLine(), wide.page
    page.route_web_socket(re.compile("_stcore/stream"), line.carry)
    wide.open("/kpi?territory=ITC4&tables=open")
    button = page.get_by_role("button", name="Scarica in CSV").first
    expect(button).to_be_visible()
    line.holding = True
    choose(page, "Toscana")
    line.wait_until_all_is_held(page)
    with page.expect_download(timeout=20_000) as given:
        button.click()
        page.wait_for_timeout(500)
        line.let_go()
    assert "ITC4" in given.value.suggested_filename
    assert "Lombardia" in Path(given.value.path()).read_text(encoding="utf-8-sig")
    reads(page, "Toscana")
    assert wide.exceptions == []


def another(releases: Path, first: str) -> str:
    """Put a second release in service, of the same figures."""
    second = first[:-4] + ("0000" if first[-4:] != "0000" else "1111")
    shutil.copytree(releases / first, releases / second)
    seal(releases / second)
    (releases / "CURRENT").write_text(second, encoding="utf-8")
    return second


@pytest.mark.parametrize("kept", [True, False], ids=["still there", "gone"])
def test_a_session_that_comes_back_to_another_release_is_told(
    kept: bool, demo_release: Path, visitors: Visitors, tmp_path: Path
) -> None:
    releases = tmp_path / "releases"
    shutil.copytree(demo_release, releases)
    first = (releases / "CURRENT").read_text(encoding="utf-8").strip()
    port = free_port()
    app = start(releases, port)
    try:
        for seen in visit(visitors(1280, 720, "light"), f"http://127.0.0.1:{port}"):
            seen.open("/kpi?territory=ITC4")
            app.terminate()
            app.wait(timeout=20)
            seen.page.wait_for_selector('.stApp:not([data-test-connection-state="CONNECTED"])')
            second = another(releases, first)
            if not kept:
                shutil.rmtree(releases / first)
            app = start(releases, port)
            seen.page.wait_for_selector('.stApp[data-test-connection-state="CONNECTED"]', timeout=30_000)
            notice = seen.page.locator(".notice", has_text=second)
            expect(notice).to_contain_text("entrata in servizio" if kept else "non c'è più", timeout=20_000)
            expect(seen.page.locator(".masthead")).to_have_attribute("data-release", first if kept else second)
            assert "held" not in seen.page.url
    finally:
        app.terminate()
        app.wait(timeout=20)
