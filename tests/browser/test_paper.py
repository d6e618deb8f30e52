"""Paper: from a window of any width every page prints on A4, upright and across: no figure cut, no sheet blank.

OSSERVATORIO_WINDOWS=all prints each page from each window in both ways.
"""

from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.helpers.browser import ALL_WINDOWS as ALL
from tests.helpers.browser import Visitors, visit
from tests.helpers.printed import texts_on_pages
from ui.state.navigation import PLACES, path

pytestmark = pytest.mark.browser
WINDOWS: tuple[tuple[int, int, Literal["light"]], ...] = ((390, 844, "light"), (1920, 1080, "light"))
BETWEEN_MARGINS = {"upright": (702, 1031), "across": (1031, 702)}  # px of A4 at 96 to the inch, 12 mm off each edge
SIZES = "[...document.querySelectorAll('.js-plotly-plot')].map(one => one._fullLayout.width)"
CUT = """() => [...document.querySelectorAll('.js-plotly-plot')].filter(one => {
  const box = one.getBoundingClientRect(), most = document.documentElement.clientWidth;
  return box.right > most + 1 || [...one.querySelectorAll('.main-svg')].some(svg => {
    const own = svg.getBoundingClientRect();
    return own.right > most + 1 || own.right > one.parentElement.getBoundingClientRect().right + 1;
  });
}).map(one => one.closest('[class*="st-key-card_"]')?.className)"""
TALLER = """most => [...document.querySelectorAll('[class*="st-key-card_"]:has(.js-plotly-plot)')]
  .filter(one => one.getBoundingClientRect().height > most).map(one => one.className)"""
STILL_THERE = """() => ['stSidebar', 'stHeader', 'stToolbar', 'stDownloadButton'].filter(name =>
  [...document.querySelectorAll(`[data-testid="${name}"]`)].some(one => one.checkVisibility()))"""


def on_paper(page: Page, way: str) -> None:
    """Lay a page out as the browser does it for printing, but stay there."""
    width, height = BETWEEN_MARGINS[way]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.wait_for_timeout(100)


@pytest.mark.parametrize("number", range(len(PLACES)), ids=[place.file for place in PLACES])
def test_no_sheet_is_blank_and_no_figure_is_cut(number: int, visitors: Visitors, dashboard: str) -> None:
    """From a narrow window upright and from a wide one across; every second page the other way round."""
    ways = list(BETWEEN_MARGINS)
    for seen in visit(visitors(*WINDOWS[0]), dashboard):
        seen.open(path(PLACES[number]))
        for turn, (width, height, _) in enumerate(WINDOWS):
            seen.page.emulate_media(media="screen")
            seen.page.set_viewport_size({"width": width, "height": height})
            seen.page.wait_for_timeout(300)
            for way in ways if ALL else [ways[(number + turn) % 2]]:
                before = seen.page.evaluate(SIZES)
                assert min(texts_on_pages(seen.page.pdf(format="A4", landscape=way == "across"))) > 5, (width, way)
                seen.page.wait_for_timeout(300)
                assert seen.page.evaluate(SIZES) == before, "after printing the figures are as wide as the window again"
                on_paper(seen.page, way)
                assert seen.page.evaluate(CUT) == [], (width, way)
                assert seen.page.evaluate(TALLER, BETWEEN_MARGINS[way][1]) == [], (width, way)
                assert seen.page.evaluate(STILL_THERE) == [], (width, way)
                seen.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert seen.troubles == []
        seen.page.emulate_media(media="screen")
        seen.page.set_viewport_size({"width": WINDOWS[0][0], "height": WINDOWS[0][1]})
