"""Steps of readers' journeys in Chromium, and servers that a test starts, ends and starts again."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.helpers.browser import ROOT


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
