"""Public statistics as ISTAT and Eurostat publish them: every observation arrives, and no missing one is a zero."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from catalogue import load
from engine import open_release
from etl.build import build
from etl.ingest.sources import Sources
from etl.messages import remark_text
from tests.helpers.reading import read
from tests.helpers.releases import few_shipped, served, silent

TSV = (
    "freq,unit,geo\\TIME_PERIOD\t2018 \t2019M01 \t2019Q2 \n"
    "A,PC_IND,ITC1\t12.5 \t: \t3 b\nA,PC_IND,ITD5\t0 \t: c\t:u\nA,PC_IND,NO\t1.5 bp\t-2\t4e1\n"
)
TWO_ZERO = (
    "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,freq,Frequency,geo,Place,TIME_PERIOD,Time,OBS_VALUE,OBS_FLAG\n"
    "dataflow,ESTAT:TGS(2.1),Title,I,A,Annual,ITG28,Oristano,2018,,7.5,\n"
    "dataflow,ESTAT:TGS(2.1),Title,I,A,Annual,ITG28,Oristano,2019,,,c\n"
    "dataflow,ESTAT:TGS(2.1),Title,D,A,Annual,ITG28,Oristano,2017,,,\n"
)
LABELLED = (
    "DATAFLOW,REF_AREA: Territory,DATA_TYPE: Data,TIME_PERIOD: Time,OBS_VALUE,OBS_STATUS: Status,CONF_STATUS\n"
    "IT1:9(1.0): Title,ITE4: Lazio,X: Things,2018,....,,\nIT1:9(1.0): Title,ITE4: Lazio,X: Things,2019,..,,\n"
    "IT1:9(1.0): Title,ITE4: Lazio,X: Things,2020,-,,\nIT1:9(1.0): Title,ITE4: Lazio,X: Things,2021,*,,\n"
    "IT1:9(1.0): Title,ITE4: Lazio,X: Things,2022,,,C\nIT1:9(1.0): Title,ITE4: Lazio,X: Things,2023,NaN,,\n"
    "IT1:9(1.0): Title,ITE4: Lazio,X: Things,2024,0,e: estimated,F\n"
)
PAIRS = (
    "ITTER107,Territory,TIPO_DATO,Label,TIME,Value,Flag Codes\nITC1,Piemonte,N,n,2019,..,\nITC1,Piemonte,N,n,2020,,c\n"
)
COUNTS = "SELECT read, accepted, rejected, duplicate FROM load_file WHERE file = ?"


def asked(
    folder: Path, files: dict[str, bytes], *questions: tuple[str, list[object]]
) -> list[list[tuple[object, ...]]]:
    """Build a release of these files alone and ask it."""
    (folder / "inbox").mkdir()
    for name, content in files.items():
        (folder / "inbox" / name).write_bytes(content)
    sources = Sources(folder / "inbox", None, few_shipped(folder))
    build(sources, folder / "releases", as_of=None, progress=silent)
    with open_release(served(folder / "releases")) as connection:
        return [connection.execute(query, values).fetchall() for query, values in questions]


def facts(folder: Path, name: str, text: str, columns: str) -> tuple[list[tuple[object, ...]], tuple[object, ...]]:
    """The observations of one small file in the order of series, territory and time, and the file's counts."""
    query = f"SELECT {columns} FROM fact_statistic WHERE source_file = ? ORDER BY series, source_territory, time"
    found, counts = asked(folder, {name: text.encode()}, (query, [name]), (COUNTS, [name]))
    return found, counts[0]


def test_a_tsv_keeps_flags_signs_and_unknown_territories(tmp_path: Path) -> None:
    found, counts = facts(tmp_path, "a.tsv", TSV, "source_territory, territory, time, value, sign, flag, source_sheet")
    assert found == [
        ("ITC1", "ITC1", "2018", 12.5, None, None, "B"), ("ITC1", "ITC1", "2019-01", None, "....", None, "C"),
        ("ITC1", "ITC1", "2019-Q2", 3, None, "b", "D"), ("ITD5", "ITH5", "2018", 0, None, None, "B"),
        ("ITD5", "ITH5", "2019-01", None, "*", "c", "C"), ("ITD5", "ITH5", "2019-Q2", None, "....", "u", "D"),
        ("NO", None, "2018", 1.5, None, "bp", "B"), ("NO", None, "2019-01", -2, None, None, "C"),
        ("NO", None, "2019-Q2", 40, None, None, "D"),
    ]  # fmt: skip
    assert counts == (9, 9, 0, 0)


