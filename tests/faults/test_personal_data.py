"""Names, e-mails, telephones and persons' tax codes that a sender types stay in the sender's file, kept in ``raw``."""

import csv
import os
import re
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from stdnum.it import codicefiscale

from catalogue import load
from catalogue.model import Feed
from engine.sql_text import Sql
from etl.__main__ import main
from etl.check import check
from etl.normalise.personal_data import looks_personal, masked, seen
from etl.normalise.plain_signs import plain
from etl.validate.contract_sql import is_verbatim
from tests.helpers import annexes
from tests.helpers.awards import award, listed
from tests.helpers.inboxes import COOPS, activities, write

pytestmark = pytest.mark.slow
NAME, OTHER = "Ermenegilda Quattrociocchi", "Bonaventura Piccolomini"
PERSON, EMAIL, PHONE = "QTTRNG80A41H501W", "erme.quattro@example.it", "347 6182953"
# As a machine does not see it at once: wide letters, signs that nobody sees, (at) in the place of the sign.
DISGUISED = "ｅrme.\u200bquat\u00adtro [at] example.it"
PLANTED = (PERSON, EMAIL, PHONE, f"{NAME} {PHONE}", DISGUISED)
WORDS = ("ermenegilda", "quattrociocchi", "bonaventura", "piccolomini", "rng80a41", "erme.quattro", "6182953")
FEEDS = list(load().feeds.values())
PLAIN = [feed for feed in FEEDS if not feed.layouts]
HEADS = {
    "istat_stat_export": ["ITTER107", "Territory", "TIPO_DATO", "Label", "NOTA", "Nota", "TIME", "Value", "Flag Codes"],
    "sdmx_csv": ["DATAFLOW", "REF_AREA", "DATA_TYPE", "NOTA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"],
}
LINES = {
    "istat_stat_export": ["ITC1", "Piemonte", "N", "n", "X", "x", "2019", "12.5", "b"],
    "sdmx_csv": ["IT1:9(1.0)", "ITC1", "N", "X", "2019", "12.5", "b"],
}


def told(feed: Feed, row: int) -> dict[str, str]:
    """A row that the feed's contract takes, with a person in a column of nobody and in those that are dropped."""
    cells = {field.title: NAME if field.personal else field.example for field in feed.fields if not field.folded}
    for field in feed.fields:
        if field.name in feed.primary_key and is_verbatim(field) and not field.code_list:
            cells[field.title] = f"{field.example[:30]}{row}" if field.identifier else field.example
    cells |= {"due_on": "2019-06-12"} if feed.name == "target" else {}  # the example's own day has a shipped target
    return cells | {"Referente": f"{NAME} {EMAIL} {PHONE} {PERSON}", f"Note di {NAME}": OTHER, f"Tel {PHONE}": PERSON}


def dirty(feed: Feed) -> list[dict[str, str]]:
    """One row to take, and one for each stored column and each planted text; a name only where no text is stored."""
    rows = [told(feed, 0)]
    for field in feed.fields:
        if not field.folded and not field.personal:
            texts = [*PLANTED, *([] if is_verbatim(field) else [NAME])]
            rows += [told(feed, len(rows)) | {field.title: text} for text in texts]
    return rows


