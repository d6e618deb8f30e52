"""A dashboard server on a free port and a Chromium that reaches nothing but it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.helpers.browser import FLAGS, Visitors, chromium, serve


@pytest.fixture(scope="session")
def dashboard(demo_release: Path) -> Iterator[str]:
    """The address of a dashboard that serves the demonstration release."""
    yield from serve(demo_release)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium; skips, saying so, where there is none."""
    path = chromium()
    if path is None:
        pytest.skip("Chromium is not installed on this machine (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def visitors(browser: Browser) -> Iterator[Visitors]:
    """One visitor for each kind of screen, who comes again with every test: what was fetched once is at hand."""
    contexts: dict[tuple[int, int, str], BrowserContext] = {}

    def visitor(width: int, height: int, scheme: Literal["light", "dark"]) -> BrowserContext:
        if (width, height, scheme) not in contexts:
            contexts[width, height, scheme] = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, locale="it-IT"
            )
        return contexts[width, height, scheme]

    yield visitor
    for context in contexts.values():
        context.close()
