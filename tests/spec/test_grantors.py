"""Who is a chamber is one fact of one list: what names a chamber in a workbook names it as the grantor of a voucher."""

from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from catalogue import load
from etl.normalise.text_key import text_key
from tests.helpers.awards import award, listed
from tests.helpers.inboxes import COOPS, members, modelled

pytestmark = pytest.mark.slow

TITLE = "Bando voucher digitali I4.0 - Anno 2019"


GRANTORS = {
    "CAMERA VALDOSTANA DELLE IMPRESE E DELLE PROFESSIONI": True,
    "Camera  di  commercio di Bologna": True,
    "C.C.I.A.A. DI ROMA": True,
    "Camera di Comm. di Lecce": True,
    "Camera valdostana delle imprese e delle professioni - Chambre valdôtaine des entreprises": True,
    "Handelskammer Bozen / Camera di commercio di Bolzano": True,
    "Camera di commercio di un luogo che la lista non conosce": True,
    "Molise": False,  # the region as likely as the chamber
    "Regione Autonoma Valle d'Aosta": False,
    "Comune di Bologna": False,
    "Camera dei deputati": False,
    "Unioncamere Lombardia": False,
    "Fondo per gli scaccia a terra": False,
}


def reasons(folder: Path, *grantors: str) -> list[str]:
    """Why an award of each grantor is no voucher of a cooperative, '' where it is one."""
    rows = (
        award(str(place), SOGGETTO_CONCEDENTE=escape(grantor), TITOLO_MISURA=TITLE, DATA_CONCESSIONE="2019-03-15",
              CODICE_FISCALE_BENEFICIARIO=COOPS[0], REGIONE_BENEFICIARIO="Valle d'Aosta")
        for place, grantor in enumerate(grantors)
    )  # fmt: skip
    (folder / "inbox").mkdir()
    (folder / "inbox" / "aiuti.xml").write_text(listed(*rows), encoding="utf-8")
    connection = modelled(folder, as_of=date(2019, 6, 30), cooperative_register=members({"coop": COOPS[0]}))
    found = dict(connection.execute("SELECT cor, reason FROM voucher_verdict").fetchall())
    return [found[str(place)] for place in range(len(grantors))]


def test_every_spelling_of_every_chamber_is_a_grantor_unless_a_territory_is_called_so(tmp_path: Path) -> None:
    lists = load().code_lists
    places = {text_key(text) for name in ("territories", "provinces") for text, _ in lists[name].spellings}
    known = {text for text, code in lists["chambers"].spellings if text != code and text_key(text) not in places}
    written = sorted(known | {text.upper() for text in known})
    assert "Camera valdostana delle imprese e delle professioni" in written and len(written) > 300
    assert [text for text, reason in zip(written, reasons(tmp_path, *written), strict=True) if reason] == []


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The reason of each grantor's award, '' for none."""
    return dict(zip(GRANTORS, reasons(tmp_path_factory.mktemp("grantors"), *GRANTORS), strict=True))


@pytest.mark.parametrize("grantor", GRANTORS)
def test_who_is_a_chamber(grantor: str, verdicts: dict[str, str]) -> None:
    assert verdicts[grantor] == ("" if GRANTORS[grantor] else "not_a_chamber")
