"""Every digital voucher ends in one place: by tax code, name or decision a cooperative's, to be decided, or neither."""

import string
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest

from etl.__main__ import main
from etl.build import build
from etl.ingest.sources import Sources
from tests.helpers.awards import PERSON, award, listed
from tests.helpers.inboxes import COOPS, members, modelled, write
from tests.helpers.releases import served, silent
from tests.spec.test_vouchers import FIRM

CHAMBER, TITLE, PLACE = "Camera di commercio di Bologna", "Voucher Digitali Impresa 4.0", "Emilia-Romagna"
NAMES = {
    COOPS[0]: "La Quercia Società Cooperativa Sociale",
    COOPS[1]: "Zefiro Marino soc. coop.",
    COOPS[2]: "Zefiro Marino scarl",
    COOPS[3]: '=HYPERLINK("http://x") Lume coop',
}
NAMES |= {code: f"Altra {3 * stem} soc. coop." for code, stem in zip(COOPS[4:], string.ascii_lowercase, strict=False)}
AWARDS = {  # COR: (tax code, name, how it is matched, with what)
    "1": (COOPS[0], "Tutt'altro nome", "tax_code", COOPS[0]),
    "2": ("", "LA QUERCIA S.C.S. ONLUS", "name", COOPS[0]),
    "3": (FIRM, "LA QUERCIA S.C.S. ONLUS", "review", None),  # another valid code speaks against the name
    "4": ("", "Zefiro Marino cooperativa", "review", None),  # fits two
    "5": ("", "Ermenegilda Quattrociocchi", "none", None),
    "6": (PERSON, "La Quercia soc. coop.", "none", None),  # beside a person's code no name is kept
    "7": (FIRM, "Officine Bolognesi srl", "none", None),
    "8": ("", "Cooperativa Sociale", "none", None),
    "9": ("", NAMES[COOPS[3]], "name", COOPS[3]),
    "10": (FIRM, "QUATTROCIOCCHI ERMENEGILDA", "none", None),
    "11": (FIRM, NAMES[COOPS[3]], "review", None),
}
PERSONS = ("Ermenegilda", "Quattrociocchi", PERSON)


def fill(folder: Path, decisions: list[Mapping[str, object]]) -> dict[str, list[dict[str, object]]]:
    """Write the register's file; returns the rows of the other feeds."""
    (folder / "inbox").mkdir()
    texts = {"SOGGETTO_CONCEDENTE": CHAMBER, "TITOLO_MISURA": TITLE, "REGIONE_BENEFICIARIO": PLACE}
    awards = [
        award(cor, CODICE_FISCALE_BENEFICIARIO=code, DENOMINAZIONE_BENEFICIARIO=escape(name), **texts)
        for cor, (code, name, *_) in AWARDS.items()
    ]
    (folder / "inbox" / "aiuti.xml").write_text(listed(*awards), encoding="utf-8")
    register = members(*({"coop": code, "Denominazione": name} for code, name in NAMES.items()))
    said = [{"COR": "", "Codice fiscale cooperativa": "", "È la stessa?": "sì", "Deciso da": "Legacoop",
             "Deciso il": "2019-05-01"} | row for row in decisions]  # fmt: skip
    return {"cooperative_register": register} | ({"voucher_decision": said} if said else {})


def decide(cor: str, coop: str, **other: str) -> dict[str, object]:
    return {"COR": cor, "Codice fiscale cooperativa": coop} | other


def matched(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, str | None]]:
    rows = connection.execute("SELECT cor, match_method, matched FROM fact_voucher").fetchall()
    return {cor: (method, coop) for cor, method, coop in rows}


