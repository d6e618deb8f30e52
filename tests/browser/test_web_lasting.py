"""What lasts while the server works or is started anew: a download that was asked for, the release that was begun with."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import WebSocketRoute, expect

from tests.browser.test_web_manners import choose, free_port, reads, start
from tests.helpers.browser import Visitors, visit
from tests.helpers.releases import seal

pytestmark = pytest.mark.browser


def test_a_download_asked_for_while_the_page_redraws_is_of_what_is_on_screen(
    visitors: Visitors, dashboard: str
) -> None:
    """The answers of the server are held back, as on a slow line: it has long redrawn what the reader still sees."""
    held: list[str | bytes] = []
    holding = False
    for seen in visit(visitors(1280, 720, "light"), dashboard):

        def carry(socket: WebSocketRoute) -> None:
            server = socket.connect_to_server()
            server.on_message(lambda message: held.append(message) if holding else socket.send(message))
            carried.append(socket)

        carried: list[WebSocketRoute] = []
        seen.page.route_web_socket(re.compile("_stcore/stream"), carry)
        seen.open("/kpi?territory=ITC4&tables=open")
        button = seen.page.get_by_role("button", name="Scarica in CSV").first
        expect(button).to_be_visible()
        holding = True
        choose(seen.page, "Toscana")
        before = -1
        while not held or before != len(held):  # until nothing more comes: the server is done
            before = len(held)
            seen.page.wait_for_timeout(2000)
        with seen.page.expect_download(timeout=20_000) as given:
            button.click()
            seen.page.wait_for_timeout(500)
            holding = False
            for message in held:
                carried[-1].send(message)
        assert "ITC4" in given.value.suggested_filename
        assert "Lombardia" in Path(given.value.path()).read_text(encoding="utf-8-sig")
        reads(seen.page, "Toscana")
        assert seen.exceptions == []


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
