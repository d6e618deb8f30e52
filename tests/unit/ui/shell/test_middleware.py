"""The one HTML page of the server: its language, its base address, and what it loads before it is asked for."""

import json
import re

import pytest

from ui.shell.middleware import DRAWN_WITH, PARTS, rewritten

PAGE = b'<html lang="en"><head><title>Streamlit</title></head><body></body></html>'


@pytest.mark.parametrize("lang", ["it", "en"])
def test_the_page_speaks_the_reader_s_language_and_nothing_is_lost(lang: str) -> None:
    page = rewritten(PAGE, lang).decode()
    assert page.startswith(f'<html lang="{lang}"><head>') and page.endswith("</head><body></body></html>")
    assert "<title>Osservatorio COOP 4.0</title>" in page and page.count("BACKEND_BASE_URL") == 1


def test_what_is_loaded_early_is_there_in_this_version_of_streamlit() -> None:
    """A part that Streamlit renames would be loaded late again without anybody noticing."""
    page = rewritten(PAGE, "it").decode()
    asked = re.findall(r'<link rel="modulepreload" crossorigin href="\./static/js/([^"]+)">', page)
    (listed,) = re.findall(r"window\.drawnWith=(\[.*?\])", page)
    assert [name.removeprefix("./static/js/") for name in json.loads(listed)] == asked
    assert [name.split(".")[0] for name in asked] == list(DRAWN_WITH)
    assert all((PARTS / name).is_file() for name in asked)