@pytest.fixture(scope="module")
def undecided(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    folder = tmp_path_factory.mktemp("matching")
    return modelled(folder, as_of=date(2019, 6, 30), **fill(folder, []))


def test_each_award_is_matched_as_its_case_asks(undecided: duckdb.DuckDBPyConnection) -> None:
    assert matched(undecided) == {cor: (method, coop) for cor, (_, _, method, coop) in AWARDS.items()}
    counted = undecided.execute("SELECT cor FROM fact_voucher WHERE cooperative ORDER BY cor").fetchall()
    assert counted == [("1",), ("2",), ("9",)]


def test_every_voucher_is_counted_in_one_way(undecided: duckdb.DuckDBPyConnection) -> None:
    def number(query: str) -> int:
        return int(undecided.execute(query).fetchall()[0][0] or 0)

    assert (
        number("SELECT sum(awards) FROM voucher_matching") == number("SELECT count(*) FROM fact_voucher") == len(AWARDS)
    )
    left = "SELECT sum(awards) FROM voucher_left_out WHERE reason <> 'region_unknown'"
    assert number("SELECT count(*) FROM fact_voucher WHERE cooperative") + number(left) == len(AWARDS)
    review = number("SELECT count(DISTINCT cor) FROM voucher_review")
    assert review == number("SELECT awards FROM voucher_left_out WHERE reason = 'in_review'") == 3


def test_the_review_list_says_who_may_be_meant_and_why(undecided: duckdb.DuckDBPyConnection) -> None:
    rows = undecided.execute("SELECT cor, cooperative, reason FROM voucher_review").fetchall()
    assert {row for row in rows if row[0] != "11"} == {
        ("3", COOPS[0], "other_tax_code"), ("4", COOPS[1], "several_fit"), ("4", COOPS[2], "several_fit"),
    }  # fmt: skip
    scores = undecided.execute("SELECT score FROM fact_voucher WHERE match_method IN ('name', 'review')").fetchall()
    assert all(0.1 <= score <= 1 for (score,) in scores)


def test_decisions_are_followed_where_they_can_be_and_told_where_not(tmp_path: Path) -> None:
    decisions = [
        decide("3", COOPS[0]),
        decide("2", COOPS[0], **{"È la stessa?": "no"}),  # takes an accepted name out again
        decide("4", COOPS[1], **{"È la stessa?": "no"}),
        decide("7", COOPS[1]),
        decide("7", COOPS[2]),  # two for one award
        decide("99", COOPS[0]),
        decide("5", COOPS[50]),
        decide("1", COOPS[1]),  # its tax code has found it
        decide("11", COOPS[3], **{"Deciso da": ""}),
        decide("9", COOPS[3], **{"È la stessa?": "", "Deciso da": "", "Deciso il": ""}),  # left open
    ]
    connection = modelled(tmp_path, as_of=date(2019, 6, 30), **fill(tmp_path, decisions))
    found = matched(connection)
    assert found["3"] == ("decision", COOPS[0]) and found["2"] == ("none", None)
    assert found["1"] == ("tax_code", COOPS[0]) and found["9"] == ("name", COOPS[3])
    assert (found["4"][0], found["7"][0], found["5"][0], found["11"][0]) == ("review", "none", "none", "review")
    rows = connection.execute("SELECT cooperative FROM voucher_review WHERE cor = '4'").fetchall()
    assert rows == [(COOPS[2],)]


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    gone = [decide("99", COOPS[0]), decide("5", COOPS[50]), decide("7", COOPS[1]), decide("7", COOPS[2])]
    gone += [decide("1", COOPS[1]), decide("11", COOPS[3], **{"Deciso da": ""})]
    for name, rows in fill(folder, gone).items():
        write(folder / "inbox" / f"{name}.csv", rows)
    build(Sources(folder / "inbox", None), folder / "releases", as_of=date(2019, 6, 30), progress=silent)
    return folder / "releases"


def test_a_decision_that_cannot_be_followed_is_told(releases: Path) -> None:
    with duckdb.connect(str(served(releases)), read_only=True) as connection:
        rows = connection.execute("SELECT warning, count(*) FROM load_warning GROUP BY ALL").fetchall()
    assert dict(rows) == {
        "decision_award_gone": 1, "decision_cooperative_gone": 1, "decision_two_cooperatives": 2,
        "decision_settled_by_code": 1, "decision_incomplete": 1,
    }  # fmt: skip


def test_no_person_is_in_a_release_nor_in_what_it_was_made_of(releases: Path) -> None:
    texts = []
    for path in releases.rglob("*.parquet"):
        texts.append(str(pq.read_table(path).to_pylist()))
    with duckdb.connect(str(served(releases)), read_only=True) as connection:
        for (table,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            texts.append(str(connection.execute(f"SELECT * FROM {table}").fetchall()))
    whole = " ".join(texts).upper()
    assert "ZEFIRO MARINO COOPERATIVA" in whole and [word for word in PERSONS if word.upper() in whole] == []


@pytest.mark.slow
def test_the_review_list_is_a_workbook_that_comes_back_as_decisions(releases: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "da_decidere.xlsx"
    assert main(["review", "--releases", str(releases), "--out", str(out), "--lang", "it"]) == 0
    book = openpyxl.load_workbook(out)
    head, *rows = book.active.iter_rows()
    titles = [cell.value for cell in head]
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} == {"s"}, "no cell is a formula"
    assert any(str(cell.value).startswith("=HYPERLINK") for row in rows for cell in row)
    assert main(["check", str(out)]) == 0
    for row in rows:
        for title, value in {"È la stessa?": "sì", "Deciso da": "Legacoop", "Deciso il": "01/05/2019"}.items():
            row[titles.index(title)].value = value if row[0].value == "3" else None
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    book.save(inbox / "deciso.xlsx")
    feeds = {"cooperative_register": members(*({"coop": code, "Denominazione": name} for code, name in NAMES.items()))}
    (inbox / "aiuti.xml").write_bytes((releases.parent / "inbox" / "aiuti.xml").read_bytes())
    assert matched(modelled(tmp_path, as_of=date(2019, 6, 30), **feeds))["3"] == ("decision", COOPS[0])


def test_without_a_release_or_a_place_to_write_to_one_sentence_is_said(
    releases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", "--releases", str(tmp_path), "--out", str(tmp_path / "x.xlsx"), "--lang", "en"]) == 2
    assert main(["review", "--releases", str(releases), "--out", str(releases / "x.xlsx"), "--lang", "en"]) == 2
    (tmp_path / "file").touch()
    assert (
        main(["review", "--releases", str(releases), "--out", str(tmp_path / "file" / "x.xlsx"), "--lang", "en"]) == 2
    )
    assert len(capsys.readouterr().err.strip().splitlines()) == 3
