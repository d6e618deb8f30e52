"""What a release must show: its tables, its conservation of rows, the way back to the files, and real figures."""

import csv
from collections.abc import Iterator
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest

from engine import open_release
from etl.build import build
from etl.ingest.sources import Sources
from tests.helpers.releases import REAL_ICT, served, silent

PROMISED = {
    "kpi_value": "kpi as_of territory_level territory breakdown category numerator denominator value units status",
    "kpi_published": "kpi as_of territory_level territory breakdown category value sign",
    "kpi_target": "kpi territory due_on value status",
    "dim_territory": "territory territory_level parent name_it name_en",
    "dim_chamber": "chamber name valid_from valid_to chamber_today",
    "dim_service": "service name_it name_en",
    "dim_cooperative": "cooperative province valid_from valid_to",
    "dim_month": "month_end agreement_month agreement_year",
    "fact_pid_activity": "activity_id activity_date cooperative source_file source_row",
    "fact_maturity_assessment": "assessment_id score source_file source_row",
    "fact_statistic": "territory series value source_file source_row",
    "published_figure": "figure_id indicator value source_file source_row",
    "load_file": "file sha256 sent_sha256 feed read accepted rejected duplicate",
    "load_reject": "file feed sheet row rule column_title value message_it message_en fix_it fix_en",
}
PROGRAMME = ("coops_reached", "joint_actions", "coop_content_share", "maturity_mean", "coop_penetration")


@pytest.fixture(scope="module")
def made(demo_release: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_release(served(demo_release)) as connection:
        yield connection


@pytest.fixture(scope="module")
def files(demo_inbox: Path) -> dict[str, list[list[str]]]:
    """Every file of the demonstration as rows of text, read by Python's csv module and openpyxl; row 1 is at 0."""
    found: dict[str, list[list[str]]] = {}
    for path in sorted(path for path in demo_inbox.rglob("*") if path.suffix in {".csv", ".xlsx", ".xml"}):
        name = f"demo/{path.relative_to(demo_inbox).as_posix()}"
        if path.suffix == ".xml":
            text = path.read_bytes().decode("utf-8").replace("\x1f", "")
            found[name] = [["instrument"], *([""] for _ in range(text.count("<STRUMENTO_AIUTO>")))]
            continue
        if path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path, read_only=True)
            found[name] = [["" if cell is None else str(cell) for cell in row] for row in book.worksheets[0].values]
            book.close()
            continue
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            text = path.read_bytes().decode("cp1252")
        mark = ";" if text.split("\n", 1)[0].count(";") > 3 else ","
        found[name] = list(csv.reader(text.splitlines(), delimiter=mark))
    return found


@pytest.mark.parametrize("table", PROMISED)
def test_a_promised_table_has_its_columns(made: duckdb.DuckDBPyConnection, table: str) -> None:
    columns = {row[0] for row in made.execute(f"DESCRIBE {table}").fetchall()}
    assert set(PROMISED[table].split()) <= columns
    assert made.execute(f"SELECT count(*) > 0 FROM {table}").fetchall() == [(True,)]


def test_every_file_keeps_all_its_rows(made: duckdb.DuckDBPyConnection, files: dict[str, list[list[str]]]) -> None:
    counts = {row[0]: row[1:] for row in made.execute(
        "SELECT file, read, accepted, rejected, duplicate, problem_it FROM load_file WHERE file LIKE 'demo/%'"
    ).fetchall()}  # fmt: skip
    assert set(counts) == set(files) and len(files) > 100
    for name, (read, accepted, rejected, duplicate, problem) in counts.items():
        assert problem == ""
        assert read == len(files[name]) - 1 == accepted + rejected + duplicate, name
    copy = next(name for name in counts if "copia di " in name)
    original = counts[copy.replace("copia di ", "")]
    assert original[1] == 0 or counts[copy][1] == 0, "the copy's rows are counted once"
    assert counts[copy][3] + original[3] >= counts[copy][0] - counts[copy][2]


@pytest.mark.parametrize(
    ("table", "key", "title"),
    [("fact_pid_activity", "activity_id", "Codice attività"),
     ("fact_maturity_assessment", "assessment_id", "Codice valutazione"),
     ("dim_cooperative", "cooperative", "Codice fiscale"), ("fact_statistic", "source_territory", "ITTER107")],
)  # fmt: skip
def test_every_fact_names_the_row_it_came_from(
    made: duckdb.DuckDBPyConnection, files: dict[str, list[list[str]]], table: str, key: str, title: str
) -> None:
    rows = made.execute(f"SELECT source_file, source_row, {key} FROM {table}").fetchall()
    assert len(rows) >= 10
    for file, row, code in rows:
        header, line = files[file][0], files[file][row - 1]
        assert line[header.index(title)].strip().zfill(len(code)) == code, (file, row)


def test_every_rejected_row_has_a_place_a_reason_and_a_remedy(
    made: duckdb.DuckDBPyConnection, files: dict[str, list[list[str]]]
) -> None:
    rejects = made.execute(
        "SELECT file, row, column_title, rule, message_it, message_en, fix_it, fix_en FROM load_reject"
    ).fetchall()
    assert len(rejects) >= 3
    for file, row, title, rule, *words in rejects:
        assert all(words) and "{" not in "".join(words)
        cell = files[file][row - 1][files[file][0].index(title)].strip()
        assert rule == "required" or cell, (file, row, title)
        assert rule != "minimum" or cell.startswith("-")


