"""An amount that the State-aid register does not give is unknown, not nought: in awards, vouchers, sums, screen."""

from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from tests.helpers.awards import award, listed
from tests.helpers.inboxes import COOPS, history, members, modelled
from tests.helpers.words import EN, IT
from texts.translator import Bilingual
from ui.components.figure_base import Based, base_text

pytestmark = pytest.mark.slow

CHAMBER, TITLE = "Camera di commercio di Bologna", "Voucher Digitali Impresa 4.0"
FIRM = "00123450371"


def voucher(cor: str, month: int, parts: int = 1, beneficiary: str = COOPS[0]) -> str:
    return award(cor, parts, SOGGETTO_CONCEDENTE=CHAMBER, TITOLO_MISURA=TITLE, DATA_CONCESSIONE=f"2019-0{month}-10",
                 CODICE_FISCALE_BENEFICIARIO=beneficiary, REGIONE_BENEFICIARIO="Emilia-Romagna")  # fmt: skip


def without_aid(text: str, times: int = 1) -> str:
    """The award without the aid of its first instruments."""
    return text.replace("<ELEMENTO_DI_AIUTO>10.50</ELEMENTO_DI_AIUTO>", "", times)


def made(folder: Path, *awards: str) -> duckdb.DuckDBPyConnection:
    (folder / "inbox").mkdir()
    (folder / "inbox" / "aiuti.xml").write_text(listed(*awards), encoding="utf-8")
    return modelled(folder, as_of=date(2019, 6, 30), cooperative_register=members({"coop": COOPS[0]}))


@pytest.mark.parametrize(
    ("text", "instruments", "amount"),
    [
        (voucher("1", 1, parts=0), 0, None),
        (voucher("1", 1), 1, 10.5),
        (voucher("1", 1, parts=2), 2, 21),
        (without_aid(voucher("1", 1)), 1, None),
        (without_aid(voucher("1", 1, parts=2)), 2, None),  # a part of it is known, the whole is not
        (voucher("1", 1).replace("10.50", "0.00"), 1, 0),  # the register says nought
    ],
)
def test_an_award_has_the_amount_that_all_its_instruments_give(
    tmp_path: Path, text: str, instruments: int, amount: float | None
) -> None:
    connection = made(tmp_path, text)
    assert connection.execute("SELECT instruments, amount FROM fact_voucher").fetchall() == [(instruments, amount)]


def test_an_award_sent_without_instruments_and_again_with_them_has_their_amount(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "aiuti_0.xml").write_text(listed(voucher("1", 1, parts=0)), encoding="utf-8")
    connection = made_beside(tmp_path, voucher("1", 1, parts=2))
    assert connection.execute("SELECT instruments, amount FROM fact_voucher").fetchall() == [(2, 21)]


def made_beside(folder: Path, text: str) -> duckdb.DuckDBPyConnection:
    (folder / "inbox" / "aiuti_1.xml").write_text(listed(text), encoding="utf-8")
    return modelled(folder, as_of=date(2019, 6, 30), cooperative_register=members({"coop": COOPS[0]}))


def test_a_sum_leaves_unknown_amounts_out_and_says_of_how_many_it_is(tmp_path: Path) -> None:
    """January: a firm's voucher alone; February: a cooperative's of unknown amount; March: one of known amount."""
    awards = (voucher("1", 1, beneficiary=FIRM), voucher("2", 2, parts=0), voucher("3", 3), voucher("4", 4, parts=0))
    connection = made(tmp_path, *awards)
    # value, numerator, denominator (vouchers), units (those of known amount)
    found = history(connection, "vouchers_amount", "IT")
    assert found["2019-01"][:2] == (0, 0) and not found["2019-01"][2]
    assert found["2019-02"] == (None, None, 1, 0)
    assert found["2019-03"] == (10.5, 10.5, 2, 1)
    assert found["2019-04"] == (10.5, 10.5, 3, 1)
    assert {month: row[0] for month, row in history(connection, "vouchers_granted", "IT").items()} == {
        "2019-01": 0, "2019-02": 1, "2019-03": 2, "2019-04": 3, "2019-05": 3, "2019-06": 3,
    }  # fmt: skip
    left_out = dict(connection.execute("SELECT reason, awards FROM voucher_left_out").fetchall())
    assert left_out["amount_unknown"] == 2
    assert connection.execute("SELECT value FROM kpi_published WHERE kpi = 'vouchers_amount' AND as_of = '2019-02-28' "
                              "AND territory = 'IT'").fetchall() == [(None,)]  # fmt: skip


@pytest.mark.parametrize(
    ("units", "denominator", "said"),
    [
        (1, 3.0, "importo ignoto: 2 su 3"),
        (2, 3.0, "importo ignoto: 1 su 3"),
        (3, 3.0, ""),
        (None, None, ""),
    ],
)
def test_the_base_on_screen_tells_how_many_amounts_are_unknown(
    units: int | None, denominator: float | None, said: str
) -> None:
    row: Based = {
        "base": Bilingual("importi concessi", "amounts granted"), "as_of": datetime(2019, 3, 31), "period": "",
        "precision": "exact", "kind": "euro", "units": units, "denominator": denominator,
    }  # fmt: skip
    assert ("importo ignoto" in base_text(row, IT)) == bool(said) and said in base_text(row, IT)
    assert ("unknown" in base_text(row, EN)) == bool(said)
