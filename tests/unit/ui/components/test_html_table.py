"""Tables written as HTML: what stands in a cell, what is missing, and names that would be markup."""

import pandas as pd
import pytest
import streamlit as st
from lxml.html import HtmlElement, fromstring

from texts.translator import Words
from ui.components.html_table import html_table

TABLE = pd.DataFrame(
    {
        "Nome": ["<script>alert(1)</script>", "A & B", None],
        "Righe": pd.array([1234, 0, None], dtype="Int64"),
        "Quota": [12.345, float("nan"), -0.5],
        "Indirizzo": ["https://a.it/?x=1&y=2", "javascript:alert(1)", ""],
    }
)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> HtmlElement:
    bodies: list[str] = []
    monkeypatch.setattr(st, "html", bodies.append)
    html_table(TABLE, 'Chi "pubblica" <b>', Words("it"))
    return fromstring(bodies[0])


def test_cells_are_texts_in_the_reader_s_form(drawn: HtmlElement) -> None:
    rows = [[cell.text_content() for cell in row] for row in drawn.iter("tr")]
    assert rows == [
        list(TABLE.columns),
        ["<script>alert(1)</script>", "1.234", "12,35", "https://a.it/?x=1&y=2"],
        ["A & B", "0", "", "javascript:alert(1)"],
        ["", "", "-0,5", ""],
    ]
    assert {element.tag for element in drawn.iter()} == {"div", "table", "thead", "tbody", "tr", "th", "td", "a"}


def test_only_an_address_of_the_web_is_a_link(drawn: HtmlElement) -> None:
    assert [link.get("href") for link in drawn.iter("a")] == ["https://a.it/?x=1&y=2"]


def test_who_cannot_see_it_hears_what_it_is(drawn: HtmlElement) -> None:
    assert drawn.get("aria-label") == 'Chi "pubblica" <b>' and drawn.get("tabindex") == "0"
    assert [head.get("scope") for head in drawn.iter("th")] == ["col"] * 4 + ["row"] * 3
    assert [head.get("class") for head in drawn.findall(".//thead//th")] == [None, "number", "number", None]