def workbook(path: Path, rows: list[dict[str, str]]) -> None:
    """A workbook whose sheet, comments and properties tell of a person too."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": NAME, "author": NAME, "manager": EMAIL, "comments": PERSON, "company": PHONE})
        book.set_custom_property("Referente", NAME)
        book.add_worksheet(OTHER).write(0, 0, f"{NAME} {EMAIL} {PHONE} {PERSON}")
        page = book.add_worksheet(NAME)
        page.write_row(0, 0, list(rows[0]))
        for place, row in enumerate(rows, start=1):
            page.write_row(place, 0, list(row.values()))
        page.write_comment(1, 0, f"{NAME} {EMAIL} {PHONE} {PERSON}", {"author": NAME})
        page.set_header(f"&C{NAME}")


def statistics(inbox: Path) -> None:
    """Every column of the published layouts holds a person once; a name only where no label is kept."""
    for name, head in HEADS.items():
        line = LINES[name]
        lines = [line, *([*line[:place], text, *line[place + 1 :]] for place in range(len(line)) for text in PLANTED)]
        with (inbox / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *lines])
    tsv = "freq,unit,geo\\TIME_PERIOD\t2018 \t2019 \n"
    lines = [f"A,{text},ITC1\t1.5\t2\nA,X,{text}\t1\t2\nA,X,ITC1\t{text}\t3\n" for text in PLANTED]
    (inbox / "estat.tsv").write_text(tsv + "A,X,ITC1\t12.5 \t7 b\n" + "".join(lines), encoding="utf-8")
    book = openpyxl.Workbook()
    book.properties.creator, book.properties.description = NAME, EMAIL
    page = book.worksheets[0]
    page.title = NAME
    for row in (["Dataset:", "Part-time [LFSI_PT_A]"], [], ["Sex", "Total"], [], ["TIME", "2018", "2019"],
                ["Italy", 7, 8], *([text, 1, 2] for text in PLANTED),
                *(["France", text, 2] for text in PLANTED)):  # fmt: skip
        page.append(row)
    page["B6"].comment = Comment(f"{NAME} {PERSON}", EMAIL)
    book.save(inbox / "estat.xlsx")


def annex(inbox: Path) -> None:
    """An annex with a person on its cover, below and beside its table, in the label of a line and in a cell."""
    lines = [annexes.SHARES, *((text, 60, 50.0, 5.0, 1.0) for text in PLANTED), ("Altre", 60, NAME, 5.0, 1.0)]
    cover = ("2019", "Provincia di Rieti", f"a cura di {NAME} {EMAIL} {PHONE} {PERSON}")
    path = annexes.write(inbox / "excelsior.xlsx", cover, {"Tav1": annexes.reasons(lines)})
    book = openpyxl.load_workbook(path)
    book.properties.creator = NAME
    book["Tav1"]["B8"].comment = Comment(f"{NAME} {PERSON}", EMAIL)
    book["Tav1"]["H8"] = f"{NAME} {PHONE}"
    book.create_sheet(NAME).append([OTHER, PERSON])
    book.save(path)


def register(inbox: Path) -> None:
    """The State-aid register with a person in each element that it has, or in one that it has not."""
    tags = [name for field in load().feeds["state_aid_award"].fields if not field.folded
            for name in (field.title, *field.aliases)]  # fmt: skip
    tags = [tag for tag in tags if tag not in {"COR", "DATA_CONCESSIONE", "CODICE_FISCALE_BENEFICIARIO"}]
    more = {"DENOMINAZIONE_BENEFICIARIO": NAME, "REFERENTE": f"{NAME} {EMAIL}", "TITOLO_PROGETTO": f"{NAME} {PHONE}"}
    awards = [award("1"), award("2", CODICE_FISCALE_BENEFICIARIO=PERSON), award(f"3{PERSON}"), award(PHONE)]
    awards += [award(f"{place}{number}", **(more | {tag: text}))
               for place, tag in enumerate(tags, start=10) for number, text in enumerate(PLANTED)]  # fmt: skip
    (inbox / "aiuti.xml").write_text(listed(f"<!-- {NAME} -->", *awards), encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A releases folder of an inbox in which every feed tells of persons, and all that two builds of it said."""
    folder = tmp_path_factory.mktemp("personal")
    inbox = folder / "inbox"
    inbox.mkdir()
    for feed in PLAIN:
        write(inbox / f"{feed.name}.csv", dirty(feed), ";")
        workbook(inbox / f"{feed.name}.xlsx", dirty(feed))
    statistics(inbox)
    annex(inbox)
    register(inbox)
    write(inbox / f"da {EMAIL}.csv", activities({"day": NAME, "coop": PERSON}, {"coop": COOPS[0], "promoter": NAME}))
    said = ""
    for more in (("--json",), ("--lang", "both")):
        with pytest.MonkeyPatch.context() as patch, (folder / "said").open("w+", encoding="utf-8") as file:
            patch.setattr("sys.stdout", file)
            patch.setattr("sys.stderr", file)
            code = main(["build", "--inbox", str(inbox), "--releases", str(folder / "releases"), "--no-demo", *more])
            file.seek(0)
            said += file.read()
        assert code == 0, said
    return folder / "releases", said


