"""The synergy page: its answer and its tables against SQL on the release."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.helpers.pages import items_of, lead, open_page, said
from tests.helpers.releases import as_of, released
from tests.helpers.words import IT

WORDS = IT
VALUE = "SELECT value, numerator, denominator, sign, decimals FROM kpi_published WHERE kpi = ? AND territory = ? "
VALUE += "AND breakdown = ? AND category = ? AND as_of = ?"


@pytest.fixture(scope="module")
def italy(demo_release: Path) -> Iterator[AppTest]:
    """The page as it opens, read only."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield open_page("sinergia", demo_release, monkeypatch)


@pytest.mark.parametrize("territory", ["IT", "ITH5"])
def test_the_answer_is_what_was_published(
    territory: str, demo_release: Path, italy: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = italy if territory == "IT" else open_page("sinergia", demo_release, monkeypatch, territory=territory)
    day, answer = as_of(demo_release), lead(app)

    def figure(kpi: str) -> tuple[object, ...]:
        return released(demo_release, VALUE, kpi, territory, "total", "", day)[0]

    joint, provinces, shares, reused = map(
        figure, ("joint_actions", "provinces_with_synergy", "referral_acceptance", "practices_reused")
    )
    assert f"{WORDS.number(joint[0])} azioni congiunte dall'inizio" in answer
    assert f"{WORDS.number(provinces[1])} province su {WORDS.number(provinces[2])} con almeno" in answer
    told = WORDS.value(shares[0], "percent", shares[4]) if shares[0] is not None else "dato oscurato"  # type: ignore[arg-type]
    assert f"invii accolti: {told}" in answer
    assert f"{WORDS.number(reused[1])} buon" in answer and f"su {WORDS.number(reused[2])} rius" in answer


def test_an_association_has_its_own_actions_and_practices(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day = as_of(demo_release)
    app = open_page("sinergia", demo_release, monkeypatch, association="legacoop")
    answer = lead(app)
    for kpi in ("joint_actions", "good_practices"):
        value = released(demo_release, VALUE, kpi, "IT", "association", "legacoop", day)[0][0]
        assert WORDS.number(value) in answer.split("Tutte le associazioni insieme")[0]
    reused = released(
        demo_release,
        "SELECT count(DISTINCT (practice_id, from_province)) FROM practice_reuse WHERE association = 'legacoop'",
    )[0][0]
    assert f"{reused} buon" in answer
    assert "L'associazione scelta (Legacoop) vale per azioni congiunte" in said(app)
    assert "Settore e classe" not in said(app)
    assert not app.exception


def test_the_table_of_adoptions_is_the_register(demo_release: Path, italy: AppTest) -> None:
    table = max((frame.value for frame in italy.dataframe if "Da (provincia)" in frame.value), key=len)
    rows = released(demo_release, "SELECT practice_id, to_province FROM practice_reuse")
    assert sorted(table["Codice"]) == sorted(str(row[0]) for row in rows) and len(rows) > 0
    numerator = released(demo_release, VALUE, "practices_reused", "IT", "total", "", as_of(demo_release))[0][1]
    pairs = table[["Codice", "Da (provincia)"]].drop_duplicates()
    assert len(pairs) == numerator, "the table and the measure count the same practices"


def test_referrals_are_never_crossed(demo_release: Path, italy: AppTest) -> None:
    """Each table holds one breakdown as it was published, with the accepted part beside it."""
    day = as_of(demo_release)
    tables = [frame.value for frame in italy.dataframe if "Invii accolti" in frame.value]
    for which in ("direction", "counterpart"):
        table = tables.pop(0)
        rows = released(
            demo_release,
            "SELECT r.value, CASE WHEN a.value IS NOT NULL THEN a.numerator END FROM kpi_published r "
            "LEFT JOIN kpi_published a ON a.kpi = 'referral_acceptance' AND a.breakdown = r.breakdown "
            "AND a.category = r.category AND a.territory = r.territory AND a.as_of = r.as_of "
            "WHERE r.kpi = 'referrals' AND r.territory = 'IT' AND r.breakdown = ? AND r.as_of = ?",
            which, day,
        )  # fmt: skip

        def pairs(values: list[tuple[object, object]]) -> list[str]:
            return sorted(str(tuple("" if pd.isna(v) else int(v) for v in pair)) for pair in values)  # type: ignore[arg-type,call-overload]

        shown = list(zip(table["Invii"], table["Invii accolti"], strict=True))
        assert pairs(shown) == pairs(rows) and len(rows) > 1  # type: ignore[arg-type]


def test_where_nothing_moves_names_the_regions_of_the_release(demo_release: Path, italy: AppTest) -> None:
    rows = released(
        demo_release,
        "SELECT t.short_it, v.numerator, v.denominator FROM dim_territory t JOIN kpi_published v USING (territory) "
        "WHERE v.kpi = 'provinces_with_synergy' AND t.territory_level = 'region' AND v.as_of = ?",
        as_of(demo_release),
    )
    told = " ".join(items_of(italy, "told"))
    for name, active, provinces in rows:
        if active == 0:
            assert str(name) in told
        elif active < provinces:  # type: ignore[operator]
            missing = int(provinces) - int(active)  # type: ignore[call-overload]
            assert f"{name} {missing} su {WORDS.number(provinces)}" in told


def test_without_programme_data_no_number_is_told(real_only_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page("sinergia", real_only_release, monkeypatch)
    assert not app.exception
    assert "nessun dato (in attesa di dati: attività dei PID e registro delle buone pratiche)" in lead(app)
    assert "Azioni congiunte: nessun dato (in attesa di dati: attività dei PID)" in items_of(app, "told")
    assert not any(frame.value.shape[0] for frame in app.dataframe)


def test_a_province_says_what_it_lacks(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page("sinergia", demo_release, monkeypatch, territory="ITC20", sector="Q")
    assert not app.exception and lead(app)
    assert "Invii tra PID, associazioni e DIH: nessun dato" in " ".join(items_of(app, "told"))
    assert "Valle d'Aosta" in " ".join(items_of(app, "told")), "of one province the region is told"
    assert "Settore e classe di addetti non si applicano a questa pagina" in said(app)
