"""How spellings are compared: what must be the same and what must stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.normalise.text_key import any_text_key, chamber_key, text_key


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (" Forlì-Cesena ", "FORLI' CESENA"),
        ("Sì", "si"),
        ("Valle d’Aosta", "valle d'aosta"),
        ("E‑commerce", "e commerce"),
    ],
)
def test_case_accents_and_punctuation_do_not_count(left: str, right: str) -> None:
    assert text_key(left) == text_key(right)


@pytest.mark.parametrize(
    ("left", "right"), [("A", "B"), ("SELFI4.0", "SELFI5.0"), ("Reggio Calabria", "Reggio Emilia")]
)
def test_letters_and_digits_count(left: str, right: str) -> None:
    assert text_key(left) != text_key(right)


@pytest.mark.parametrize(
    "text",
    ["Bologna", "CCIAA Bologna", "CCIAA di Bologna", "Camera di Commercio di Bologna", "C.C.I.A.A. Bologna",
     "Camera di commercio industria artigianato e agricoltura di Bologna", "camera commercio Bologna"],
)  # fmt: skip
def test_the_words_every_chamber_begins_with_do_not_count(text: str) -> None:
    assert chamber_key(text) == "bologna"


def test_a_name_of_such_words_alone_is_kept() -> None:
    assert chamber_key("Camera di commercio") == text_key("Camera di commercio")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert text_key(text_key(text)) == text_key(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_the_short_way_for_ascii_leads_where_the_long_one_does(text: str) -> None:
    assert text_key(text) == any_text_key(text)
