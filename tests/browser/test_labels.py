"""No label of a figure is cut: each text lies within its figure, on every page, in both languages, at both widths."""

from typing import Literal

import pytest

from tests.helpers.browser import Visitors, visit
from texts.translator import LANGUAGES
from ui.figures.base.text_width import SPARE, width
from ui.state.navigation import PLACES, path

pytestmark = pytest.mark.browser
WINDOWS: tuple[tuple[int, int, Literal["light", "dark"]], ...] = ((1280, 720, "light"), (390, 844, "dark"))
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


@pytest.mark.parametrize("window", WINDOWS, ids=["1280", "390"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_label_is_cut(
    lang: str, window: tuple[int, int, Literal["light", "dark"]], visitors: Visitors, dashboard: str
) -> None:
    cut = {}
    for seen in visit(visitors(*window), dashboard):
        for place in PLACES:
            seen.open(f"{path(place)}?lang={lang}")
            found = seen.page.evaluate(CUT)
            if found:
                cut[place.file] = found
    assert cut == {}


def test_texts_are_as_wide_as_they_are_reckoned(visitors: Visitors, dashboard: str) -> None:
    texts = ["Emilia-Romagna", "Friuli-Venezia Giulia", "9.560 (n = 1.234)", "Voucher, Misura B", "WWW %…", "illi"]
    for seen in visit(visitors(*WINDOWS[0]), dashboard):
        seen.open("/kpi")
        for text, drawn in zip(texts, seen.page.evaluate(MEASURED, texts), strict=True):
            assert drawn <= width(text) <= drawn * SPARE * 1.03 + 1, text
