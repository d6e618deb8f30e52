"""The skills page against SQL on the release: the answer, what is allocated or missing, and a scenario's address."""

from pathlib import Path

import pytest

from engine import open_release
from kpi.scenario import Assumptions, course
from tests.helpers.pages import lead, open_page, said
from tests.helpers.releases import served
from tests.helpers.words import IT

WORDS = IT
PAGE = "competenze"
RATE = (
    "SELECT value, year(as_of) FROM kpi_published WHERE kpi = 'hard_to_fill_rate' AND territory = ? "
    "AND breakdown = 'total' AND as_of <= ? ORDER BY as_of DESC"
)
DAY = "2025-12-31"


def ask(releases: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    with open_release(served(releases)) as connection:
        return connection.execute(sql, list(values)).fetchall()


@pytest.fixture(params=["demo", "real"])
def release(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue("demo_release" if request.param == "demo" else "real_only_release"))


def test_the_answer_gives_the_latest_yearly_share_and_the_part_that_training_can_close(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page(PAGE, release, monkeypatch, as_of=DAY)
    assert not app.exception
    value, year = ask(release, RATE, "IT", DAY)[0]
    part = ask(release, "SELECT value FROM kpi_published WHERE kpi = 'skill_shortage_rate' AND territory = 'IT' "
                        "AND year(as_of) = ?", year)[0][0]  # fmt: skip
    posts = ask(release, "SELECT value FROM published_figure WHERE indicator = 'ict_positions_unfilled' "
                         "AND category IS NULL")[0][0]  # fmt: skip
    told = lead(app)
    assert f"Italia, anno {year}: " in told and f"difficili da reperire era pari a {WORDS.percent(value)};" in told
    assert f"(preparazione inadeguata): {WORDS.percent(part)}." in told
    assert f"Delle {WORDS.number(posts)} posizioni ICT scoperte" in told
    assert "in attesa di dati: dati pubblicati da altri e servizi COOP 4.0" in told


def test_a_region_stands_beside_italy_of_one_year(real_only_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    value, year = ask(real_only_release, RATE, "ITH3", "2020-12-31")[0]
    italy = {day: rate for rate, day in ask(real_only_release, RATE, "IT", "2020-12-31")}[year]
    app = open_page(PAGE, real_only_release, monkeypatch, territory="ITH3", as_of="2020-12-31")
    assert f"Veneto, anno {year}: " in lead(app)
    assert f"{WORDS.percent(value)} (Italia {WORDS.percent(italy)})" in lead(app)
    assert "Per il territorio scelto (Veneto) non c'è un dato, e qui non se ne inventa uno." in said(app)


def test_without_its_own_figure_a_region_says_so_and_italy_is_named(
    real_only_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(real_only_release, RATE, "ITF5", DAY) == []
    told = lead(open_page(PAGE, real_only_release, monkeypatch, territory="ITF5", as_of=DAY))
    assert told.startswith("Basilicata: nessun dato annuale") and ". Italia, anno 2025: " in told


def test_a_split_by_area_is_allocated_and_adds_up_to_what_its_source_gives(
    real_only_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page(PAGE, real_only_release, monkeypatch, as_of=DAY)
    shares = ask(real_only_release, "SELECT sum(value) FROM published_figure WHERE year(period_end) = 2018 "
                                    "AND indicator = 'ict_web_vacancies_area_share'")[0][0]  # fmt: skip
    tables = [frame.value for frame in app.dataframe]
    split = next(one for one in tables if "Ripartizione" in one and one["Natura del dato"].eq("allocato").all())
    assert split["Valore"].sum() == pytest.approx(62_000 * float(str(shares)) / 100, abs=200)
    assert f"sommano a {WORDS.percent(shares, 0)}" in said(app)


def test_a_chosen_association_is_told_not_to_apply(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page(PAGE, demo_release, monkeypatch, association="legacoop")
    assert "La scelta «Legacoop» qui non si applica" in said(app)
    assert lead(app) == lead(open_page(PAGE, demo_release, monkeypatch))


def test_a_pasted_link_opens_the_same_scenario(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = {"completion": "50", "placement": "60", "places": "2000", "arrivals": "500", "start": "graduates"}
    app = open_page(PAGE, demo_release, monkeypatch, as_of=DAY, **chosen)
    gap = float(
        str(ask(demo_release, "SELECT value FROM published_figure WHERE indicator = 'ict_graduates_gap'")[0][0])
    )
    made = course(gap, Assumptions(0.5, 0.6, 2000, 500), 10)
    table = next(frame.value for frame in app.dataframe if "Anno dello scenario" in frame.value)
    for column, side in (("alta", "high"), ("media", "mid"), ("bassa", "low")):
        assert list(table[f"Restano, ipotesi {column}"]) == pytest.approx(made.remaining[side].round(0))
    assert "mai con quella bassa, il cui ritmo netto non è positivo" in said(app)
    assert [slider.value for slider in app.select_slider] == [50, 60, 2000, 500]


HOSTILE = [{"places": "999999", "start": "';drop table kpi"}, {"places": "<script>", "start": "x" * 10_000}]


@pytest.mark.parametrize("asked", HOSTILE)
def test_a_number_off_the_scale_is_refused_in_a_sentence(
    asked: dict[str, str], real_only_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page(PAGE, real_only_release, monkeypatch, edition="1999", **asked)
    assert not app.exception and not {"places", "start", "edition"} & set(app.query_params)
    assert "qualcosa che lo scenario non ammette (Divario di partenza e Posti di formazione all'anno)" in said(app)
    assert "non si conosce un'edizione con quel nome" in said(app)
    assert [slider.value for slider in app.select_slider] == [75, 80, 5000, 0]


def test_a_release_without_published_figures_says_what_is_missing_and_draws_nothing(
    plans_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page(PAGE, plans_release, monkeypatch, completion="50")
    assert not app.exception and not app.get("plotly_chart") and not app.select_slider
    assert lead(app).startswith("Italia: nessun dato annuale sulle entrate difficili da reperire")
    for missing in ("La fonte più vicina non è in questa release", "nessuna fonte dà i motivi", "Uno scenario parte da",
                    "non c'è una stima dell'esposizione"):  # fmt: skip
        assert missing in said(app)


def test_an_exposure_of_fifteen_years_has_a_card_of_its_own(
    real_only_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page(PAGE, real_only_release, monkeypatch)
    rows = ask(real_only_release, "SELECT value FROM published_figure WHERE indicator = 'automation_risk_workers' "
                                  "AND publisher LIKE '%Ambrosetti%' ORDER BY value DESC")  # fmt: skip
    total, *parts = (float(str(row[0])) for row in rows)
    table = next(frame.value for frame in app.dataframe if "Settore" in frame.value)
    assert table["Valore"].sum() == total
    assert table.loc[table["Natura del dato"] == "derivato", "Valore"].tolist() == [total - sum(parts)]
    assert "non è un numero di posti persi o vacanti" in said(app)
