"""The method page: all of the release's indicators, the rules, and a choice that is kept in the address."""

from itertools import pairwise
from pathlib import Path

import pytest

from catalogue import load
from tests.helpers.pages import lead, open_page, said
from tests.helpers.releases import released


@pytest.mark.parametrize("lang", ["it", "en"])
def test_every_indicator_of_the_release_is_told(lang: str, demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page("metodo", demo_release, monkeypatch, lang=lang)
    rows = released(demo_release, f"SELECT kpi, supporting, name_{lang}, definition_{lang}, formula_{lang} FROM kpi")
    bodies = " ".join(item.proto.body for item in app.get("html"))
    for kpi, supporting, *texts in rows:
        assert f'id="{kpi}"' in bodies and (f"kpi={kpi}" in bodies) != supporting
        assert all(str(text) in said(app) for text in texts), kpi
    assert len(rows) == len(load().kpis)


def test_the_answer_counts_the_release(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = released(
        demo_release,
        "SELECT (SELECT count(*) FROM kpi WHERE NOT supporting), (SELECT count(DISTINCT aim) FROM kpi), "
        "(SELECT count(DISTINCT feed) FROM load_file WHERE feed <> ''), count(*), count(DISTINCT publisher) "
        "FROM published_figure",
    )[0]
    answer = lead(open_page("metodo", demo_release, monkeypatch))
    kpis, aims, feeds, figures, publishers = (f"{number:,}".replace(",", ".") for number in found)  # type: ignore[str-format]
    assert answer.startswith(f"{kpis} indicatori in {aims} gruppi, da {feeds} flussi di dati e {figures} cifre")
    assert f"da {publishers} editori" in answer and answer.endswith("tutti sono proposti.")


def test_headings_come_in_order(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page("metodo", demo_release, monkeypatch, kpi="coops_reached")
    levels = [int(body[at + 2]) for body in (item.proto.body for item in app.get("html"))
              for at in range(len(body)) if body[at : at + 2] == "<h" and body[at + 2].isdigit()]  # fmt: skip
    assert levels[0] == 2 and 3 in levels
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_a_chosen_indicator_stands_first_and_a_wrong_one_is_refused(
    demo_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("metodo", demo_release, monkeypatch, kpi="maturity_gain")
    bodies = [item.proto.body for item in app.get("html")]
    places = [place for place, body in enumerate(bodies) if 'id="maturity_gain"' in body]
    first = next(place for place, body in enumerate(bodies) if 'id="joint_actions"' in body)
    assert len(places) == 1 and places[0] < first, "told once, before the aims"
    wrong = open_page("metodo", demo_release, monkeypatch, kpi="<script>alert(1)</script>")
    assert not wrong.exception and "Nessun indicatore ha questo nome." in said(wrong)
    assert "alert(1)" not in said(wrong)


def test_real_data_alone_name_their_publishers(real_only_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page("metodo", real_only_release, monkeypatch)
    assert not app.exception
    (table,) = [frame.value for frame in app.dataframe if "Indirizzo" in frame.value]
    assert "ISTAT" in set(table["Editore"]) and table["Indirizzo"].str.startswith("http").all()
