"""A link opens the view it was copied from; what is wrong in one is refused in a sentence and changes nothing else."""

from pathlib import Path

import pytest

from tests.helpers.pages import lead, open_page, said
from texts.translator import Words
from ui.state.filters import LABELS, NAMES

HOSTILE = ("'; DROP TABLE kpi_published; --", "<script>alert(1)</script>", "x" * 10_000, "../../etc/passwd", "\x00", "")
# What each page's address can hold; every page's is tried on the first one.
OWN = {
    "sintesi": (*NAMES, "release", "lang", "tables"),
    "kpi": ("kpi",),
    "territori": ("kpi", "level", "figures", "compare", "measures"),
}


@pytest.mark.parametrize("page", OWN)
def test_a_hostile_link_is_refused_in_a_sentence_and_shows_the_usual(
    page: str, demo_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = open_page(page, demo_release, monkeypatch)
    names = OWN[page]
    values = {name: HOSTILE[number % 4] for number, name in enumerate(names)}
    app = open_page(page, demo_release, monkeypatch, **values)
    assert not app.exception
    assert lead(app) == lead(usual)
    told, words = said(app), Words("it")
    for name in names:
        assert words.t(LABELS[name]) in told, name
    assert "L'indirizzo chiede qualcosa che questa release non ha" in told
    assert "<script>" not in "".join(item.proto.body for item in app.get("html")).replace("<script>window", "")
    assert not {name for name in names if name in app.query_params}


def test_a_link_with_every_filter_opens_the_same_figures(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = {"as_of": "2020-06-30", "territory": "ITH5", "association": "legacoop", "kpi": "coop_penetration",
            "compare": "ITH5,ITC4", "lang": "en"}  # fmt: skip
    first, again = (open_page("territori", demo_release, monkeypatch, **link) for _ in range(2))
    assert not first.exception and said(first) == said(again)
    assert [frame.value.to_csv() for frame in first.dataframe] == [frame.value.to_csv() for frame in again.dataframe]
    assert "30 June 2020" in lead(first) and "Emilia" in said(first) and "Legacoop" in said(first)
    assert {name: first.query_params[name] for name in link} == link
