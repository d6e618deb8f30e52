"""What readers expect of any site: Back and Forward, titles, colours, a menu that closes, a server that comes back."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.browser import ROOT, Visit, Visitors, visit
from ui.style.theme import DARK

pytestmark = pytest.mark.browser
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
PROXY = """
daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}
http {{
  access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  map $http_upgrade $upgraded {{ default upgrade; '' close; }}
  server {{
    listen 127.0.0.1:{port};
    location /coop/ {{
      proxy_pass http://127.0.0.1:{server}{below}/; proxy_http_version 1.1; proxy_max_temp_file_size 0;
      proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $upgraded;
    }}
  }}
}}
"""


@pytest.fixture
def wide(visitors: Visitors, dashboard: str) -> Iterator[Visit]:
    yield from visit(visitors(1280, 720, "light"), dashboard)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(releases: Path, port: int, below: str = "") -> subprocess.Popen[bytes]:
    """A dashboard on a port, once it answers."""
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    command += ["--server.baseUrlPath", below] if below else []
    environment = os.environ | {"OSSERVATORIO_RELEASES": str(releases)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(240):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/{below}{'/' * bool(below)}_stcore/health", timeout=1)
            return process
        except OSError:
            time.sleep(0.25)
    raise AssertionError("the server does not answer")


def choose(page: Page, name: str) -> None:
    box = page.get_by_role("combobox", name="Territorio", exact=True).first
    box.click()
    page.keyboard.type(name)
    page.get_by_role("option", name=name, exact=True).first.click()


def reads(page: Page, name: str) -> None:
    expect(page.locator(".lead")).to_contain_text(name, timeout=20_000)


def test_back_and_forward_undo_and_redo_a_choice(wide: Visit) -> None:
    wide.open("/kpi")
    for name in ("Toscana", "Lombardia"):
        choose(wide.page, name)
        reads(wide.page, name)
    wide.page.go_back()
    reads(wide.page, "Toscana")
    wide.page.go_back()
    reads(wide.page, "Italia")
    assert "territory" not in wide.page.url
    wide.page.go_forward()
    reads(wide.page, "Toscana")
    assert "territory=ITI1" in wide.page.url and wide.troubles == []
    assert wide.page.title() == "Cooperative raggiunte · Indicatore · Toscana · Osservatorio COOP 4.0"


def test_a_choice_of_colours_holds_on_every_page(wide: Visit) -> None:
    dark = f"getComputedStyle(document.documentElement).getPropertyValue('--text') === '{DARK.text}'"
    wide.open("/?territory=ITH5")
    wide.page.get_by_role("button", name="Scuro").click()
    wide.page.wait_for_function(dark)
    assert "territory=ITH5" in wide.page.url
    wide.open("/dati")
    wide.page.wait_for_function(dark)
    wide.page.get_by_role("button", name="Sistema").click()
    wide.page.wait_for_function(f"!({dark})")


def test_the_menu_of_a_telephone_closes_after_a_choice(visitors: Visitors, dashboard: str) -> None:
    for seen in visit(visitors(390, 844, "dark"), dashboard):
        seen.open("/")
        seen.page.get_by_test_id("stExpandSidebarButton").get_by_role("button").or_(
            seen.page.locator("button[data-testid=stExpandSidebarButton]")
        ).first.click()
        seen.page.get_by_role("link", name="Indicatore", exact=True).click()
        expect(seen.page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
        expect(seen.page).to_have_title(re.compile("Indicatore"))


def test_a_link_of_the_menu_opened_in_a_new_tab_keeps_the_choices(wide: Visit) -> None:
    wide.open("/kpi?territory=ITI1&tables=open&lang=en&kpi=joint_actions")
    with wide.page.context.expect_page() as opened:
        wide.page.get_by_role("link", name="Data", exact=True).click(modifiers=["ControlOrMeta"])
    tab = opened.value
    expect(tab).to_have_title("Data · Toscana · Osservatorio COOP 4.0", timeout=20_000)
    assert "territory=ITI1" in tab.url and "tables=open" in tab.url and "lang=en" in tab.url
    tab.close()


@pytest.mark.parametrize("below", ["", "dati"], ids=["stripped", "base path"])
def test_below_a_path_behind_a_proxy(below: str, demo_release: Path, visitors: Visitors, tmp_path: Path) -> None:
    if NGINX is None:
        pytest.skip("nginx is not installed on this machine (Debian: apt-get install nginx)")
    server, port = free_port(), free_port()
    text = PROXY.format(folder=tmp_path, port=port, server=server, below=f"/{below}" if below else "")
    (tmp_path / "nginx.conf").write_text(text if not below else text.replace("/coop/", f"/{below}/"), encoding="utf-8")
    app = start(demo_release, server, below)
    proxy = subprocess.Popen([NGINX, "-c", str(tmp_path / "nginx.conf")], stderr=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{port}/{below or 'coop'}"
        time.sleep(0.5)
        for seen in visit(visitors(1280, 720, "light"), base):
            seen.open("/kpi?territory=ITC4")
            choose(seen.page, "Toscana")
            reads(seen.page, "Toscana")
            assert seen.page.url.startswith(f"{base}/kpi?") and "ITI1" in seen.page.url
            seen.page.get_by_role("link", name="Dati", exact=True).click()
            seen.page.wait_for_url(f"{base}/dati**")
            assert (seen.troubles, seen.outside) == ([], [])
    finally:
        for process in (proxy, app):
            process.terminate()
            process.wait(timeout=20)


def test_the_first_choice_after_a_restart_counts(demo_release: Path, visitors: Visitors) -> None:
    port = free_port()
    app = start(demo_release, port)
    try:
        for seen in visit(visitors(1280, 720, "light"), f"http://127.0.0.1:{port}"):
            seen.open("/kpi?territory=ITC4")
            app.terminate()
            app.wait(timeout=20)
            seen.page.wait_for_selector('.stApp:not([data-test-connection-state="CONNECTED"])')
            app = start(demo_release, port)
            seen.page.wait_for_selector('.stApp[data-test-connection-state="CONNECTED"]', timeout=30_000)
            choose(seen.page, "Toscana")
            reads(seen.page, "Toscana")
            assert "territory=ITI1" in seen.page.url
    finally:
        app.terminate()
        app.wait(timeout=20)
