"""The page on adoption: its answer and tables are the release's, parts and places that are not published are said."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from etl.build import build
from etl.ingest.sources import Sources
from tests.helpers.inboxes import COOPS, activities, assessments, members, write
from tests.helpers.pages import lead, open_page, said
from tests.helpers.releases import as_of, few_shipped, released, silent
from tests.helpers.words import IT

WORDS = IT
TITLES = {"levels": "I livelli delle cooperative valutate, nel tempo",
          "steps": "Raggiunte, valutate, accompagnate, finanziate",
          "moves": "Le stesse cooperative, dal primo livello all'ultimo",
          "technologies": "Le tecnologie che le cooperative valutate dichiarano"}  # fmt: skip
CELL = (
    "SELECT value, sign, decimals, denominator FROM kpi_published WHERE kpi = ? AND territory = ? AND breakdown = ? "
    "AND category = ? AND as_of = ?"
)


def tables(app: AppTest, *columns: str) -> list[pd.DataFrame]:
    return [frame.value for frame in app.dataframe if set(columns) <= set(frame.value.columns)]


@pytest.mark.parametrize(
    ("territory", "breakdown", "category"),
    [("IT", "total", ""), ("ITH5", "total", ""), ("IT", "association", "legacoop"), ("IT", "sector", "Q")],
)
def test_the_answer_is_what_the_release_published(
    territory: str, breakdown: str, category: str, demo_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = {breakdown: category} if category else {}
    app = open_page("adozione", demo_release, monkeypatch, territory=territory, **chosen)
    assert not app.exception
    answer, day = lead(app), as_of(demo_release)
    asked = (territory, breakdown, category, day)
    (assessed,) = released(demo_release, CELL, "coops_assessed", *asked)
    share = released(demo_release, CELL, "maturity_specialist_plus", *asked)
    gain = released(demo_release, CELL, "maturity_gain", *asked)
    assert f"{WORDS.number(assessed[0], 0)} cooperative valutate" in answer and WORDS.day(day) in answer
    written = (
        WORDS.value(share[0][0], "percent", share[0][2]) if share[0][1] == "" else "la quota al livello specialista"
    )
    assert written in answer
    if gain and gain[0][1] == "" and gain[0][0] is not None:
        assert f"tra le {WORDS.number(gain[0][3], 0)} valutate almeno due volte" in answer
        assert f"{WORDS.value(abs(float(str(gain[0][0]))), 'score', gain[0][2])} punti" in answer
    assert answer.endswith("Chi risponde si autoseleziona.")


def test_every_table_is_the_published_one_and_hidden_cells_stay_hidden(
    demo_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, day = open_page("adozione", demo_release, monkeypatch), as_of(demo_release)
    (levels,) = tables(app, "Livello", "Come si legge")
    rows = released(
        demo_release,
        "SELECT category, value, sign FROM kpi_published WHERE kpi = 'coops_assessed' AND territory = 'IT' "
        "AND breakdown = 'level' AND as_of = ?", day,
    )  # fmt: skip
    assert len(rows) >= 4
    last = levels[levels["Data"] == WORDS.day(day)].set_index("Livello")
    for category, value, sign in rows:
        told = last.loc[str(category).capitalize()]
        assert told["Segno"] == sign and (pd.isna(told["Numeratore"]) if sign else told["Numeratore"] == value)
    (count,) = released(
        demo_release,
        "SELECT count(*), count(*) FILTER (sign = '*'), sum(value) FROM kpi_published WHERE kpi = 'coops_reassessed' "
        "AND territory = 'IT' AND breakdown = 'move' AND as_of = ?", day,
    )  # fmt: skip
    for moved in tables(app, "Da", "A"):
        assert (len(moved), int((moved["Segno"] == "*").sum()), float(moved["Valore"].sum())) == count
    assert bool(tables(app, "Da", "A")) == bool(count[2]), "a picture of the moves only where one may be told"
    assert count[2] or f"Oscurato per riservatezza, o troppo pochi casi (Italia): {TITLES['moves']}" in said(app)
    (steps,) = tables(app, "Cooperative", "Data")
    for kpi, told in zip(
        ("coops_reached", "coops_assessed", "coops_accompanied", "coops_funded"), steps["Valore"], strict=True
    ):
        assert released(demo_release, CELL, kpi, "IT", "total", "", day)[0][0] == told
    assert "nessuna è una parte della precedente" in said(app)


def test_levels_of_a_part_are_told_to_be_those_of_the_whole(
    demo_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("adozione", demo_release, monkeypatch, territory="ITH5", association="legacoop")
    assert "qui riguardano Emilia-Romagna. La risposta qui sopra" in said(app)
    assert "i conteggi di cooperative riguardano Emilia-Romagna, Legacoop" in said(app)
    (steps,) = tables(app, "Cooperative", "Data")
    (reached,) = released(demo_release, CELL, "coops_reached", "ITH5", "association", "legacoop", as_of(demo_release))
    assert steps["Valore"].iloc[0] == reached[0] or steps["Segno"].iloc[0] == reached[1] == "*"
    assert "Qui non si pubblica: Cooperative con un voucher concesso." in said(app)
    province = open_page("adozione", demo_release, monkeypatch, territory="ITH55")
    assert not province.exception and "qui riguardano Emilia-Romagna" in said(province)


def test_where_all_is_suppressed_there_is_a_sentence_and_no_empty_picture(
    demo_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = released(
        demo_release,
        "SELECT territory FROM kpi_published WHERE kpi = 'coops_assessed' AND territory_level = 'region' AND as_of = ? "
        "AND breakdown = 'level' GROUP BY 1 HAVING bool_and(sign = '*' OR value = 0) AND bool_or(sign = '*') "
        "ORDER BY 1",
        as_of(demo_release),
    )
    assert hidden, "in a small sample some region has few cooperatives at each level"
    app = open_page(
        "adozione", demo_release, monkeypatch, territory=str(hidden[0][0]), as_of=as_of(demo_release).isoformat()
    )
    assert not app.exception
    text = said(app)
    assert f"{TITLES['technologies']}" in text and "Oscurato per riservatezza" in text


def test_indices_keep_one_definition_each_and_their_sources(
    demo_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("adozione", demo_release, monkeypatch, territory="ITH5")
    found = tables(app, "Di chi sono i valori", "Periodo") or tables(app, "Periodo", "Fonte")
    assert len(found) == 4
    rows = released(
        demo_release,
        "SELECT count(DISTINCT (territory, period_end)) FROM published_figure WHERE indicator = 'maturity_index' "
        "AND list_contains(['IT', 'ITH5'], territory)",
    )
    ours = [frame["Fonte"].str.contains("dati dimostrativi") for frame in found]
    assert len(found[0]) == int(str(rows[0][0])) + int(ours[0].sum()) and ours[0].sum() == 1
    assert not ours[2].any() and all((frame["Fonte"] != "").all() for frame in found)
    assert {"2021", "2023"} <= set(found[2]["Periodo"]), "each has its own period"


def test_real_data_alone_have_no_levels_and_still_the_published_indices(
    real_only_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("adozione", real_only_release, monkeypatch)
    assert not app.exception
    assert lead(app) == (
        "Cooperative valutate, Italia: nessun dato (in attesa di dati: valutazioni di maturità digitale)."
    )
    text = said(app)
    for title in TITLES.values():
        assert f'<h3 class="figure-title">{title}' not in "".join(item.proto.body for item in app.get("html"))
    assert "Che cosa mostrerà questa pagina" in text
    assert "Intensità digitale di base" in text and len(tables(app, "Periodo", "Fonte")) == 4


def test_supporting_measures_are_offered_nowhere(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for page in ("kpi", "territori"):
        app = open_page(page, demo_release, monkeypatch, kpi="coops_assessed")
        options = next(box.options for box in app.selectbox if box.key == "choice_kpi")
        assert "Cooperative raggiunte" in options and "Cooperative valutate" not in options
        assert not [f for f in app.dataframe if "Cooperative valutate" in f.value.astype(str).to_numpy()]


def test_one_region_alone_and_nothing_that_others_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = tmp_path / "inbox"
    write(inbox / "a.csv", activities(*({"coop": coop} for coop in COOPS[:30])))
    write(inbox / "v.csv", assessments(*({"coop": coop, "score": "1,70"} for coop in COOPS[:30])))
    write(inbox / "r.csv", members(*({"coop": coop} for coop in COOPS)))
    build(Sources(inbox, None, few_shipped(tmp_path)), tmp_path / "releases", as_of=None, progress=silent)
    for territory, said_of_it in (("ITH5", "30 cooperative valutate"), ("ITF2", "nessuno per questo territorio")):
        app = open_page("adozione", tmp_path / "releases", monkeypatch, territory=territory)
        assert not app.exception and said_of_it in lead(app)
        assert "Le cooperative accanto a tutte le imprese" not in said(app), "no heading without a figure under it"
    (few,) = tables(open_page("adozione", tmp_path / "releases", monkeypatch), "Cooperative", "Data")
    assert list(few["Valore"]) == [30, 30, 30], "Orientamento is a guided service"