def luhn(code: str) -> bool:
    """An organisation's check digit, worked out by hand."""
    if not code.isdigit() or len(code) != 11 or code == "0" * 11:
        return False
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(code)]
    return sum(number - 9 * (number > 9) for number in doubled) % 10 == 0


def test_italy_counts_each_cooperative_once(made: duckdb.DuckDBPyConnection, files: dict[str, list[list[str]]]) -> None:
    """The national figure against a count made here from the files alone, by rules written anew."""
    frames = [pd.DataFrame(rows[1:], columns=rows[0]) for name, rows in files.items() if name.startswith("demo/pid/")]
    rows = pd.concat(frames, ignore_index=True).apply(lambda column: column.str.strip())
    tax = rows["Codice fiscale cooperativa"]
    tax = tax.where(tax == "", tax.str.zfill(11))
    taken = (tax == "") | tax.map(luhn)
    taken &= (rows["Provincia"] != "XX") & ~rows["Servizio"].str.startswith("Orientamneto")
    taken &= ~rows["Partecipanti"].str.startswith("-")
    reached = tax[taken & (tax != "")].nunique()
    last = made.execute(
        "SELECT territory_level, sum(value) FROM kpi_value WHERE kpi = 'coops_reached' AND breakdown = 'total' "
        "AND as_of = (SELECT max(as_of) FROM kpi_value WHERE kpi = 'coops_reached') GROUP BY 1"
    ).fetchall()
    levels = dict(last)
    assert levels["country"] == reached > 500
    assert levels["region"] > levels["country"]


def test_the_demonstration_is_marked_on_every_figure_it_touches(made: duckdb.DuckDBPyConnection) -> None:
    found = dict(made.execute("SELECT kpi, string_agg(DISTINCT status, ',') FROM kpi_value GROUP BY 1").fetchall())
    assert {found[kpi] for kpi in PROGRAMME} == {"demonstration"}
    assert "demonstration" not in found["ict_hard_to_fill_rate"] and "demonstration" not in found["hard_to_fill_rate"]


def test_without_programme_data_a_programme_measure_has_no_row(real_only_release: Path) -> None:
    with open_release(served(real_only_release)) as connection:
        found = {row[0] for row in connection.execute("SELECT DISTINCT kpi FROM kpi_value").fetchall()}
        facts = connection.execute("SELECT count(*) FROM fact_pid_activity").fetchall()
        real = connection.execute("SELECT bool_or(demonstration) FROM load_file").fetchall()
    assert not found & set(PROGRAMME) and "hard_to_fill_rate" in found
    assert (facts, real) == ([(0,)], [(False,)])


@pytest.mark.skipif(not REAL_ICT.exists(), reason="ISTAT's ICT export is not beside the project")
def test_the_real_ict_export_gives_istats_own_shares(tmp_path: Path) -> None:
    """Firms with ICT posts hard to fill: the ratio of two published percentages, worked out here from the file."""
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "skills.csv").write_bytes(REAL_ICT.read_bytes())
    build(Sources(tmp_path / "inbox", None), tmp_path / "releases", as_of=None, progress=silent)
    cells: dict[tuple[str, str, str], float] = {}
    with REAL_ICT.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    for row in lines:
        if row["ATECO_2007"] == "0035" and row["CLLVT"] == "W_GE10" and row["Value"]:
            cells[row["VARICT"], row["ITTER107"], row["TIME"]] = float(row["Value"])
    names = {"IT": "IT", "ITC": "ITC", "ITD": "ITH", "ITE": "ITI", "ITFG": "ITFG"}  # ISTAT's older letters and today's
    expected = {
        (names[place], f"{int(year) - 1}-12-31"): 100 * value / cells["E_ITSPRCR2_PERC", place, year]
        for (series, place, year), value in cells.items()
        if series == "E_ITSPVAC2_PERC" and place in names and cells.get(("E_ITSPRCR2_PERC", place, year))
    }
    with open_release(served(tmp_path / "releases")) as connection:
        rows = connection.execute(
            "SELECT territory, strftime(as_of, '%Y-%m-%d'), value FROM kpi_published "
            "WHERE kpi = 'ict_hard_to_fill_rate' AND territory IN ('IT', 'ITC', 'ITH', 'ITI', 'ITFG')"
        ).fetchall()
        read = connection.execute("SELECT read, accepted, rejected, duplicate FROM load_file WHERE file = 'skills.csv'")
        counts = read.fetchall()[0]
        programme = connection.execute("SELECT count(*) FROM kpi_value WHERE kpi IN ('coops_reached', 'maturity_mean')")
        assert programme.fetchall() == [(0,)]
    found = {(place, day): value for place, day, value in rows}
    assert found == pytest.approx(expected) and {place for place, _ in found} == set(names.values())
    assert round(found["IT", "2018-12-31"], 1) == 53.9, "the survey of 2019 asks about 2018"
    assert counts[0] == len(lines) == sum(counts[1:])


def test_real_data_alone_end_with_the_last_figure_a_measure_takes(real_only_release: Path) -> None:
    """A forecast that ends in 2032 is published too; it is nobody's "today"."""
    with open_release(served(real_only_release)) as connection:
        last = connection.execute("SELECT last_day(max(as_of)) FROM kpi_value").fetchall()[0][0]
        as_of = connection.execute("SELECT as_of FROM build_parameters").fetchall()[0][0]
    assert as_of == last
