"""The second computation on an inbox made to be hard: mergers, silent months, two tools, unknown amounts, moves.

The demonstration is kind; here every third row is of the sort at which a computation goes wrong, and all measures are
compared every half a year in territories of every level.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import pandas as pd
import pytest
from numpy.random import Generator, default_rng

from tests.helpers.awards import award, listed
from tests.helpers.inboxes import COOPS, Row, activities, assessments, members, modelled
from tests.spec.recompute import codes, world
from tests.spec.recompute.raw import tables
from tests.spec.recompute.slices import Asked, World
from tests.spec.test_recompute import Cells, differences, of_release

pytestmark = pytest.mark.slow

AS_OF = date(2020, 12, 31)
# Provinces, with a chamber that served them before a merger and the one after it.
PLACES = {"AN": ("Ancona", "Marche"), "MC": ("Macerata", "Marche"), "CO": ("Como", "Como-Lecco"),
          "LC": ("Lecco", "Como-Lecco"), "BO": ("Bologna", "Bologna"), "TP": ("Trapani", "Trapani")}  # fmt: skip
SERVICES = ("Orientamento", "Webinar", "SELFI4.0", "Formazione", "PID-LAB")
ASSOCIATIONS = ("Legacoop", "AGCI", "Confcooperative", "")


class Maker:
    """Draws rows from a fixed seed."""

    def __init__(self, seed: int) -> None:
        self.draw: Generator = default_rng(seed)

    def one(self, values: tuple[str, ...] | list[str]) -> str:
        """One of some values."""
        return values[int(self.draw.integers(len(values)))]

    def day(self, last: date = AS_OF) -> str:
        """A day since a few weeks before the agreement; half of them within its first months, then silence."""
        span = 200 if self.draw.random() < 0.5 else (last - date(2018, 5, 20)).days
        return (date(2018, 5, 20) + timedelta(days=int(self.draw.integers(span)))).isoformat()

    def flag(self, share: float) -> bool:
        """True in this share of the cases."""
        return bool(self.draw.random() < share)

    def activity(self) -> Row:
        """An activity; some without a cooperative, a number of participants or an answer on joint action."""
        province, sent = self.one(list(PLACES)), self.flag(0.3)
        return {
            "day": self.day(), "province": province, "chamber": self.one(PLACES[province]),
            "service": self.one(SERVICES), "coop": self.one([*COOPS[:25], "", ""]), "content": self.one(("sì", "no")),
            "joint": self.one(("sì", "no", "")), "partner": self.one(ASSOCIATIONS),
            "people": self.one(("", "0", "12", "40")), "direction": self.one(("da PID", "a PID")) if sent else "",
            "counterpart": self.one(("PICO", "NODE")) if sent else "",
            "outcome": self.one(("accolto", "non accolto", "")) if sent else "",
        }  # fmt: skip

    def assessment(self) -> Row:
        """An assessment by one of the two tools, of a cooperative that may have moved."""
        return {"day": self.day(), "coop": self.one(COOPS[:12]), "province": self.one(list(PLACES)),
                "score": f"{self.draw.integers(0, 41) / 10:.1f}".replace(".", ","),
                "Strumento": self.one(("SELFI4.0", "ZOOM4.0")), "uses": self.one(("", "Cloud", "Cloud|Blockchain"))
                }  # fmt: skip

    def service(self, place: int) -> Row:
        """A COOP 4.0 service, through a chamber of before or after the merger."""
        province, via = self.one(list(PLACES)), self.flag(0.6)
        return {"Codice servizio": f"C{place}", "Data": self.day(date(2019, 3, 1)),
                "Associazione erogante": self.one(ASSOCIATIONS[:3]), "Provincia": province,
                "Tipo COOP 4.0": self.one(("servizio", "formazione")), "Tramite PID": "sì" if via else "no",
                "Camera di commercio": self.one(PLACES[province]) if via else "",
                "Codice fiscale cooperativa": self.one([*COOPS[:9], ""]), "Partecipanti": self.one(("", "0", "15"))
                }  # fmt: skip

    def practice(self, place: int) -> Row:
        """A recording or adoption of one of a few practices."""
        return {"Codice scheda": f"S{place}", "Codice buona pratica": f"P{self.draw.integers(12)}",
                "Tipo di scheda": self.one(("registrazione", "adozione")), "Data": self.day(),
                "Provincia": self.one(list(PLACES)), "Associazione": self.one(ASSOCIATIONS), "Titolo della pratica": "x"
                }  # fmt: skip

    def award(self, place: int) -> str:
        """An award of a chamber or another body, with two instruments, one or none, and some without an amount."""
        text = award(
            str(place), int(self.draw.integers(3)), DATA_CONCESSIONE=self.day(),
            SOGGETTO_CONCEDENTE=self.one(("Camera di commercio di Ancona", "CCIAA Como", "Regione Marche",
                                          "Camera valdostana delle imprese e delle professioni")),
            TITOLO_MISURA=self.one(("Bando Voucher Digitali I4.0", "Voucher fiere")),
            CODICE_FISCALE_BENEFICIARIO=self.one([*COOPS[:8], *["00123450371"] * 4]),
            REGIONE_BENEFICIARIO=self.one(("Marche", "Lombardia", "Lombardia;Marche")),
        )  # fmt: skip
        return text.replace("<ELEMENTO_DI_AIUTO>10.50</ELEMENTO_DI_AIUTO>", "", 1) if self.flag(0.3) else text


def register(maker: Maker) -> Iterator[Row]:
    """Cooperatives of which some end, move to another province, or belong to two associations."""
    for place, coop in enumerate(COOPS):
        own = {"coop": coop, "Provincia": list(PLACES)[place % 6], "Sezione ATECO": "ACQ"[place % 3],
               "associations": ("Legacoop", "AGCI|Legacoop", "")[place % 3]}  # fmt: skip
        ends = maker.one(("", "", "2019-03-31", "2020-05-15"))
        yield own | {"ends": ends}
        if ends and place % 2:
            yield own | {"Provincia": "BO", "starts": "2020-06-01", "Classe di addetti": "250+"}


@pytest.fixture(scope="module", params=[1, pytest.param(2, marks=pytest.mark.slow)])
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[World, duckdb.DuckDBPyConnection]:
    """What was read a second time, and the tables of the product's own way."""
    maker, folder = Maker(request.param), tmp_path_factory.mktemp("hard")
    inbox = folder / "inbox"
    inbox.mkdir()
    awards = listed(*(maker.award(place) for place in range(90)))
    (inbox / "aiuti.xml").write_text(awards, encoding="utf-8")
    months = pd.date_range("2018-08-31", AS_OF, freq="ME")
    channels = [{"Canale": channel, "Mese (ultimo giorno)": f"{month:%d/%m/%Y}", "Interazioni": maker.one(("0", "7"))}
                for channel in ("Sito", "Forum") for month in months if maker.flag(0.4)]  # fmt: skip
    connection = modelled(
        folder, AS_OF,
        pid_activity=activities(*(maker.activity() for _ in range(160))),
        maturity_assessment=assessments(*(maker.assessment() for _ in range(50))),
        coop40_service=[maker.service(place) for place in range(30)],
        good_practice=[maker.practice(place) for place in range(40)],
        virtual_network=channels, cooperative_register=members(*register(maker)),
    )  # fmt: skip
    return world.read_world(inbox, tables(inbox), AS_OF, {}), connection


