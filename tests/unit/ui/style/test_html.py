"""Templates: values are escaped, a missing one is an error, layout of the file is not output, every file compiles."""

from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from jinja2 import UndefinedError

from tests.helpers.hostile import EVIL
from texts.translator import Words
from ui.components import facts, notices, text_blocks
from ui.style import html
from ui.style.theme import BADGES, DARK, LIGHT, STATUSES, Theme

WORDS = Words("it")


@pytest.fixture
def bodies(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is put on the page, in order."""
    sent: list[str] = []
    monkeypatch.setattr(st, "html", sent.append)
    return sent


def test_the_engine_escapes_by_default_and_every_template_compiles() -> None:
    assert html.TEMPLATES.autoescape is True
    html.load_templates()
    files = {str(path.relative_to(html.FOLDER / "templates")) for path in (html.FOLDER / "templates").rglob("*.*")}
    assert len(files) > 9 and files == set(html.TEMPLATES.list_templates())


def test_no_template_switches_escaping_off() -> None:
    for path in Path(html.FOLDER / "templates").rglob("*.*"):
        source = path.read_text(encoding="utf-8")
        assert "safe" not in source and "autoescape" not in source, path.name


@pytest.mark.parametrize("name", EVIL)
def test_a_hostile_name_is_text_wherever_it_stands(name: str, bodies: list[str]) -> None:
    text_blocks.lead(name)
    text_blocks.section_heading(name)
    text_blocks.paragraph(name)
    text_blocks.bullet_list([name])
    text_blocks.footnote(name)
    notices.notice(name)
    notices.banner(name, name)
    facts.facts([facts.Fact(name, name, html.badge("observed", WORDS, LIGHT) + " " + name)])
    bodies.append(html.link(html.page_address("kpi", {"kpi": name}), name))
    for body in bodies:
        assert name in unescape(body), "it reaches the page"
        assert not [tag for tag in ("<script", "<img", "<b>") if tag in body], body


def test_a_banner_without_a_sign_holds_the_sentence_alone(bodies: list[str]) -> None:
    notices.banner("!", "A & B")
    notices.banner("", "A & B", role="alert")
    assert bodies == [
        '<div class="banner" role="note"><strong>!</strong> A &amp; B</div>',
        '<div class="banner" role="alert">A &amp; B</div>',
    ]


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        html.render("notice.html", role="note")


def test_line_breaks_of_a_template_are_not_output_and_those_of_values_are() -> None:
    made = html.render("bullet_list.html", items=["one\n  two", "three"])
    assert made == '<ul class="told"><li>one\n  two</li><li>three</li></ul>'


def test_an_address_is_encoded_and_then_escaped() -> None:
    address = html.page_address("kpi", {"kpi": "a b", "territory": "IT&x"})
    assert address == "kpi?kpi=a%20b&territory=IT%26x"
    assert html.link(address, "A & B") == ('<a href="kpi?kpi=a%20b&amp;territory=IT%26x" target="_self">A &amp; B</a>')
    assert html.page_address("kpi", {}) == "kpi"


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_marks_have_glyph_word_and_colour(theme: Theme) -> None:
    for status, (glyph, word) in BADGES.items():
        made = html.badge(status, WORDS, theme)
        assert glyph in made and WORDS.t(word) in made and theme.badge_grounds[status] in made
    for status, (glyph, word) in STATUSES.items():
        made = html.judgement(status, WORDS, theme)
        assert glyph in made and WORDS.t(word) in made and theme.statuses[status] in made


def test_a_fact_leaves_out_what_it_does_not_have(bodies: list[str]) -> None:
    facts.facts([facts.Fact("a", note=""), facts.Fact("b", "1")])
    assert bodies == [
        '<div class="facts"><div><div class="fact-name">a</div><div class="fact-note"></div></div>'
        '<div><div class="fact-name">b</div><div class="fact-value">1</div></div></div>'
    ]


def test_the_style_element_holds_the_rules_unescaped() -> None:
    made = html.stylesheet(DARK)
    assert made.startswith(f"<style>:root{{--main:{DARK.main};") and made.endswith("</style>") and "&" not in made
