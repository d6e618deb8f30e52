"""Every page in both languages, in windows of four widths, light and dark: sound, nothing cut, no fault that axe knows.

A reader goes from page to page by the menu and, on each, makes the window wider and narrower and changes the colours.
By default two windows a page and language, in both themes, which turn so that over both languages each page is seen in
every width; OSSERVATORIO_WINDOWS=all takes all eight of them.
"""

from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.helpers.axe import violations
from tests.helpers.browser import ALL_WINDOWS as ALL
from tests.helpers.browser import QUIET, Visit, Visitors, visit
from tests.helpers.foreign import foreign
from texts.translator import LANGUAGES, Words
from ui.figures.base.text_width import SPARE, width
from ui.state.navigation import PLACES
from ui.style.theme import DARK, LIGHT

pytestmark = pytest.mark.browser
Theme = Literal["light", "dark"]
Window = tuple[int, Theme]
HEIGHTS = {390: 844, 768: 1024, 1280: 720, 1920: 1080}
TEXT = {"light": LIGHT.text, "dark": DARK.text}
THEMES: tuple[Theme, Theme] = ("light", "dark")
CUT = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(figure => {
  const own = figure.getBoundingClientRect();
  return [...figure.querySelectorAll('.main-svg text')].filter(text => {
    const box = text.getBoundingClientRect(), shown = getComputedStyle(text);
    return box.width && shown.visibility !== 'hidden' && shown.opacity !== '0' &&
      (box.left < own.left - 1 || box.right > own.right + 1 || box.top < own.top - 2 || box.bottom > own.bottom + 2);
  }).map(text => `${text.textContent} (${figure.closest('[class*="st-key-"]')?.className.match(/st-key-\\S+/)})`);
})"""
MEASURED = """texts => { const pen = document.createElement('canvas').getContext('2d');
  pen.font = '12px ' + getComputedStyle(document.querySelector('.js-plotly-plot text.xtick text, .js-plotly-plot text'))
    .fontFamily; return texts.map(text => pen.measureText(text).width); }"""
THEMED = "text => getComputedStyle(document.documentElement).getPropertyValue('--text') === text"
FOLLOW = """name => [...document.querySelectorAll('[data-testid=stPageLink] a')]
  .find(a => a.innerText.trim() === name).click()"""


def windows_of(page: int, lang: int) -> list[Window]:
    """The windows for a page in a language; in the other language it is seen in the other widths and themes."""
    widths, themes = list(HEIGHTS), THEMES if page % 2 else THEMES[::-1]  # a page begins in the colours of the last one
    if ALL:
        return [(width, theme) for theme in themes for width in widths]
    first = (page + lang) % 2 + 2 * (page // 2 % 2)
    return [(widths[first], themes[0]), (widths[(first + 2) % 4], themes[1])]


def settle(page: Page) -> None:
    page.wait_for_timeout(200)
    page.wait_for_function(QUIET, timeout=60_000)
    page.wait_for_timeout(200)


def assert_drawn(seen: Visit, lang: str, name: str) -> None:
    """Figures that are told aloud, and generated data that are called so."""
    said = seen.page.inner_text(".banner")
    assert ("Dati dimostrativi" if lang == "it" else "Demonstration data") in said
    charts = seen.page.query_selector_all('[data-testid="stPlotlyChart"]')
    assert charts or seen.page.query_selector(".board tbody tr, .listing tbody tr"), f"{name}: a figure or a table"
    assert all(chart.query_selector(".main-svg") for chart in charts), f"{name}: a figure"
    for chart in charts:
        told = chart.evaluate("e => (e.closest('[aria-label]') || e.querySelector('[aria-label]'))?.ariaLabel")
        assert told and len(told) > 20, name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_is_whole_in_every_window(lang: str, visitors: Visitors, dashboard: str) -> None:
    words = Words(lang)
    for seen in visit(visitors(1280, 720, "light"), dashboard):
        seen.open(f"/?lang={lang}")
        for number, place in enumerate(PLACES):
            seen.page.evaluate(FOLLOW, words.t(place.name))
            seen.page.wait_for_function(
                "question => document.querySelector('h1')?.innerText === question", arg=words.t(place.question)
            )
            settle(seen.page)
            assert_drawn(seen, lang, place.file)
            assert foreign(seen.page, lang) == [], place.file
            for wide, theme in windows_of(number, LANGUAGES.index(lang)):
                where = f"{place.file} at {wide} px, {theme}"
                seen.page.set_viewport_size({"width": wide, "height": HEIGHTS[wide]})
                seen.page.emulate_media(color_scheme=theme)
                seen.page.wait_for_function(THEMED, arg=TEXT[theme])
                settle(seen.page)
                assert seen.page.evaluate(CUT) == [], where
                assert seen.sideways == 0, where
                assert violations(seen.page) == [], where
            assert (seen.outside, seen.troubles, seen.exceptions) == ([], [], []), place.file


def test_the_windows_are_all_there() -> None:
    """Over both languages each page is seen in each width, in each language in both themes; all pages in all eight."""
    every = {(width, theme) for width in HEIGHTS for theme in TEXT}
    seen = [[windows_of(page, lang) for lang in range(len(LANGUAGES))] for page in range(len(PLACES))]
    for both in seen:
        assert {width for one in both for width, _ in one} == set(HEIGHTS)
        assert all({theme for _, theme in one} == set(TEXT) for one in both)
    assert {window for both in seen for one in both for window in one} == every


def test_texts_are_as_wide_as_they_are_reckoned(visitors: Visitors, dashboard: str) -> None:
    texts = ["Emilia-Romagna", "Friuli-Venezia Giulia", "9.560 (n = 1.234)", "Voucher, Misura B", "WWW %…", "illi"]
    for seen in visit(visitors(1280, 720, "light"), dashboard):
        seen.open("/kpi")
        for text, drawn in zip(texts, seen.page.evaluate(MEASURED, texts), strict=True):
            assert drawn <= width(text) <= drawn * SPARE * 1.03 + 1, text
