"""The pages on the demonstration: the answer says what SQL on the release says, choices are kept, links refused."""

import json
import re
import shlex
import shutil
from dataclasses import astuple
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from etl.__main__ import main as etl_main
from kpi.status import JUDGED
from reads.latest_figures import latest_figures
from reads.releases import current_release
from reads.slice import Slice
from tests.helpers.pages import PAGES, lead, open_page, said
from tests.helpers.releases import as_of, released, seal
from tests.helpers.words import IT
from ui.content.status_summary import partition

WORDS = IT


@pytest.mark.parametrize("page", PAGES)
def test_opens_in_english(page: str, demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page(page, demo_release, monkeypatch, lang="en")
    assert not app.exception
    assert "Demonstration data" in said(app) and lead(app)


def test_without_a_release_the_first_run_is_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page("sintesi", tmp_path / "none", monkeypatch)
    assert not app.exception
    assert [title.value for title in app.title] == ["Non è ancora stato pubblicato nulla"]
    assert [button.label for button in app.button] == ["Costruisci la prima release"]


def test_summary_counts_the_targets_of_the_release_by_their_outlook(
    demo_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = released(
        demo_release,
        "SELECT status, list(probability) FROM kpi_progress p "
        "WHERE territory = 'IT' AND status <> 'no_target' AND as_of = (SELECT max(as_of) FROM kpi_published q "
        "WHERE q.kpi = p.kpi AND q.territory = 'IT' AND q.as_of <= ?) GROUP BY 1",
        as_of(demo_release),
    )
    chances = {str(status): [float(str(one)) for one in some or () if one is not None] for status, some in rows}
    reached, ahead = chances.pop("reached", []), [one for status in JUDGED for one in chances.get(status, [])]
    app = open_page("sintesi", demo_release, monkeypatch)
    answer, texts = lead(app), said(app)
    assert len(reached) > 1 and len(ahead) > 1
    assert f"{len(reached)} obiettivi su {len(reached) + len(ahead)} sono raggiunti" in answer
    assert f"degli altri {len(ahead)}" in answer
    unlikely = sum(one < 1 / 3 for one in ahead)
    assert f"{unlikely} sono improbabili" in answer
    assert texts.count("improbabile, ") == unlikely
    assert "Province con dati dei PID: 107 su 107" in texts


@pytest.mark.parametrize("territory", ["IT", "ITH5", "ITC4"])
@pytest.mark.parametrize("kpi", ["coops_reached", "coop_content_share", "maturity_mean"])
def test_the_indicator_page_gives_the_published_value(
    kpi: str, territory: str, demo_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    value, sign, decimals, unit = released(
        demo_release,
        "SELECT v.value, v.sign, v.decimals, k.unit FROM kpi_published v JOIN kpi k USING (kpi) "
        "WHERE v.kpi = ? AND territory = ? AND breakdown = 'total' AND as_of = ?",
        kpi,
        territory,
        as_of(demo_release),
    )[0]
    answer = lead(open_page("kpi", demo_release, monkeypatch, kpi=kpi, territory=territory))
    assert WORDS.value(value, str(unit), decimals) in answer if sign == "" else "oscurato" in answer


def test_territories_name_the_highest_and_the_lowest_that_rest_on_enough(
    demo_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = released(
        demo_release,
        "SELECT t.name_it, v.value, v.denominator FROM kpi_published v JOIN dim_territory t USING (territory) "
        "WHERE v.kpi = 'coop_penetration' AND v.territory_level = 'region' AND v.breakdown = 'total' AND v.as_of = ? "
        "AND v.value IS NOT NULL ORDER BY v.value",
        as_of(demo_release),
    )
    answer = lead(open_page("territori", demo_release, monkeypatch))
    firm = [row for row in rows if float(str(row[2])) >= IT.release.small_base]
    assert f"da {firm[0][0]} ({WORDS.value(firm[0][1], 'percent')})" in answer
    assert f"a {firm[-1][0]} ({WORDS.value(firm[-1][1], 'percent')})" in answer
    if len(firm) < len(rows):
        assert f"meno di {IT.release.small_base} unità" in answer


@pytest.mark.parametrize(("breakdown", "category"), [("total", ""), ("association", "legacoop")])
@pytest.mark.parametrize("territory", ["IT", "ITH5", "ITC2", "ITF22"])
def test_every_measure_of_a_summary_is_counted_once(
    territory: str, breakdown: str, category: str, demo_release: Path
) -> None:
    release = current_release(demo_release)
    assert release
    rows = latest_figures(release, Slice(territory, breakdown, category, release.as_of))
    assert sum(astuple(partition(rows, breakdown))) == len(rows) == 30


def test_italy_is_compared_at_the_same_period_only(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Regions have the share of 2018 alone; Italy's of 2020 must not stand beside them."""
    app = open_page("territori", demo_release, monkeypatch, kpi="hard_to_fill_rate")
    assert lead(app).startswith("Italia, anno 2018:")
    assert "l'Italia è a 26,3\u00a0%" in lead(app)


def test_a_part_says_whose_figure_it_is(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page("kpi", demo_release, monkeypatch, kpi="coops_reached", association="legacoop")
    assert lead(app).startswith("Cooperative raggiunte, Italia, Legacoop:")
    assert "per servizio" not in said(app), "a part is not crossed with parts"


@pytest.mark.parametrize(
    "value", ["';drop table kpi_value;--", "<script>alert(1)</script>", "x" * 10_000, "ITX9", "2020-13-45"]
)
def test_a_wrong_address_is_refused_in_a_sentence(
    value: str, demo_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("territory", "as_of", "association", "sector", "size", "kpi", "release", "lang", "level")
    app = open_page("sintesi", demo_release, monkeypatch, **dict.fromkeys(names, value))
    assert not app.exception
    assert value[:40] not in said(app)
    refused = "Lingua, Release, Data dei valori, Territorio, Associazione, Settore (ATECO) e Classe di addetti"
    assert f"L'indirizzo chiede qualcosa che questa release non ha ({refused})" in said(app)
    for page in ("kpi", "territori"):
        app.switch_page(f"../pages/{page}.py").run()
        assert not app.exception
        assert value[:40] not in said(app)
        assert lead(app)


def test_an_association_is_read_as_published(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release = current_release(demo_release)
    assert release
    chosen = Slice("IT", "association", "legacoop", release.as_of)
    value = next(row["value"] for row in latest_figures(release, chosen) if row["kpi"] == "coops_reached")
    app = open_page("kpi", demo_release, monkeypatch, kpi="coops_reached", association="legacoop")
    assert WORDS.value(value, "number") in lead(app)


def test_one_breakdown_at_a_time(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page("sintesi", demo_release, monkeypatch, association="legacoop", sector="Q")
    assert not app.exception
    assert _choice(app, "association") == "legacoop"
    assert _choice(app, "sector") == ""
    assert "Legacoop prende il posto di " in said(app)


def test_choices_are_kept_across_pages(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page("sintesi", demo_release, monkeypatch, territory="ITH5")
    app.switch_page("../pages/kpi.py").run()
    assert _choice(app, "territory") == "ITH5"
    assert "Emilia-Romagna" in lead(app)


def test_no_suppressed_value_reaches_a_page(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A province whose figure rests on one or two cooperatives shows the sign, in the sentence and in the table."""
    hidden = released(
        demo_release,
        "SELECT territory FROM kpi_published WHERE kpi = 'coops_reached' AND territory_level = 'province' "
        "AND breakdown = 'total' AND sign = '*' AND as_of = ? ORDER BY territory LIMIT 1",
        as_of(demo_release),
    )
    if not hidden:
        pytest.skip("no province of this small sample rests on one or two cooperatives at the last month")
    app = open_page("kpi", demo_release, monkeypatch, kpi="coops_reached", territory=str(hidden[0][0]))
    assert "oscurato per riservatezza" in lead(app)


def _choice(app: AppTest, name: str) -> str:
    return str(next(box.value for box in app.selectbox if box.key == f"choice_{name}"))


def test_the_origin_of_a_value_gives_the_command_that_traces_it(
    demo_release: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    app = open_page("kpi", demo_release, monkeypatch, kpi="coops_reached", territory="ITH5", association="legacoop")
    (told,) = re.findall(r"python -m etl trace .*--release \S+", said(app))
    words = shlex.split(told)
    assert words[:4] == ["python", "-m", "etl", "trace"]
    assert etl_main([*words[3:], "--releases", str(demo_release), "--json"]) == 0
    traced = json.loads(capsys.readouterr().out)
    chosen = Slice("ITH5", "association", "legacoop", as_of(demo_release))
    rows = latest_figures(current_release(demo_release), chosen)
    value = next(row["value"] for row in rows if row["kpi"] == "coops_reached")
    true = traced["value"]
    assert true == traced["units"] >= 5 and true % 10, "a figure for which rounding makes a difference"
    assert value == int(Decimal(true).quantize(Decimal("1E1"), ROUND_HALF_UP)), "the house's own figure is to the unit"
    assert traced["formula_it"] in said(app) and "Formula" in said(app)
    files = next(frame.value for frame in app.dataframe if "SHA-256" in frame.value)
    assert {one["sha256"] for one in traced["files"]} <= set(files["SHA-256"])
    shown = said(app) + " ".join(frame.value.to_csv() for frame in app.dataframe)
    assert not [row["unit"] for row in traced["rows"] if row["unit"] in shown], "no page names a cooperative"


@pytest.mark.parametrize("page", PAGES)
def test_a_release_of_another_version_is_told_and_not_shown(
    page: str, demo_release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a later version of the product reads may not be there: the page asks for a build in a sentence."""
    releases = tmp_path / "releases"
    name = (demo_release / "CURRENT").read_text(encoding="utf-8").strip()
    shutil.copytree(demo_release / name, releases / name)
    (releases / "CURRENT").write_text(name, encoding="utf-8")
    with duckdb.connect(str(releases / name / "warehouse.duckdb")) as connection:
        connection.execute("ALTER TABLE kpi RENAME COLUMN position TO place")
        connection.execute("ALTER TABLE published_figure RENAME COLUMN publisher TO who")
        connection.execute("ALTER TABLE load_file DROP COLUMN demonstration")
    seal(releases / name)
    app = open_page(page, releases, monkeypatch)
    assert not app.exception
    assert "prodotti da un'altra versione dell'Osservatorio" in lead(app)
    assert name in said(app) and "python -m etl build" in said(app)
    assert 'class="banner"' not in "".join(item.proto.body for item in app.get("html")), (
        "no figure that it would be about"
    )
