"""Names of cooperatives: every spelling of a legal form goes, what tells two cooperatives apart stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue import load
from etl.normalise.organisation_names import is_cooperative, name_of

FORMS = [
    "{} soc. coop. a r.l.", "{} SOC. COOP. A R. L.", "{} S.C.A R.L.", "{} s.c. a r.l.", "{} scarl", "{} S.C.R.L.",
    "{} Società cooperativa sociale ONLUS", "{} SOCIETA' COOPERATIVA", "SOCIETÀ COOPERATIVA SOCIALE «{}»",
    "Cooperativa Sociale {}", "Coop. Soc. {}", "COOP. {}", "{}, soc. coop. sociale a r.l. - O.N.L.U.S.",
    "{} - Societa' Cooperativa a Responsabilita' Limitata", "{} soc coop resp lim in liquidazione", "“{}” s.c.s.",
    "{} Società Coop.va a mutualità prevalente", "{} cooperativa per azioni", "Societ\ufffd Cooperativa {}",
    "{} S.C.p.A.",
]  # fmt: skip
SAME = [("L'Arca", "ARCA"), ("L’ Arca", "Arca"), ("S. Giuseppe", "San Giuseppe"), ("F.lli Cervi", "Fratelli Cervi"),
        ("Città del Sole", "CITTA' SOLE"), ("Nuova Vita", "Vita Nuova"), ("Auto Service", "Autoservice")]  # fmt: skip
OTHER = [("Arca 2", "Arca 3"), ("Arca", "Quercia"), ("Arca Servizi", "Arca"), ("Edile Nord", "Edile Sud")]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("stem", ["La Quercia", "Solidarietà 2000", "S. Giuseppe"])
def test_a_legal_form_is_recognised_and_does_not_count(form: str, stem: str) -> None:
    text = form.format(stem)
    assert is_cooperative(text)
    assert name_of(text) == name_of(stem) and name_of(stem).core


@pytest.mark.parametrize(("left", "right"), SAME)
def test_spellings_of_one_name_are_the_same(left: str, right: str) -> None:
    assert name_of(left).same == name_of(right).same


@pytest.mark.parametrize(("left", "right"), OTHER)
def test_two_names_stay_two(left: str, right: str) -> None:
    assert name_of(left).same != name_of(right).same


@pytest.mark.parametrize(
    "text", ["", " ", "Cooperativa Sociale", "Soc. Coop. a r.l. ONLUS", "«»", "coop " + "x" * 10_000]
)
def test_a_form_alone_or_a_text_too_long_is_no_name(text: str) -> None:
    assert name_of(text).core == "" and name_of(text).keys == []


@pytest.mark.parametrize(
    "text", ["Mario Rossi", "ROSSI MARIO", "Cooper James", "Maria Scarlatti", "Ditta Rossi Mario", "Rossi S.r.l.", ""]
)
def test_a_name_without_the_form_that_the_law_asks_is_no_cooperatives(text: str) -> None:
    assert not is_cooperative(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_a_name_that_reads_the_same_again(text: str) -> None:
    name = name_of(text)
    assert name.core == "" or set(name.core) <= set("abcdefghijklmnopqrstuvwxyz0123456789@+| ")
    assert is_cooperative(text) in {True, False} and bool(name.keys) == bool(name.core)


def test_thresholds_and_chances_are_those_of_probabilities() -> None:
    linkage = load().linkage
    assert 0 < linkage.review < linkage.accept < 1
    for levels in (linkage.name, linkage.place):
        assert sum(m for m, _ in levels.values()) == pytest.approx(1)
        assert sum(u for _, u in levels.values()) == pytest.approx(1, abs=0.001)
        ratios = [m / u for m, u in levels.values()]
        assert ratios == sorted(ratios, reverse=True), "a level listed first speaks louder"