def test_a_tsv_says_that_it_names_no_data_set(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(TSV, encoding="utf-8")
    _, file = read(tmp_path / "a.tsv")
    assert "dataset=FREQ,UNIT,GEO" in file.remarks
    assert "(FREQ,UNIT,GEO)" in remark_text("dataset=FREQ,UNIT,GEO", "it")


def test_version_two_with_names_is_read_and_a_deletion_is_no_observation(tmp_path: Path) -> None:
    columns = "dataset, territory, series, series_label, breakdown, time, value, sign, flag"
    found, counts = facts(tmp_path, "a.csv", TWO_ZERO, columns)
    same = ("ESTAT:TGS", "ITG2G", "ESTAT:TGS", "Title", "FREQ=A")
    assert found == [(*same, "2018", 7.5, None, None), (*same, "2019", None, "*", "c")]
    assert counts == (3, 2, 1, 0)


def test_signs_are_kept_and_none_of_them_is_a_zero(tmp_path: Path) -> None:
    found, _ = facts(tmp_path, "a.csv", LABELLED, "territory, series, series_label, time, value, sign, flag")
    signs = {"2018": "....", "2019": "..", "2020": "-", "2021": "*", "2022": "*", "2023": "...."}
    missing = [
        ("ITI4", "X", "Things", year, None, sign, "C" if year == "2022" else None) for year, sign in signs.items()
    ]
    assert found == [*missing, ("ITI4", "X", "Things", "2024", 0, None, "e F")]


def test_an_istat_export_keeps_its_signs_too(tmp_path: Path) -> None:
    found, _ = facts(tmp_path, "a.csv", PAIRS, "time, value, sign, flag")
    assert found == [("2019", None, "..", None), ("2020", None, "*", "c")]


def workbook(path: Path, *tables: Sequence[Sequence[object]]) -> Path:
    """A workbook as the data browser writes it, one sheet a table, with a sheet «Summary» before them."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Summary"
    book.worksheets[0].append(["Some title [isoc_x]"])
    for number, table in enumerate(tables, start=1):
        page = book.create_sheet(f"Sheet {number}")
        for row in (
            ["Data extracted on 1 June"],
            ["Dataset:", "Some title [isoc_x__custom_1]"],
            ["Sex", None, f"S{number}"],
            [],
        ):
            page.append(row)
        for line in table:
            page.append(line)
    book.save(path)
    return path


def test_a_workbook_with_codes_flags_and_several_sheets_is_read_whole(tmp_path: Path) -> None:
    table = [
        ["TIME", "TIME", "2018", None, "2019", None], ["GEO (Codes)", "GEO (Labels)"],
        ["ITC1", "Piemonte", 1.5, "b", ":", None], ["ITC20", "Valle d'Aosta", ":", "c", 0, None], [],
        ["Special value"], [":", "not available"],
    ]  # fmt: skip
    path = workbook(tmp_path / "a.xlsx", table, table)
    rows, file = read(path)
    assert file.feed is load().feeds["eurostat_spreadsheet"]
    names = ("_sheet", "_row", "dataset", "territory_code", "breakdown", "time", "value", "sign", "flag")
    found = [tuple(row[name] for name in names) for row in rows.to_pylist()]
    assert found == [
        row
        for n in (1, 2)
        for row in (
            (f"Sheet {n}!C", 7, "ESTAT:ISOC_X", "ITC1", f"Sex=S{n}", "2018", "1.5", None, "b"),
            (f"Sheet {n}!E", 7, "ESTAT:ISOC_X", "ITC1", f"Sex=S{n}", "2019", None, "....", ""),
            (f"Sheet {n}!C", 8, "ESTAT:ISOC_X", "ITC20", f"Sex=S{n}", "2018", None, "*", "c"),
            (f"Sheet {n}!E", 8, "ESTAT:ISOC_X", "ITC20", f"Sex=S{n}", "2019", "0", None, ""),
        )
    ]


UNKNOWN = {
    "a.csv": "ITTER107,Territory,TIPO_DATO,Label,TIME,Value\n{0},area,N{1},n,2019,1\nITC1,Piemonte,N{1},n,2019,2\n",
    "b.csv": "DATAFLOW,REF_AREA,DATA_TYPE,TIME_PERIOD,OBS_VALUE\n"
             "IT1:9(1.0),{0},N{1},2019,1\nIT1:9(1.0),ITC1,N{1},2019,2\n",
    "c.tsv": "na_item,geo\\TIME_PERIOD\t2019 \nN{1},{0}\t1 \nN{1},ITC1\t2 \n",
}  # fmt: skip


@pytest.mark.slow
def test_a_territory_without_a_code_is_kept_and_told_alike_in_every_layout(tmp_path: Path) -> None:
    """A type of municipality, a municipality and a country are no territories here, and none of them is refused."""
    codes = ("2", "082053", "DE")
    files = {
        f"{place}{name}": text.format(code, place) for place, code in enumerate(codes) for name, text in UNKNOWN.items()
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        _, file = read(tmp_path / name)
        assert [remark for remark in file.remarks if remark.startswith("territories")] == ["territories=1"]
    query = "SELECT source_territory, territory FROM fact_statistic WHERE source_file = ?"
    questions: list[tuple[str, list[object]]] = [(one, [name]) for name in files for one in (query, COUNTS)]
    answers = asked(tmp_path, {name: text.encode() for name, text in files.items()}, *questions)
    for name, found, counts in zip(files, answers[::2], answers[1::2], strict=True):
        assert sorted(found) == sorted([(codes[int(name[0])], None), ("ITC1", "ITC1")]), name
        assert counts == [(2, 2, 0, 0)], name
    assert "senza territorio: 1" in remark_text("territories=1", "it")


TIMES = ("2019-13", "2019-00", "2019-Q5", "2019-S3", "2019-W54", "2019-W53", "2019-W00", "2019-02-30", "2019-02-29",
         "2019-04-31", "2019-12-32", "1900-02-29")  # fmt: skip
REAL_TIMES = ("2019", "2019-12", "2019-Q4", "2019-S2", "2020-W53", "2019-W52", "2020-02-29", "2000-02-29", "2019-12-31")


def test_times_that_no_calendar_has_are_rejected(tmp_path: Path) -> None:
    lines = "".join(f"IT1:9(1.0),ITC1,N,{time},1\n" for time in (*TIMES, *REAL_TIMES))
    text = "DATAFLOW,REF_AREA,DATA_TYPE,TIME_PERIOD,OBS_VALUE\n" + lines
    found, counts = facts(tmp_path, "a.csv", text, "time")
    assert sorted(row[0] for row in found) == sorted(REAL_TIMES)
    assert counts == (len(TIMES) + len(REAL_TIMES), len(REAL_TIMES), len(TIMES), 0)
