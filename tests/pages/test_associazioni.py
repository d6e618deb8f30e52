"""The page of the associations: sentences and table say what was published, of the slice that they name."""

from pathlib import Path

import pytest

from reads.at_associations import MEMBERS, association_figures
from reads.latest_figures import latest_figures
from reads.releases import Release, current_release
from reads.slice import Slice
from tests.helpers.pages import lead, listings, open_page, said
from tests.helpers.releases import as_of
from tests.helpers.words import EN, IT
from ui.content.association_sentences import association_sentences

CODES = ("confcooperative", "legacoop", "agci", "")


@pytest.fixture(scope="module")
def release(demo_release: Path) -> Release:
    found = current_release(demo_release)
    assert found
    return found


@pytest.mark.parametrize("territory", ["IT", "ITH5", "ITF4"])
def test_a_rate_times_its_members_is_the_published_count(territory: str, release: Release) -> None:
    chosen = Slice.of_whole(territory, release.as_of)
    divided = 0
    for row in association_figures(release, chosen, CODES):
        for one in row:
            part = Slice(territory, "association", one.category, release.as_of) if one.category else chosen
            (alone,) = [x for x in latest_figures(release, part) if x["kpi"] == one.figure["kpi"]]
            assert one.figure == alone
            if one.is_rate and one.rate is not None:
                assert one.rate * (one.members or 0) / 100 == pytest.approx(alone["value"])
                divided += 1
            elif not one.is_rate:
                assert one.rate == alone["value"]
    assert divided > 3


def test_the_sentence_names_its_slice_and_gives_the_published_share(
    demo_release: Path, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("associazioni", demo_release, monkeypatch, territory="ITH5")
    assert not app.exception and lead(app).startswith("Emilia-Romagna, 31 dicembre 2020")
    chosen = Slice("ITH5", "association", "legacoop", as_of(demo_release))
    (row,) = [row for row in latest_figures(release, chosen) if row["kpi"] == MEMBERS]
    if row["value"] is not None:
        assert f"Legacoop {IT.figure(row, 'percent')}" in lead(app)


@pytest.mark.parametrize("words", [IT, EN], ids=["it", "en"])
def test_five_sentences_of_each_association_can_be_said(words: object, release: Release) -> None:
    figures = association_figures(release, Slice.of_whole("IT", release.as_of), CODES)
    for code in CODES[:3]:
        told = association_sentences(figures, code, code.title(), words)  # type: ignore[arg-type]
        assert len(told) == len(set(told)) == 5
        assert all(len(one) < 180 and code.title() in one and "{" not in one for one in told)


def test_a_chosen_association_has_its_sentences_alone_and_the_table_has_all(
    demo_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("associazioni", demo_release, monkeypatch, association="legacoop")
    texts = said(app)
    assert "Legacoop in 5 frasi" in texts and "AGCI in 5 frasi" not in texts
    (table,) = listings(app)
    assert list(table.columns) == ["Indicatore", "Confcooperative", "Legacoop", "AGCI", "Tutte le cooperative"]
    both = said(open_page("associazioni", demo_release, monkeypatch))
    assert both.count(" in 5 frasi") == 3


def test_nothing_suppressed_becomes_a_rate(release: Release) -> None:
    hidden = 0
    for territory in ("ITF2", "ITC2", "ITF22"):
        for row in association_figures(release, Slice.of_whole(territory, release.as_of), CODES):
            for one in row:
                if one.figure["value"] is None:
                    assert one.rate is None
                    hidden += one.figure["sign"] == "*"
    assert hidden > 0
