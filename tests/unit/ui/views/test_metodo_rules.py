"""The method page: every threshold of the agreement is told, and none is told that the agreement does not hold."""

import copy
from datetime import date, timedelta
from typing import Any

import pytest

from catalogue import CATALOGUE_DIR, load
from catalogue.load import agreement_of
from catalogue.read import read_yaml
from tests.helpers.figures import LIGHT
from tests.helpers.words import EN, IT
from texts.translator import Bilingual, Words
from ui.figures.lines.status_bands import describe_status_bands, status_bands
from ui.state.service import CONTACT, contact
from ui.views.metodo.answer import answer
from ui.views.metodo.kpi_definition import entry, entry_html
from ui.views.metodo.model import Item, Section, section_html
from ui.views.metodo.rules import conditions, sections
from ui.views.metodo.statements import statements

RAW = read_yaml(CATALOGUE_DIR / "agreement.yaml")

TEXTS = ("name", "definition", "formula", "base", "caveat", "confidential_why")
NOT_TOLD = {
    ("parties", "id"),
    ("samples", "small_base"),
}  # a code that stands for its name; what rankings say themselves


def leaves(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value of a file."""
    if isinstance(node, dict):
        return [leaf for key, value in node.items() for leaf in leaves(value, (*path, key))]
    if isinstance(node, list):
        return [leaf for place, value in enumerate(node) for leaf in leaves(value, (*path, place))]
    return [path]


def another(value: Any) -> Any:
    """A value of the same kind that is not this one."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, date):
        return value - timedelta(days=40)
    if value == "proposed":
        return "observed"
    return value + "x" if isinstance(value, str) else value + 7 if isinstance(value, int) else value + 0.11


LEAVES = [leaf for leaf in leaves(RAW) if (leaf[0], leaf[-1]) not in NOT_TOLD]


def told(raw: Any, words: Words) -> str:
    return "".join(section_html(section) for section in sections(agreement_of(raw), words))


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: ".".join(map(str, leaf)))
def test_changing_anything_in_the_agreement_changes_the_text(leaf: tuple[Any, ...]) -> None:
    changed = copy.deepcopy(RAW)
    node = changed
    for key in leaf[:-1]:
        node = node[key]
    node[leaf[-1]] = another(node[leaf[-1]])
    assert any(told(changed, words) != told(RAW, words) for words in (IT, EN))
    if leaf[0] not in ("title_it", "title_en"):
        assert all(told(changed, words) != told(RAW, words) for words in (IT, EN))


def test_the_thresholds_are_told_as_they_are() -> None:
    assert len(LEAVES) > 25
    text = told(RAW, IT)
    for said in ("A ≥ P − 0,05", "A ≥ P − 0,15", "meno di 6 valori mensili", "80\u00a0%", "degli ultimi 12",
                 "5,0\u00a0%", "10,0\u00a0%", "1,0\u00a0%", "meno di 3 cooperative", "multiplo di 10",
                 "sotto 100",
                 "da un punteggio di 0,8", "14 giugno 2018", "13 giugno 2021", "Ipotesi"):  # fmt: skip
        assert said in text, said


def test_every_indicator_tells_why_it_is_not_confidential() -> None:
    for kpi in load().kpis.values():
        texts = {name: Bilingual(getattr(kpi, f"{name}_it"), getattr(kpi, f"{name}_en")) for name in TEXTS}
        row = kpi.__dict__ | texts | {"kpi": kpi.id, "time_window": kpi.window}
        for words in (IT, EN):
            terms = dict(entry(row, words))
            assert terms[words.t("Definition")] == words.pick(texts["definition"])
            why = words.pick(texts["confidential_why"])
            assert (why in terms[words.t("Confidential")]) if not kpi.confidential else not why
            assert all(terms.values())
    without = row | {"confidential": False, "confidential_why": Bilingual("", "")}
    assert "dati pubblici" in dict(entry(without, IT))["Riservato"], "a release may hold no reason"


def test_names_of_a_release_are_text() -> None:
    row: dict[str, Any] = dict.fromkeys(TEXTS, Bilingual("<script>", "<script>"))
    row |= {"kpi": 'x" onload="', "unit": "number", "period": "", "time_window": "latest", "direction": "up",
            "confidential": True, "breakdowns": (), "feeds": ("pid_activity",)}  # fmt: skip
    html = entry_html(row, IT, "kpi?kpi=x")
    assert "<script" not in html and 'onload="' not in html
    assert "<script" not in section_html(Section("<script>", (Item("<script>", "<script>", "<script>"),)))


MEASURES = [{"aim": aim} for aim in "ABB"]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ((13, 312, 41, 5, 5), "3 indicatori in 2 gruppi, da 13 flussi di dati e 312 cifre pubblicate da 41 editori; "
         "nessun obiettivo fu pubblicato con l'accordo: tutti sono proposti."),
        ((1, 0, 0, 0, 0), "3 indicatori in 2 gruppi, da 1 flusso di dati; nessun obiettivo fu pubblicato con "
         "l'accordo, e questa release non ne propone."),
        ((1, 1, 1, 5, 4), "3 indicatori in 2 gruppi, da 1 flusso di dati e 1 cifra pubblicata da 1 editore; nessun "
         "obiettivo fu pubblicato con l'accordo; 1 percorso non è una proposta."),
    ],
)  # fmt: skip
def test_the_answer_says_what_the_release_holds(found: tuple[int, ...], said: str) -> None:
    row = dict(zip(("feed_count", "figures", "publishers", "plans", "proposed"), found, strict=True))
    assert answer(MEASURES, row, IT) == said


@pytest.mark.parametrize("words", [IT, EN])
def test_the_picture_of_the_statuses_moves_with_its_thresholds(words: Words) -> None:
    first, other = (status_bands(on_track=t, slightly_late=0.15, words=words, theme=LIGHT) for t in (0.05, 0.1))
    bands = [{trace.name: list(trace.y) for trace in figure.data} for figure in (first, other)]
    assert bands[0]["on_track"][:2] == [-0.05, 0.95] and bands[1]["on_track"][:2] == [-0.1, 0.9]
    assert bands[0]["slightly_late"][2:] == [0.95, -0.05] and bands[1]["slightly_late"][2:] == [0.9, -0.1]
    described = describe_status_bands(conditions(agreement_of(RAW), words), words)
    assert words.number(0.15) in described and words.number(0.05) in described


def test_feedback_goes_where_the_operator_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(CONTACT, raising=False)
    assert contact(IT) == "chi gestisce il servizio"
    monkeypatch.setenv(CONTACT, "ufficio@example.org <b>")
    page = "".join(section_html(section) for section in statements("r", "oggi", IT))
    assert "ufficio@example.org &lt;b&gt;" in page
