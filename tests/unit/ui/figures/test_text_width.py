"""The width of texts: tags and entities are not drawn, the longest line counts, wide letters are wider."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.figures.base.text_width import widest, width


@pytest.mark.parametrize(
    ("text", "alike"),
    [("<b>Lazio</b>", "Lazio"), ("A &amp; B", "A & B"), ("Valle d&#x27;Aosta<br>di", "Valle d'Aosta"), ("", "")],
)
def test_what_is_not_drawn_has_no_width(text: str, alike: str) -> None:
    assert width(text) == width(alike)


@given(st.text(alphabet="abcilmMW 0%.", max_size=20), st.text(alphabet="abcilmMW 0%.", min_size=1, max_size=5))
def test_a_longer_text_is_wider_and_type_grows_in_proportion(text: str, more: str) -> None:
    assert width(text + more) > width(text)
    assert width(text, 24) == pytest.approx(2 * width(text, 12))


def test_room_is_for_the_widest() -> None:
    assert widest(["Emilia-Romagna", "Lazio"]) == round(width("Emilia-Romagna")) > widest(["Lazio"]) > widest([]) == 0
