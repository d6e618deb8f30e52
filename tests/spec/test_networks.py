"""Aims C and D on a handful of rows: what travelled through the PID, practices reused elsewhere, virtual counters."""

from datetime import date
from pathlib import Path

import pytest

from engine import open_release
from etl.build import build
from etl.ingest.sources import Sources
from tests.helpers.releases import served, silent

TITLES = "Codice servizio,Data,Associazione erogante,Provincia,Tipo COOP 4.0,Tramite PID,Camera di commercio,"
SERVICES = f"""{TITLES}Codice fiscale cooperativa,Partecipanti
C1,2019-01-10,Legacoop,BO,servizio,sì,Bologna,00123450371,
C2,2019-02-10,Legacoop,BO,servizio,no,,00123450371,
C3,2019-02-11,AGCI,MI,formazione,sì,Milano Monza Brianza Lodi,,20
C4,2019-03-11,AGCI,MI,formazione,no,,,10
"""
PRACTICES = """Codice scheda,Codice buona pratica,Tipo di scheda,Data,Provincia,Associazione,Titolo della pratica
S1,P1,registrazione,2019-01-10,BO,Legacoop,Prima
S2,P1,adozione,2019-02-10,BO,Legacoop,Prima
S3,P1,adozione,2019-03-10,MI,Legacoop,Prima
S4,P2,registrazione,2019-03-12,MI,AGCI,Seconda
"""
NETWORK = """Canale;Mese (ultimo giorno);Persone raggiunte;Interazioni
Sito;31/01/2019;1.000;100
Forum;31/01/2019;50;10
Sito;28/02/2019;2.000;200
"""


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str, str], float]:
    """(kpi, territory, category, month) and value, from a release of the three little files."""
    inbox = tmp_path_factory.mktemp("networks")
    for name, text in {"servizi.csv": SERVICES, "pratiche.csv": PRACTICES, "rete.csv": NETWORK}.items():
        (inbox / name).write_text(text, encoding="utf-8")
    releases = inbox / "releases"
    build(Sources(inbox, None), releases, as_of=date(2020, 3, 31), progress=silent)
    return values(releases)


def values(releases: Path) -> dict[tuple[str, str, str, str], float]:
    with open_release(served(releases)) as connection:
        rows = connection.execute("SELECT kpi, territory, category, as_of, value FROM kpi_value").fetchall()
    return {(kpi, territory, category, day.isoformat()[:7]): value for kpi, territory, category, day, value in rows}


@pytest.mark.parametrize(
    ("kpi", "territory", "category", "month", "value"),
    [
        ("coop40_services_via_pid", "IT", "", "2019-01", 1),
        ("coop40_services_via_pid", "IT", "", "2019-03", 2),
        ("coop40_services_via_pid", "IT", "agci", "2019-03", 1),
        ("people_trained", "IT", "", "2019-02", 20),
        ("people_trained", "ITC4", "", "2020-03", 30),
        ("good_practices", "IT", "", "2019-03", 2),
        ("practices_reused", "ITH5", "", "2019-02", 0),  # adopted where it was born: not reused
        ("practices_reused", "ITH5", "", "2019-03", 100),
        ("practices_reused", "IT", "", "2019-03", 50),
        ("virtual_interactions", "IT", "", "2019-01", 110),
        ("virtual_interactions", "IT", "", "2020-03", 310),
        ("virtual_interactions", "IT", "site", "2019-02", 300),
        ("pids_offering_coop40", "ITH5", "", "2020-01", 0),  # twelve months on, it no longer counts
    ],
)
def test_value(
    kpi: str, territory: str, category: str, month: str, value: float, figures: dict[tuple[str, str, str, str], float]
) -> None:
    assert figures[kpi, territory, category, month] == pytest.approx(value)


def test_a_share_of_the_pid_that_operate(figures: dict[tuple[str, str, str, str], float]) -> None:
    """Bologna alone of the chambers of Emilia-Romagna; a territory before its first record has no figure."""
    assert 0 < figures["pids_offering_coop40", "ITH5", "", "2019-12"] < 100
    assert ("people_trained", "ITH5", "", "2019-03") not in figures
    assert ("coop40_services_via_pid", "ITF3", "", "2019-03") not in figures
