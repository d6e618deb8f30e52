"""Every page in both languages and themes, wide and at 390 px: drawn, sound, without a violation that axe knows."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from engine import open_release
from tests.helpers.browser import QUIET, Visit, Visitors, visit
from tests.helpers.releases import served
from texts.translator import LANGUAGES, Words
from ui.state.navigation import PLACES, Place, path
from ui.style.theme import DARK

pytestmark = pytest.mark.browser
# every rule of the levels is run; only what is broken is written down in full
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
MOST_TABS = 80
Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
SIZES = {"light": (1280, 720), "dark": (390, 844)}
FOCUS = "(() => { const e = document.activeElement; return (e.innerText || e.ariaLabel || e.value || '').trim() })()"


@pytest.fixture
def reader(visitors: Visitors, dashboard: str) -> Iterator[Visit]:
    yield from visit(visitors(1280, 720, "light"), dashboard)


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.1 A and AA: rule, place and summary of each."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def settle(page: Page) -> None:
    page.wait_for_timeout(300)
    page.wait_for_function(QUIET, timeout=60_000)
    page.wait_for_timeout(300)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_is_for_everybody(lang: str, theme: Theme, visitors: Visitors, dashboard: str) -> None:
    """From page to page by the menu, as a reader goes: light ones on a wide screen, dark ones on a telephone."""
    words, (width, height) = Words(lang), SIZES[theme]
    for seen in visit(visitors(width, height, theme), dashboard):
        seen.open(f"/?lang={lang}")
        for place in PLACES:
            go_to(seen.page, words.t(place.name), words.t(place.question))
            said = seen.page.inner_text(".banner")
            assert ("Dati dimostrativi" if lang == "it" else "Demonstration data") in said
            charts = seen.page.query_selector_all('[data-testid="stPlotlyChart"]')
            assert charts or seen.page.query_selector(".board tbody tr, .listing tbody tr"), (
                f"{place.file}: a figure or a table"
            )
            assert all(chart.query_selector(".main-svg") for chart in charts), f"{place.file}: a figure"
            for chart in charts:
                told = chart.evaluate("e => (e.closest('[aria-label]') || e.querySelector('[aria-label]'))?.ariaLabel")
                assert told and len(told) > 20, place.file
            assert violations(seen.page) == [], place.file
            assert seen.sideways == 0, place.file
            assert (seen.outside, seen.troubles, seen.exceptions) == ([], [], []), place.file


def go_to(page: Page, name: str, question: str) -> None:
    """Follow the menu, which is folded on a telephone, and wait until the page asks its question."""
    page.evaluate(
        "name => [...document.querySelectorAll('[data-testid=stPageLink] a')]"
        ".find(a => a.innerText.trim() === name).click()",
        name,
    )
    page.wait_for_function("question => document.querySelector('h1')?.innerText === question", arg=question)
    settle(page)


@pytest.mark.parametrize("place", PLACES[1::3], ids=lambda place: place.file)
def test_a_pasted_link_opens_its_page(place: Place, reader: Visit) -> None:
    reader.open(f"{path(place)}?lang=en&territory=ITH5&as_of=2020-06-30")
    page = reader.page
    assert page.inner_text("h1") == Words("en").t(place.question)
    assert page.get_attribute("html", "lang") == "en" and "territory=ITH5" in page.url
    assert (reader.outside, reader.troubles, reader.exceptions) == ([], [], [])


def test_another_preference_of_colours_changes_the_page_at_once(reader: Visit) -> None:
    reader.open("/?territory=ITH5")
    reader.page.emulate_media(color_scheme="dark")
    reader.page.wait_for_function(
        f"getComputedStyle(document.documentElement).getPropertyValue('--text') === '{DARK.text}'"
    )
    assert "territory=ITH5" in reader.page.url


def test_axe_would_tell(reader: Visit) -> None:
    """What keeps the test above honest: a picture without words and a pale text are found."""
    reader.open("/")
    reader.page.evaluate(
        "document.querySelector('.lead').insertAdjacentHTML('afterend', "
        '\'<img src="data:,"><p style="color:#bbb;background:#fff">pallido</p>\')'
    )
    told = " ".join(violations(reader.page))
    assert "image-alt" in told and "color-contrast" in told


def tab_to(page: Page, text: str) -> None:
    """Press Tab until what has the focus says ``text``; fails after as many steps as nobody would go."""
    seen = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUS))
        if seen[-1].startswith(text):
            return
    raise AssertionError(f"{text!r} is not reached by keyboard: {seen}")


def test_by_keyboard_alone_to_the_figures_of_a_province_and_their_file(reader: Visit, demo_release: Path) -> None:
    page = reader.page
    reader.open("/territori")
    page.evaluate("document.activeElement.blur()")
    tab_to(page, "Territorio")
    page.keyboard.type("Bologna")
    page.keyboard.press("Enter")
    page.wait_for_function("document.body.innerText.includes('Bologna: tutti gli indicatori')")
    settle(page)
    assert "territory=ITH55" in page.url
    tab_to(page, "Scarica in CSV")
    settle(page)
    if not page.evaluate(FOCUS).startswith("Scarica in CSV"):  # the page was still being drawn: the button is a new one
        tab_to(page, "Scarica in CSV")
    with page.expect_download() as given:
        page.keyboard.press("Enter")
    text = Path(given.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert "ITH55" in given.value.suggested_filename
    with open_release(served(demo_release)) as connection:
        told = connection.execute(
            "SELECT k.name_it, p.value FROM kpi_published p JOIN kpi k USING (kpi) WHERE p.territory = 'ITH55' "
            "AND p.kpi = 'coops_reached' AND p.breakdown = 'total' ORDER BY p.as_of DESC LIMIT 1"
        ).fetchall()[0]
    row = next(row for row in rows if row["Indicatore"] == told[0])
    assert float(row["Numeratore"]) == told[1] and row["Rispetto a"] == Words("it").t("per 1,000 active cooperatives")
