"""Times pages: opened in Chromium beside an empty app, and run again on a server after a choice."""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
from playwright.sync_api import Page, sync_playwright

from bench.reader import reader
from engine.release import read_only, release_of
from ui.state.navigation import PLACES, path

ROOT = Path(__file__).resolve().parent.parent
# True once the page is complete: no skeleton, no running script, a drawing in every chart.
DRAWN = """() => !document.querySelector('[data-testid=stSkeleton]')
  && document.querySelector('[data-test-script-state]')?.dataset.testScriptState === 'notRunning'
  && document.querySelector('h1')
  && [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(one => one.querySelector('.main-svg'))"""
CHOICES = ("IT", "ITC4", "ITH5", "ITI1", "ITF3", "ITH55", "ITC4C", "ITI43")
DATES = ("2020-12-31", "2020-06-30", "2019-12-31", "2019-06-30")


@contextmanager
def served(script: str, releases: Path | None = None) -> Iterator[str]:
    """Run a Streamlit server on a free port; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | ({"OSSERVATORIO_RELEASES": str(releases)} if releases else {})
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.25)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def opened(releases: dict[str, Path], runs: int) -> dict[str, dict[str, float]]:
    """Median seconds from navigation to the last figure drawn: each page of each release, and the empty app.

    One round opens the empty app and every page of every release in turn, each in a tab of its own; the first round
    warms servers and browser and does not count.
    """
    seconds_of: dict[str, dict[str, list[float]]] = {name: {} for name in ("empty app", *releases)}
    with sync_playwright() as playwright, served("bench/empty_app.py") as empty:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        servers = {name: served("dashboard.py", folder) for name, folder in releases.items()}
        bases = {name: server.__enter__() for name, server in servers.items()}
        context = browser.new_context(viewport={"width": 1280, "height": 720})
        for turn in range(runs + 1):
            for name, base, place in [("empty app", empty, "/")] + [
                (name, base, path(place)) for name, base in bases.items() for place in PLACES
            ]:
                page = context.new_page()
                seconds = _open(page, base + place)
                page.close()
                if turn:
                    seconds_of[name].setdefault(place, []).append(seconds)
        browser.close()
        for server in servers.values():
            server.__exit__(None, None, None)
    return {
        name: {place: round(statistics.median(many), 3) for place, many in places.items()}
        for name, places in seconds_of.items()
    }


def _open(page: Page, address: str) -> float:
    start = time.perf_counter()
    page.goto(address)
    page.wait_for_function(DRAWN, timeout=60_000)
    return time.perf_counter() - start


def again(releases: Path, runs: int) -> dict[str, list[float]]:
    """Seconds from a choice of territory or date until the whole page has arrived: ``runs`` values for each page.

    A new server and session for each page, so that nothing is cached; the first 32 choices are all different.
    """
    seconds_of = {}
    for place in PLACES:
        with served("dashboard.py", releases) as base, reader(base) as session:
            page = path(place)[1:]
            session.seconds(page)
            seconds_of[place.file] = [
                session.seconds(
                    page, territory=CHOICES[number % len(CHOICES)], as_of=DATES[number // len(CHOICES) % len(DATES)]
                )
                for number in range(runs)
            ]
    return seconds_of


def percentiles(seconds: dict[str, list[float]]) -> dict[str, tuple[float, float]]:
    """Median and 95th percentile of each list."""
    found = {name: np.percentile(many, (50, 95)).round(3).tolist() for name, many in seconds.items()}
    return {name: (middle, slow) for name, (middle, slow) in found.items()}


def pandas_seconds(releases: Path, runs: int) -> list[float]:
    """Seconds of one question of a page answered by pandas in memory: cooperatives reached by region up to a date."""
    with read_only(release_of(releases, None)) as connection:
        facts = connection.execute("SELECT month_end, province, cooperative FROM fact_pid_activity").df()
        regions = dict(connection.execute("SELECT territory, parent FROM dim_territory").fetchall())
    seconds_of = []
    for number in range(runs):
        start = time.perf_counter()
        past = facts[facts["month_end"] <= pd.Timestamp(DATES[number % len(DATES)])]
        past.assign(region=past["province"].map(regions)).groupby("region")["cooperative"].nunique()
        seconds_of.append(time.perf_counter() - start)
    return seconds_of
