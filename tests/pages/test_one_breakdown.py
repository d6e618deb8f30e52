"""Association, sector and size class do not combine: it is said before a choice is lost, and after it which one was."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.helpers.pages import open_page, said
from tests.helpers.words import EN, IT
from texts.labels import category_names

BEFORE = {
    "it": "Una sola scelta fra associazione, settore e classe dimensionale: un'altra prende il posto di Legacoop.",
    "en": "One of association, sector and size class at a time: another choice takes the place of Legacoop.",
}
AFTER = {
    "it": " prende il posto di Legacoop: associazione, settore e classe dimensionale non si pubblicano insieme.",
    "en": " takes the place of Legacoop: association, sector and size class are not published together.",
}


def captions(app: AppTest) -> list[str]:
    return [item.value for item in app.caption]


@pytest.mark.parametrize("lang", ["it", "en"])
def test_a_choice_that_takes_the_place_of_another_says_so_before_and_after(
    lang: str, demo_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {"it": IT, "en": EN}[lang]
    app = open_page("metodo", demo_release, monkeypatch, lang=lang, association="legacoop")
    assert BEFORE[lang] in captions(app) and AFTER[lang] not in said(app)
    app.selectbox(key="choice_sector").select("Q").run()
    assert not app.exception
    assert category_names("sector", words)["Q"] + AFTER[lang] in " ".join(said(app).split())
    assert "association" not in app.query_params and app.query_params["sector"] == "Q"
    app.run()
    assert AFTER[lang] not in " ".join(said(app).split()), "it is told once"
    app.selectbox(key="choice_sector").select("").run()
    assert not [one for one in captions(app) if one.startswith(BEFORE[lang][:20])], "nothing chosen, nothing to lose"


def test_an_address_with_two_says_which_one_stands(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page("sintesi", demo_release, monkeypatch, lang="en", association="legacoop", sector="Q")
    text = " ".join(said(app).split())
    assert "Legacoop takes the place of Health and social work: association, sector and size class" in text
    assert "something that this release does not have" not in text
