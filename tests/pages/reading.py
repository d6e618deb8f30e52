"""How the page tests open a page and read what it says."""

import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui.navigation import PLACES

ROOT = Path(__file__).resolve().parents[2]
PAGES = tuple(place.file for place in PLACES)


def open_page(page: str, releases: Path, monkeypatch: pytest.MonkeyPatch, **parameters: str) -> AppTest:
    """Run the frame with ``releases`` and go to a page, with parameters in its address and all data open."""
    monkeypatch.setenv("OSSERVATORIO_RELEASES", str(releases))
    app = AppTest.from_file(str(ROOT / "ui" / "frame.py"), default_timeout=60)
    for name, value in ({"tables": "open"} | parameters).items():
        app.query_params[name] = value
    app.run()
    if page != "sintesi":
        app.switch_page(f"../pages/{page}.py").run()
    return app


def said(app: AppTest) -> str:
    """All HTML of a page as plain text."""
    bodies = " ".join(item.proto.body for item in app.get("html"))
    return unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", bodies, flags=re.DOTALL))


def lead(app: AppTest) -> str:
    """The answer in one sentence."""
    for item in app.get("html"):
        if 'class="lead"' in item.proto.body:
            return unescape(re.sub(r"<[^>]+>", "", item.proto.body))
    raise AssertionError("the page gives no answer")


def items_of(app: AppTest, name: str) -> list[str]:
    """The items of all lists of a class, as plain text."""
    bodies = [item.proto.body for item in app.get("html") if f'<ul class="{name}">' in item.proto.body]
    return [unescape(re.sub(r"<[^>]+>", "", one)) for body in bodies for one in re.findall(r"<li>(.*?)</li>", body)]
