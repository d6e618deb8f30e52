"""A dashboard server on a free port, and a Chromium that can reach no other host."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.sync_api import BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]


# Chromium finds no host but this machine, and without the others it asks itself for hosts that no page asked for.
FLAGS = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


# OSSERVATORIO_WINDOWS=all: every page in every width and theme and on paper from each, where the default takes turns.
ALL_WINDOWS = os.environ.get("OSSERVATORIO_WINDOWS") == "all"
Visitors = Callable[[int, int, Literal["light", "dark"]], BrowserContext]


QUIET = (
    "!document.querySelector('[data-testid=stSkeleton]') && "
    "document.querySelector('[data-test-script-state]')?.dataset.testScriptState === 'notRunning'"
)


def chromium() -> str | None:
    """The path of Chromium; None where it is not installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@dataclass
class Visit:
    """A page with the errors of its console and network (``troubles``) and its requests elsewhere (``outside``)."""

    page: Page
    base: str
    troubles: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to a path and wait until the page is complete."""
        self.page.goto(self.base + path)
        self.page.wait_for_selector("h1", timeout=60_000)
        self.page.wait_for_function(QUIET, timeout=60_000)
        self.page.wait_for_timeout(400)

    @property
    def exceptions(self) -> list[str]:
        """Texts of the exception boxes on the page."""
        return [box.inner_text() for box in self.page.query_selector_all('[data-testid="stException"]')]

    @property
    def sideways(self) -> int:
        """Pixels by which the page can be scrolled sideways."""
        return int(
            self.page.evaluate(
                "Math.max(0, ...['[data-testid=stMain]', 'html'].map(s => document.querySelector(s))"
                ".map(e => e.scrollWidth - e.clientWidth))"
            )
        )


def serve(releases: Path, *options: str) -> Iterator[str]:
    """Run the dashboard on a free port, with Streamlit's ``options``; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port), *options]
    environment = os.environ | {"OSSERVATORIO_RELEASES": str(releases)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{base}/_stcore/health", timeout=1)  # noqa: S310 - our own address
                break
            except OSError:
                time.sleep(0.25)
        yield base
    finally:
        process.terminate()
        process.wait(timeout=20)


def visit(context: BrowserContext, base: str) -> Iterator[Visit]:
    """A new page without cookies, whose errors and requests to other hosts are recorded.

    Nothing is intercepted, as that would make Chromium fetch everything anew each time; it can find no other host.
    """
    context.clear_cookies()
    page = context.new_page()
    seen = Visit(page, base)
    own = (base, base.replace("http:", "ws:"), "data:", "blob:")

    def note(url: str) -> None:
        if not url.startswith(own):
            seen.outside.append(url)

    page.on("request", lambda request: note(request.url))
    page.on("websocket", lambda socket: note(socket.url))
    page.on("console", lambda m: seen.troubles.append(f"console: {m.text}") if m.type == "error" else None)
    page.on("pageerror", lambda error: seen.troubles.append(f"script: {error}"))
    page.on("requestfailed", lambda request: seen.troubles.append(f"failed: {request.url}"))
    page.on("response", lambda r: seen.troubles.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
    yield seen
    page.close()