@pytest.mark.parametrize("kpi", world.PROGRAMME)
def test_a_measure_has_the_same_figures_however_hard_the_rows_are(
    kpi: str, both: tuple[World, duckdb.DuckDBPyConnection]
) -> None:
    read, connection = both
    home = {sigla: codes.provinces()[sigla.lower()] for sigla in PLACES}
    places = ["IT", "ITC", "ITG1", "ITI3", "ITC4", "ITH5", home["AN"], home["BO"]]
    months = list(pd.date_range("2018-06-30", AS_OF, freq="ME")[::6])
    ours: Cells = {}
    for place in places:
        for month in months:
            for breakdown in ("total", *world.PROGRAMME[kpi][1]):
                for category, figure in world.figures(kpi, breakdown, Asked(read, place, month)).items():
                    ours[kpi, breakdown, place, f"{month:%Y-%m-%d}", category] = figure
    where = "kpi = ? AND list_contains(?, territory) AND list_contains(?, as_of)"
    assert differences(ours, of_release(connection, where, kpi, places, [month.date() for month in months])) == []
    assert len(ours) > len(months) / 2


def test_the_inbox_is_as_hard_as_it_means_to_be(both: tuple[World, duckdb.DuckDBPyConnection]) -> None:
    read, _ = both
    assert read.assessments.groupby("coop")["tool"].nunique().max() == 2
    own = read.vouchers[read.vouchers["coop"].notna()]
    assert own["amount"].isna().any() and own["amount"].notna().any() and read.vouchers["region"].isna().any()
    assert {"CC35a", "CC35"} <= set(read.activities["chamber"]) and read.activities["people"].isna().any()


def test_no_part_is_more_than_its_whole(both: tuple[World, duckdb.DuckDBPyConnection]) -> None:
    """Of a share, in every month, territory and category."""
    _, connection = both
    rows = connection.execute(
        "SELECT v.* FROM kpi_value v JOIN kpi k USING (kpi) WHERE k.kind = 'share' AND (v.value > 100 OR v.value < 0)"
    ).fetchall()
    assert rows == []
