"""Texts of Streamlit's own that stand on a page in another language than the reader's."""

import re

from playwright.sync_api import Page

from texts.translator import LANGUAGES
from ui.shell.own_texts import own_texts

SHOWN = """() => {
  const found = [];
  document.querySelectorAll("body, body *").forEach(one => {
    if (one.closest('[data-testid="stHtml"], .js-plotly-plot, script, style')) return;
    ["aria-label", "title", "placeholder", "alt"].forEach(name => found.push(one.getAttribute(name)));
    one.childNodes.forEach(node => node.nodeType === Node.TEXT_NODE && found.push(node.nodeValue.trim()));
  });
  return [...new Set(found.filter(Boolean))];
}"""


def foreign(page: Page, lang: str) -> list[str]:
    """The texts on the page that the table has in another language."""
    at = LANGUAGES.index(lang) + 1
    others = {row[column] for row in own_texts() for column in range(3) if column != at} - {
        row[at] for row in own_texts()
    }
    patterns = [re.compile(re.escape(one).replace(r"\{x\}", ".+"), re.DOTALL) for one in others]
    return [text for text in page.evaluate(SHOWN) if any(pattern.fullmatch(text) for pattern in patterns)]
