"""By keyboard, by a pasted link, in other colours: what each page owes to everybody; axe itself is tried here too."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from engine import open_release
from tests.helpers.axe import violations
from tests.helpers.browser import QUIET, Visit, Visitors, visit
from tests.helpers.releases import served
from texts.translator import Words
from ui.state.navigation import PLACES, Place, path
from ui.style.theme import DARK

pytestmark = pytest.mark.browser
MOST_TABS = 80
FOCUS = "(() => { const e = document.activeElement; return (e.innerText || e.ariaLabel || e.value || '').trim() })()"


@pytest.fixture
def reader(visitors: Visitors, dashboard: str) -> Iterator[Visit]:
    yield from visit(visitors(1280, 720, "light"), dashboard)


def settle(page: Page) -> None:
    page.wait_for_timeout(300)
    page.wait_for_function(QUIET, timeout=60_000)
    page.wait_for_timeout(300)


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
