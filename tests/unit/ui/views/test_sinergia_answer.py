"""The sentences and the rows of exchanges on the synergy page: nothing that the figures do not show."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from reads.figure_index import FigureIndex, by_cell
from reads.slice import Slice
from tests.helpers.rows import as_rows
from tests.helpers.words import EN, IT
from texts.translator import Words
from ui.views.sinergia.answer import answer as answer_of
from ui.views.sinergia.inactive_places import inactive_places
from ui.views.sinergia.practice_flows import adoptions_table, flows, given_and_taken, regions_without_flows

DAY = date(2020, 12, 31)
FIGURES = [
    # kpi, breakdown, category, value, sign, numerator, denominator
    ("joint_actions", "total", "", 4120, "", 4120, np.nan),
    ("joint_actions", "association", "legacoop", 1, "", 1, np.nan),
    ("provinces_with_synergy", "total", "", 58.9, "", 63, 107),
    ("referral_acceptance", "total", "", 61.0, "", 610, 1000),
    ("good_practices", "total", "", 123, "", 123, np.nan),
    ("good_practices", "association", "legacoop", 40, "", 40, np.nan),
    ("practices_reused", "total", "", 27.6, "", 34, 123),
]
COLUMNS = ["kpi", "breakdown", "category", "value", "sign", "numerator", "denominator"]
REUSES = pd.DataFrame(
    [
        ("P1", "<script>", "legacoop", "BO", "E", "MI", "L", True),
        ("P1", "<script>", "legacoop", "BO", "E", "MO", "E", True),
        ("P2", None, "agci", "MI", "L", "BO", "E", True),
    ],
    columns=["practice_id", "title", "association", "from_province", "from_region", "to_province", "to_region",
             "demonstration"],
).assign(record_date=pd.Timestamp(DAY), month_end=pd.Timestamp(DAY))  # fmt: skip


def figures(**changed: dict[str, object]) -> pd.DataFrame:
    frame = pd.DataFrame(FIGURES, columns=COLUMNS).assign(month=pd.Timestamp(DAY), decimals=None)
    for kpi, change in changed.items():
        for column, value in change.items():
            frame.loc[frame["kpi"] == kpi, column] = value
    return frame


def cells(frame: pd.DataFrame) -> FigureIndex:
    return FigureIndex(by_cell(as_rows(frame)), Slice.of_whole("IT", DAY))


def answer(frame: pd.DataFrame, words: Words = IT, association: tuple[str, str] = ("", "")) -> str:
    own = REUSES[REUSES["association"] == association[0]] if association[0] else REUSES
    return answer_of(cells(frame), as_rows(own), "Italia", association, DAY, words)


def test_the_whole_answer_in_both_languages() -> None:
    assert answer(figures()) == (
        "Italia, 31 dicembre 2020: 4.120 azioni congiunte dall'inizio dell'accordo; 63 province su 107 con almeno "
        "un'azione congiunta negli ultimi 12 mesi; invii accolti: 61,0\u00a0% di 1.000; 34 buone pratiche su 123 "
        "riusate in un'altra provincia."
    )
    assert "34 good practices of 123 reused in another province." in answer(figures(), EN)


def test_one_of_an_association_and_what_is_of_all_in_a_sentence_of_its_own() -> None:
    said = answer(figures(), association=("legacoop", "Legacoop"))
    first, second = said.split(" Tutte le associazioni insieme: ")
    assert first == (
        "Italia, Legacoop, 31 dicembre 2020: 1 azione congiunta dall'inizio dell'accordo; 1 buona pratica su 40 "
        "riusata in un'altra provincia."
    )
    assert second.startswith("63 province") and second.endswith("di 1.000.")


def test_suppressed_is_not_none_and_no_data_is_neither() -> None:
    hidden = answer(
        figures(joint_actions={"value": np.nan, "sign": "*"}, referral_acceptance={"value": np.nan, "sign": "*"})
    )
    assert "azioni congiunte: dato oscurato per riservatezza" in hidden
    assert "invii accolti: dato oscurato per riservatezza" in hidden and " 0 " not in hidden
    frame = figures()
    assert "azioni congiunte: nessun dato" in answer(frame[frame["kpi"] != "joint_actions"])
    zero = answer(figures(joint_actions={"value": 0}))
    assert "0 azioni congiunte" in zero
    nothing = answer_of(cells(frame.iloc[:0]), [], "Italia", ("", ""), DAY, IT)
    assert nothing.startswith("Italia, 31 dicembre 2020: nessun dato (in attesa di dati: attività dei PID")


def places(active: list[float], provinces: list[tuple[float, str]]) -> pd.DataFrame:
    """Regions R0, R1, … of three provinces each with so many active ones, and provinces with their joint actions."""
    regions = pd.DataFrame({"name": [f"R{n}" for n in range(len(active))], "numerator": active})
    regions = regions.assign(kpi="provinces_with_synergy", territory_level="region", denominator=3.0, sign="")
    regions["value"] = 100 * regions["numerator"] / 3
    own = pd.DataFrame(provinces, columns=["value", "sign"])
    own = own.assign(kpi="joint_actions", territory_level="province", name=[f"P{n}" for n in range(len(own))])
    return pd.concat([regions, own], ignore_index=True)


def test_where_nothing_moves_is_named_as_far_as_it_is_published() -> None:
    found = inactive_places(as_rows(places([0, 1, 3, np.nan], [(0.0, ""), (np.nan, "*"), (40.0, "")])), "Italia", IT)
    assert found == [
        "Nessuna provincia ne ha avuta una negli ultimi 12 mesi: R0.",
        "Province senza azioni congiunte negli ultimi 12 mesi, per regione: R1 2 su 3.",
        "Nessuna dall'inizio dell'accordo: P0.",
        "In 1 provincia il numero delle azioni è oscurato: non vuol dire nessuna.",
        "Nessun dato: R3.",
    ]
    assert inactive_places(as_rows(places([3], [(5.0, "")])), "Italia", IT) == [
        "Italia: ogni provincia ha avuto un'azione congiunta negli ultimi 12 mesi."
    ]
    assert inactive_places(as_rows(places([np.nan], [])), "Italia", IT) == [
        "Nessun dato sulle azioni congiunte per provincia."
    ]


def test_practices_given_and_taken_agree_with_the_flows() -> None:
    regions = pd.DataFrame({"territory": ["E", "L", "V"], "name": ["Emilia", "Lombardia", "Veneto"]})
    given, taken = map(pd.DataFrame, given_and_taken(as_rows(REUSES), as_rows(regions), IT))
    assert list(given["name"]) == list(taken["name"]) == ["Emilia", "Lombardia"], "Veneto gave none and took none"
    assert list(given["value"]) == [2, 1] and list(given["part"]) == [1, 1]
    assert list(taken["value"]) == [2, 1] and list(taken["aside"]) == ["1 nella regione", ""]
    ways = pd.DataFrame(flows(as_rows(REUSES), {"E": "Emilia", "L": "Lombardia"}))
    assert dict(zip(ways["name"], ways["value"], strict=True)) == {
        "Emilia → Emilia": 1, "Emilia → Lombardia": 1, "Lombardia → Emilia": 1,
    }  # fmt: skip
    assert ways["value"].sum() == given["value"].sum() == taken["value"].sum() == len(REUSES)
    assert flows([], {}) == [] and given_and_taken([], as_rows(regions), IT)[0] == []


def test_regions_without_flows_are_named() -> None:
    recorded = pd.DataFrame({"territory": list("ELVT"), "name": ["Emilia", "Lombardia", "Veneto", "Toscana"]})
    recorded["value"] = [2.0, 1.0, 4.0, np.nan]
    assert regions_without_flows(as_rows(REUSES), as_rows(recorded), whole=True, words=IT) == [
        "Nel registro non c'è nessuna pratica di: Toscana.",
        "Con pratiche registrate ma non riusate in un'altra provincia: Veneto.",
        "Nessuna pratica di un'altra provincia adottata in: Veneto e Toscana.",
        "Fuori dalla figura, perché non ne hanno cedute né prese: Veneto e Toscana.",
    ]
    of_one = regions_without_flows(as_rows(REUSES), as_rows(recorded), whole=False, words=IT)
    assert len(of_one) == 2, "recordings of one association by region are not published"
    unknown = as_rows(recorded.assign(value=np.nan))
    assert regions_without_flows(as_rows(REUSES), unknown, whole=True, words=IT) == [
        "Nessun dato sulle buone pratiche per regione."
    ]


@pytest.mark.parametrize("words", [IT, EN])
def test_a_practice_without_a_title_goes_by_its_code_and_a_title_is_text(words: Words) -> None:
    table = adoptions_table(as_rows(REUSES), {code: code for code in ("BO", "MI", "MO", "E", "L")}, words)
    assert list(table.iloc[:, 0]) == ["<script>", "<script>", "P2"] and len(table) == 3
