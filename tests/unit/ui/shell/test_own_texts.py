"""The table of Streamlit's own texts: each is one of the installed version's, and each language has its own."""

from functools import cache

import pytest

from ui.shell.middleware import PARTS
from ui.shell.own_texts import EVERY, own_texts

# Said by the library of its lists, in the browser's language, and by the server: not words of the page's own code.
ELSEWHERE = {"{x} options available.", "{x} option available.", "Failed to generate file for download"}


@cache
def code() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in PARTS.glob("*.js"))


@pytest.mark.parametrize("theirs", [one for one in EVERY if one not in ELSEWHERE])
def test_each_text_is_one_of_this_version(theirs: str) -> None:
    """One that a later version words differently would be English again without anybody noticing."""
    parts = [part for whole in theirs.split("{x}") for part in whole.split(". ")]
    assert [part for part in parts if part.strip(": .") and part.strip(": .") not in code()] == []


def test_both_languages_say_it_and_keep_what_differs() -> None:
    for theirs, it, en in own_texts():
        assert it not in (en, theirs), theirs
        assert ("{x}" in theirs) >= ("{x}" in it) == ("{x}" in en)
