"""Opens pages with Streamlit's AppTest and reads their texts, tables and charts."""

import json
import re
from copy import copy
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from lxml.html import fromstring
from streamlit.testing.v1 import AppTest

import ui.components.figure_card
from ui.components.download_buttons import download_buttons, file_notes
from ui.state.navigation import PLACES

ROOT = Path(__file__).resolve().parents[2]
PAGES = tuple(place.file for place in PLACES)
WRITTEN = ("markdown", "caption", "title", "error", "warning", "info", "success")


def open_page(page: str, releases: Path, monkeypatch: pytest.MonkeyPatch, **parameters: str) -> AppTest:
    """Open a page of ``releases`` by its address, as a pasted link does, with its parameters and all data open."""
    monkeypatch.setenv("OSSERVATORIO_RELEASES", str(releases))
    app = AppTest.from_file(str(ROOT / "ui" / "frame.py"), default_timeout=60)
    for name, value in ({"tables": "open"} | parameters).items():
        app.query_params[name] = value
    if page != PAGES[0]:
        app.switch_page(f"../pages/{page}.py")  # known before the first run, as files and addresses are named alike
    return app.run()


def said(app: AppTest) -> str:
    """All HTML of a page as plain text."""
    bodies = " ".join(item.proto.body for item in app.get("html"))
    return unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", bodies, flags=re.DOTALL))


def lead(app: AppTest) -> str:
    """The sentence that answers the page's question."""
    for item in app.get("html"):
        if 'class="lead' in item.proto.body:
            return unescape(re.sub(r"<[^>]+>", "", item.proto.body))
    raise AssertionError("the page gives no answer")


def items_of(app: AppTest, name: str) -> list[str]:
    """The items of all lists of a class, as plain text."""
    bodies = [item.proto.body for item in app.get("html") if f'<ul class="{name}">' in item.proto.body]
    return [unescape(re.sub(r"<[^>]+>", "", one)) for body in bodies for one in re.findall(r"<li>(.*?)</li>", body)]


def listings(app: AppTest) -> list[pd.DataFrame]:
    """The tables written as HTML, each cell as the text that a reader sees."""
    found = []
    for item in app.get("html"):
        if 'class="listing"' in item.proto.body:
            rows = [[cell.text_content() for cell in row] for row in fromstring(item.proto.body).iter("tr")]
            found.append(pd.DataFrame(rows[1:], columns=rows[0]))
    return found


@dataclass(frozen=True)
class Seen:
    """One page as it was drawn. ``charts``: key, specification and alternative text of each; ``given``: key, table and
    notes of every card that gives files; ``labels``: texts in which Streamlit reads Markdown."""

    page: str
    app: AppTest
    given: dict[str, tuple[pd.DataFrame, dict[str, str]]]

    @property
    def bodies(self) -> list[str]:
        """The pieces of HTML, style sheet left out."""
        return [body for item in self.app.get("html") if not (body := item.proto.body).startswith("<style>")]

    @property
    def charts(self) -> list[tuple[str, dict[str, Any], str]]:
        """Key, specification and alternative text of every chart."""
        found = (item.proto for item in self.app.get("plotly_chart"))
        return [(one.id.rsplit("-", 1)[-1], json.loads(one.spec), one.alt) for one in found]

    @property
    def frames(self) -> list[pd.DataFrame]:
        """Every table on the page."""
        return [frame.value for frame in self.app.dataframe] + listings(self.app)

    @property
    def labels(self) -> list[str]:
        """Labels, helps, captions and Markdown: what Streamlit would read as markup."""
        kinds = (
            "selectbox", "multiselect", "select_slider", "slider", "button", "download_button", "expander", "checkbox",
            "radio", "tab",
        )  # fmt: skip
        blocks = [item for kind in kinds for item in self.app.get(kind)]
        told = [str(getattr(item, "label", "")) + str(getattr(item, "help", "")) for item in blocks]
        return told + [str(item.value) for kind in WRITTEN for item in self.app.get(kind)]


def walk(releases: Path, pages: tuple[str, ...] = PAGES, **parameters: str) -> dict[str, Seen]:
    """Some pages of a release in the order of the menu, one after the other as a reader goes through them."""
    seen: dict[str, Seen] = {}
    given: dict[str, tuple[pd.DataFrame, dict[str, str]]] = {}

    def keep(context: Any, key: str, table: pd.DataFrame, notes: dict[str, str], *, picture: bool) -> None:
        given[key] = (table, file_notes(context, notes))
        download_buttons(context, key, table, notes, picture=picture)

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(ui.components.figure_card, "download_buttons", keep)
        for page in pages:
            given.clear()
            if not seen:
                app = open_page(page, releases, monkeypatch, **parameters)
            else:
                app.switch_page(f"../pages/{page}.py").run()
            seen[page] = Seen(page, copy(app), dict(given))
    return seen