def stored(releases: Path) -> Iterator[tuple[str, str]]:
    """Every stored thing but the originals: where it lies and what it holds, compressed pages opened."""
    for path in releases.rglob("*"):
        name = path.relative_to(releases).as_posix()
        if not path.is_file() or name.startswith("raw/"):
            continue
        yield name, name + path.read_bytes().decode("latin-1")
        if path.suffix == ".parquet":
            yield name, str(pq.read_table(path).to_pylist())
        if path.suffix == ".duckdb":
            with duckdb.connect(str(path), read_only=True) as connection:
                tables = [row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
                for table in tables:
                    yield f"{name}:{table}", str(connection.execute(f"SELECT * FROM {table}").fetchall())


def leaks(text: str) -> list[str]:
    shown = plain(text).lower()
    return [word for word in WORDS if word in shown]


def test_the_planted_code_is_a_valid_one() -> None:
    assert codicefiscale.is_valid(PERSON)


def test_what_was_planted_is_in_no_stored_thing(made: tuple[Path, str]) -> None:
    found = {name: leaks(text) for name, text in stored(made[0])}
    assert {name: words for name, words in found.items() if words} == {}
    names = "\n".join(found)
    assert all(
        part in names for part in ("load_reject", "load_file", "manifest.json", "quality.json", "fact_statistic")
    )
    assert all(f"staged/{feed.name}/" in names for feed in FEEDS), "every feed has been planted"


def test_every_planted_row_is_refused_and_a_clean_one_taken(made: tuple[Path, str]) -> None:
    (warehouse,) = made[0].glob("*/warehouse.duckdb")
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        counts = {row[0]: row[1:] for row in connection.execute(
            "SELECT file, read, accepted + duplicate, rejected FROM load_file").fetchall()}  # fmt: skip
        rules = {row[0] for row in connection.execute("SELECT DISTINCT rule FROM load_reject").fetchall()}
    for feed in PLAIN:
        for suffix in ("csv", "xlsx"):
            read, taken, refused = counts[f"{feed.name}.{suffix}"]
            assert (read, taken) == (len(dirty(feed)), 1) and refused == read - 1, feed.name
    assert {"personal", "person_tax_code", "code"} <= rules
    assert counts["aiuti.xml"][1] >= 2 and counts["aiuti.xml"][2] > 30


def test_nothing_of_it_is_said_by_a_build(made: tuple[Path, str]) -> None:
    assert leaks(made[1]) == [] and '"rejects"' in made[1] and "riga" in made[1]


def test_the_originals_are_kept_as_they_came_and_for_their_keeper_alone(made: tuple[Path, str]) -> None:
    raw = made[0] / "raw"
    assert any(NAME.encode() in path.read_bytes() for path in raw.iterdir())
    assert all(re.fullmatch(r"[0-9a-f]{64}\.[a-z]+", path.name) for path in raw.iterdir())
    if os.name == "posix":
        assert raw.stat().st_mode & 0o077 == 0


def test_a_workbook_of_refused_rows_holds_its_own_senders_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = [{"promoter": NAME, "day": "ieri"}, {"Codice attività": "X", "promoter": NAME}, {"partner": EMAIL}]
    others = [{"promoter": OTHER, "day": "ieri"}, {"Codice attività": "X", "promoter": OTHER, "service": "Webinar"}]
    files = [write(tmp_path / "a.csv", activities(*ours)), write(tmp_path / "b.csv", activities(*others))]
    assert main(["check", *map(str, files), "--rejects", str(tmp_path / "out")]) == 1
    assert leaks(capsys.readouterr().out) == [], "a reason quotes no e-mail address, and no other column"
    texts = {}
    for name in "ab":
        page = openpyxl.load_workbook(tmp_path / "out" / f"{name}_da_correggere.xlsx").worksheets[0]
        texts[name] = " ".join(f"{cell.value} {cell.comment}" for row in page.iter_rows() for cell in row)
    assert NAME in texts["a"] and OTHER not in texts["a"]
    assert OTHER in texts["b"] and NAME not in texts["b"] and "a.csv, riga 3" in texts["b"]


def test_the_texts_that_are_stored_as_written_are_those_that_the_page_names() -> None:
    """A name is not known by its form: where one could be stored is told, so that nobody is surprised."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "persons.md").read_text(encoding="utf-8")
    told_there = set(re.findall(r"`(\w+\.\w+)`", page))
    written = {f"{feed.name}.{field.name}" for feed in PLAIN for field in feed.fields
               if is_verbatim(field) and not field.personal}  # fmt: skip
    assert written == told_there


def test_a_sheet_with_a_name_of_its_own_is_told_by_its_place(tmp_path: Path) -> None:
    (row,) = activities({"day": "ieri"})
    for sheet, shown in (("Attività", "Attività"), ("Foglio1", "Foglio1"), (NAME, "n. 1"), (EMAIL, "n. 1")):
        with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
            page = book.add_worksheet(sheet)
            page.write_row(0, 0, list(row))
            page.write_row(1, 0, list(row.values()))
        assert [found["sheet"] for found in check([tmp_path / "a.xlsx"])[0].rejects] == [shown]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(PLANTED), st.text("aZ 0.,;-/(", max_size=6), st.text("aZ .,;-/)", max_size=6))
def test_what_looks_personal_is_known_inside_a_text_too(planted: str, before: str, after: str) -> None:
    apart = f"{before} {planted} {after}"
    assert masked(apart) != apart and leaks(masked(apart).replace(NAME, "")) == []
    assert masked(masked(apart)) == masked(apart)


WAYS = [
    *(sign.join(PHONE.replace(" ", "")) for sign in ("\u200b", "\u00ad", "\u2060")), "347\u00a0618\u00a02953",
    "３４７ ６１８２９５３", "𝟑𝟒𝟕𝟔𝟏𝟖𝟐𝟗𝟓𝟑", "٣٤٧٦١٨٢٩٥٣", "347.618.29.53", "347.61.82.953", "347 6182 953",
    "347–618–2953",
    "3.4.7.6.1.8.2.9.5.3", "06.12.34.56.78", "02.123.4567", "051.1234567", "+39.347.618.29.53", "+39 (06) 1234567",
    "ＱＴＴＲＮＧ８０Ａ４１Ｈ５０１Ｗ", "QTTRNG\u200b80A41H501W", "QTTRNG-80A41-H501-W", "QТТRNG80А41Н501W",
    "erme.quattro\u200b@example.it", "erme\u00adquattro@exa\u00admple.it", "erme.quattro＠example.it",
    "erme.quattro(at)example.it", "erme.quattro [at] example.it", "erme.quattro (at) example (dot) it",
    "erme.quattro chiocciola example.it", "erme.quattro @ example.it", "erme.quattro@ example.it",
]  # fmt: skip


@pytest.mark.parametrize("text", WAYS)
def test_what_a_disguise_hides_from_machines_is_found(text: str) -> None:
    for said in (text, f"Sentire {text}, grazie", f"perché ({text})"):
        assert masked(said) != said and masked(masked(said)) == masked(said)
        assert leaks(masked(said)) == []
        assert found_by_sql(said)


@cache
def memory() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def found_by_sql(text: str) -> bool:
    query = f"SELECT {looks_personal(Sql('text'))} FROM (SELECT ? AS text)"
    return bool(memory().execute(query, [text]).fetchall()[0][0])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=12).map(lambda text: text.replace("\0", "")))
def test_sql_and_python_see_the_same_signs(text: str) -> None:
    (row,) = memory().execute(f"SELECT {seen(Sql('text'))} FROM (SELECT ? AS text)", [text]).fetchall()
    assert row[0] == plain(text)


@pytest.mark.parametrize("text", ["a" * 200_000, "a@" * 100_000, "3 " * 100_000, "a." * 100_000, "é" * 200_000])
def test_a_long_text_takes_no_longer_than_its_length(text: str) -> None:
    started = time.process_time()
    masked(text)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("text", [
    "15.03.2019", "dal 03.12.2019 al 04.12.2019", "01.11.10", "62.01.00", "euro 12.345.678", "prot. 045/123/2019",
    "1.250.500,50", "dalle 9.30 alle 12.30", "versione 3.10.12.1", "art. 3.2.1", "tra 3 e 300 addetti, 3 20 50 100",
    "Meeting at unioncamere.it", "Riunione (at 10)", "società 2–3 anni · 15–20 ore", "perché no", "Forlì\u200b-Cesena",
    "https://www.unioncamere.gov.it/P42A3764C189S123/x.htm", "10.12.2018 3.456", "n. 12 @ 3,50 euro",
    "BO-2019-000123", "C40-2019-000123", "SELFI-0001234", "2019-03-15", "15/03/2019", "1.250,50", "00123450371",
    "Q1 2019",
    "Cooperativa Esempio s.c.a.r.l. 10-49", "ATECO_2007=0035|CLLVT=W_GE10", "seguici @unioncamere", "9007199254740993",
])  # fmt: skip
def test_what_is_no_persons_is_left_alone(text: str) -> None:
    assert masked(text) == text and not found_by_sql(text)
