"""Which awards are vouchers of cooperatives, and what is left out and why, on a handful of awards."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.helpers.awards import PERSON, award, listed
from tests.helpers.inboxes import COOPS, members, modelled, values

FIRM = "00123450371"
CHAMBER, TITLE = "Camera di commercio di Bologna", "Voucher Digitali Impresa 4.0"
AWARDS = [
    ("1", CHAMBER, TITLE, "2019-01-10", COOPS[0], "Lazio", 2),  # two components: one voucher; its seat is in Bologna
    ("2", "C.C.I.A.A. DI ROMA", "Bando VOUCHER digitali I4.0", "2019-03-10+01:00", COOPS[1], "Lazio", 1),
    ("3", CHAMBER, TITLE, "2019-01-11", FIRM, "Emilia-Romagna", 1),
    ("4", CHAMBER, TITLE, "2019-03-11", PERSON, "Lazio;Campania", 1),
    ("5", "Regione Lazio", TITLE, "2019-03-11", COOPS[0], "Lazio", 1),
    ("6", CHAMBER, "Voucher fiere digitali 4.0", "2019-03-11", COOPS[0], "Lazio", 1),
    ("7", CHAMBER, TITLE, "2018-06-13", COOPS[0], "Lazio", 1),
    ("8", CHAMBER, TITLE, "2019-06-01", COOPS[0], "Lazio", 1),  # after the as-of date
]


def made(folder: Path, *, register: bool) -> duckdb.DuckDBPyConnection:
    names = ("SOGGETTO_CONCEDENTE", "TITOLO_MISURA", "DATA_CONCESSIONE", "CODICE_FISCALE_BENEFICIARIO")
    (folder / "inbox").mkdir()
    text = listed(
        *(
            award(cor, parts, REGIONE_BENEFICIARIO=region, **dict(zip(names, texts, strict=True)))
            for cor, *texts, region, parts in AWARDS
        )
    )
    (folder / "inbox" / "aiuti.xml").write_text(text, encoding="utf-8")
    coops = members({"coop": COOPS[0]}, {"coop": COOPS[1], "Provincia": "RM"})
    feeds = {"cooperative_register": coops} if register else {}
    return modelled(folder, as_of=date(2019, 4, 30), **feeds)


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return made(tmp_path_factory.mktemp("vouchers"), register=True)


@pytest.mark.parametrize(
    ("kpi", "territory", "month", "value"),
    [
        ("vouchers_granted", "IT", "2019-01", 1),
        ("vouchers_granted", "IT", "2019-04", 2),
        ("vouchers_amount", "IT", "2019-01", 21),
        ("vouchers_amount", "IT", "2019-04", 31.5),
        ("voucher_share", "IT", "2019-01", 50),
        ("voucher_share", "IT", "2019-04", 50),
        ("vouchers_granted", "ITH5", "2019-04", 1),
        ("voucher_share", "ITH5", "2019-02", 50),
        ("vouchers_amount", "ITI4", "2019-03", 10.5),
        ("voucher_share", "ITI", "2019-03", 100),
    ],
)
def test_value(figures: duckdb.DuckDBPyConnection, kpi: str, territory: str, month: str, value: float) -> None:
    assert values(figures, kpi, territory)[month] == pytest.approx(value)


def test_a_territory_has_no_figure_before_its_first_voucher(figures: duckdb.DuckDBPyConnection) -> None:
    assert "2019-02" not in values(figures, "vouchers_granted", "ITI4")
    assert values(figures, "vouchers_granted", "ITF3") == {}


def test_what_is_left_out_is_counted(figures: duckdb.DuckDBPyConnection) -> None:
    rows = figures.execute("SELECT reason, awards, amount FROM voucher_left_out").fetchall()
    reasons = ("not_a_chamber", "other_title", "before_window", "no_organisation_code", "not_in_register")
    assert {row[0]: row[1:] for row in rows} == dict.fromkeys((*reasons, "region_unknown"), (1, 10.5))
    total = figures.execute("SELECT count(*) FROM state_aid_total").fetchall()[0][0]
    taken = figures.execute("SELECT count(*) FROM fact_voucher WHERE cooperative").fetchall()[0][0]
    assert total == len(AWARDS) - 1 == taken + len(reasons)


def test_without_a_register_there_is_no_figure_rather_than_nought(tmp_path: Path) -> None:
    connection = made(tmp_path, register=False)
    assert values(connection, "vouchers_granted", "IT") == {}
    assert connection.execute("SELECT count(*) FROM fact_voucher").fetchall() == [(4,)]
