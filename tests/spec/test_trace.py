"""From a figure to its rows: the rows give it again, exactly, and stand in the originals where the trace says."""

import csv
import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest

from catalogue import load
from catalogue.model import Kpi
from etl import __main__ as command_line
from etl.build import build
from etl.ingest.sources import ROOT, Sources
from etl.trace.contributions import ASKED, Cell, recomputed, rows_of, tracing
from etl.trace.figure_lookup import BREAKDOWNS
from tests.helpers.inboxes import activities, members, write
from tests.helpers.releases import few_shipped, served, silent

LISTED = (
    "coops_reached", "coops_reached_12m", "provinces_with_synergy", "maturity_gain", "practices_reused",
    "virtual_interactions", "vouchers_amount", "hard_to_fill_rate", "ict_hard_to_fill_rate",
)  # fmt: skip
MONTHS = ("2018-07-31", "2019-12-31", "2020-11-30")
PLACES = ("IT", "ITH5", "ITH55")
SAMPLED = f"""
    SELECT kpi, as_of, territory, breakdown, category, value, numerator, denominator
    FROM kpi_value
    WHERE (territory IN {PLACES} AND CAST(as_of AS VARCHAR) IN {MONTHS})
        OR kpi IN (SELECT kpi FROM kpi WHERE period <> '')
"""
# The column in which each feed holds the unit that a trace names; other units are offices, provinces or register cells.
UNIT_TITLES = {
    "coops_reached": "Codice fiscale cooperativa", "joint_actions": "Codice attività",
    "coop_content_share": "Codice attività", "event_participants": "Codice attività", "referrals": "Codice attività",
}  # fmt: skip


@pytest.fixture(scope="module")
def traced(demo_release: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with tracing(served(demo_release)) as connection:
        yield connection


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = command_line.main(["trace", *map(str, arguments)])
    told = capsys.readouterr()
    return code, told.out, told.err


def cells(sample: pd.DataFrame) -> list[Cell]:
    return [Cell(row.kpi, row.as_of.date(), row.territory, row.breakdown, row.category) for row in sample.itertuples()]


def disagreeing(connection: duckdb.DuckDBPyConnection, sample: pd.DataFrame) -> list[str]:
    """The sampled figures whose contributing rows do not give value, numerator and denominator again."""
    both = sample.merge(recomputed(connection, cells(sample)), on=list(ASKED))
    assert len(both) == len(sample)
    same = both["value"].eq(both["again"]) | (both["value"].isna() & both["again"].isna())
    programme = ~both["published"]
    for told, found in (("numerator", "num"), ("denominator", "den")):
        same &= both[told].fillna(0).eq(both[found].fillna(0)) | ~programme
    return [str(row) for row in both.loc[~same, [*ASKED, "value", "again"]].itertuples(index=False)]


@pytest.mark.slow
def test_the_rows_of_every_measure_give_its_value_again(traced: duckdb.DuckDBPyConnection) -> None:
    sample = traced.execute(SAMPLED).df()
    measures = {row[0] for row in traced.execute("SELECT DISTINCT kpi FROM kpi_value").fetchall()}
    assert set(sample["kpi"]) == measures
    assert len(measures) > 20
    assert set(sample["breakdown"]) >= {"total", *BREAKDOWNS}
    assert sample.groupby("kpi")["value"].max().gt(0).all()
    assert disagreeing(traced, sample) == []


def test_units_of_a_distinct_count_are_listed_once_and_nothing_is_listed_without_a_place(
    traced: duckdb.DuckDBPyConnection,
) -> None:
    latest = traced.execute(
        "SELECT kpi, max(as_of) AS as_of, territory, breakdown, category, arg_max(value, as_of) AS value "
        "FROM kpi_value WHERE territory = 'IT' AND breakdown = 'total' AND list_contains(?, kpi) "
        "GROUP BY ALL ORDER BY kpi",
        [list(LISTED)],
    ).df()
    assert set(latest["kpi"]) == set(LISTED)
    for cell, value in zip(cells(latest), latest["value"], strict=True):
        rows = rows_of(traced, cell)
        assert len(rows) > 0, cell
        assert rows["source_file"].ne("").all() and rows["source_row"].ge(1).all(), cell
        if load().kpis[cell.kpi].kind == "distinct":
            assert len(rows) == rows["unit"].nunique() == value
        if load().kpis[cell.kpi].published_indicator and (rows["role"] == "figure").all():
            assert rows["url"].str.startswith("http").all()


@cache
def lines_of(original: Path, sheet: str) -> list[list[str]]:
    """All lines of an original as text, read by other libraries than the product's."""
    if original.suffix == ".xlsx":
        page = openpyxl.load_workbook(original, read_only=True, data_only=True)[sheet]
        return [["" if cell is None else str(cell) for cell in line] for line in page.iter_rows(values_only=True)]
    data = original.read_bytes()
    text = data.decode("utf-8-sig") if data.startswith(b"\xef\xbb\xbf") or is_utf8(data) else data.decode("cp1252")
    head = text.split("\n", 1)[0]
    return list(csv.reader(text.splitlines(), delimiter=max(";,\t|", key=head.count)))


def is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@pytest.mark.parametrize("kpi", UNIT_TITLES)
def test_the_traced_rows_of_the_originals_hold_their_units(
    kpi: str, demo_release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As many distinct units as the value says, each in its row of the file that its hash names."""
    code, out, _ = run(capsys, kpi, "--territory", "ITH5", "--releases", demo_release, "--json")
    told = json.loads(out)
    assert code == 0
    if load().kpis[kpi].kind in {"distinct", "count"} and kpi != "event_participants":
        assert len({row["unit"] for row in told["rows"]}) == told["value"] > 0
    files = {one["file"]: one for one in told["files"]}
    assert sum(one["rows"] for one in files.values()) == len(told["rows"])
    for one in files.values():
        assert hashlib.sha256(Path(one["original"]).read_bytes()).hexdigest() == one["sha256"]
    for row in told["rows"]:
        lines = lines_of(Path(files[row["source_file"]]["original"]), row["source_sheet"] or "")
        place = next(titles.index(UNIT_TITLES[kpi]) for titles in lines if UNIT_TITLES[kpi] in titles)
        assert lines[row["source_row"] - 1][place].strip().removeprefix("IT") == row["unit"]


def test_text_tells_figure_files_and_every_row(demo_release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("coops_reached", "--territory", "ith5", "--month", "2019-12", "--releases", demo_release)
    code, out, err = run(capsys, *asked, "--lang", "it")
    told = json.loads(run(capsys, *asked, "--json")[1])
    assert (code, err) == (0, "")
    kpi: Kpi = load().kpis["coops_reached"]
    for text in (kpi.definition_it, kpi.formula_it, kpi.base_it, "31 dicembre 2019", "Ricalcolato dalle righe"):
        assert text in out
    body = out.splitlines()[-len(told["rows"]) :]
    assert [line.split()[0] for line in body] == [row["unit"] for row in told["rows"]]
    assert all(one["sha256"] in out and one["original"] in out for one in told["files"])


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        (["coop_reached"], "coops_reached"),
        (["Azione congiunta"], "joint_actions"),
        (["coops_reached", "--territory", "ITH6"], "ITH5 (Emilia-Romagna)"),
        (["coops_reached", "--territory", "emilia"], "ITH5 (Emilia-Romagna)"),
        (["coops_reached", "--month", "9999-12"], "2020-12"),
        (["coops_reached", "--month", "0000-01"], "2018-0"),
        (["coops_reached", "--month", "12/2019"], "2020-12"),
        (["coops_reached", "--association", "legacop"], "legacoop"),
        (["coops_reached", "--channel", "web"], "--association, --sector, --size, --service"),
        (["vouchers_granted", "--territory", "ITH55"], "ITH5 (Emilia-Romagna)"),
        (["training_coverage"], "no figure"),
        (["coops_reached", "--release", "../2020-12-31"], "2020-12-31-"),
        (["';drop table kpi;--", "--territory", "x\u0000y"], "is no measure"),
    ],
)
def test_a_wrong_question_is_one_sentence_with_the_nearest_right_one(
    asked: list[str], near: str, demo_release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, *asked, "--releases", demo_release, "--lang", "en")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert near in err


def test_without_a_release_it_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "coops_reached", "--releases", tmp_path, "--lang", "it")
    assert code == 2
    assert "python -m etl build" in err


@pytest.fixture
def odd_release(tmp_path: Path) -> Path:
    """A release of an archive with two activities, one of whose codes a spreadsheet would take for a formula."""
    inbox = tmp_path / "inbox"
    rows = activities(
        {"coop": "00123450371", "Codice attività": "=1+1", "Azione congiunta": "sì"}, {"coop": "00123450371"}
    )
    path = write(inbox / "a.csv", rows)
    with zipfile.ZipFile(inbox / "sent.zip", "w") as archive:
        archive.write(path, "a.csv")
    path.unlink()
    write(inbox / "register.csv", members({"coop": "00123450371"}))
    build(Sources(inbox, None, few_shipped(tmp_path)), tmp_path / "releases", as_of=None, progress=silent)
    return tmp_path / "releases"


@pytest.mark.slow
def test_an_archive_is_the_original_and_no_cell_of_the_csv_is_a_formula(
    odd_release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "rows" / "out.csv"
    code, said, _ = run(capsys, "joint_actions", "--releases", odd_release, "--out", out, "--lang", "en")
    assert code == 0
    assert "Suppressed on every page" in said  # one cooperative stands behind it
    (row,) = csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines())
    assert (row["unit"], row["file"], row["row"], row["numerator"]) == ("'=1+1", "sent.zip/a.csv", "2", "1")
    with zipfile.ZipFile(row["original"]) as archive:
        assert archive.namelist() == ["a.csv"]
    for place in (odd_release / "x.csv", ROOT / "data" / "inbox" / "x.csv", tmp_path):
        assert run(capsys, "joint_actions", "--releases", odd_release, "--out", place)[0] == 2
        assert not place.is_file()

    # Facts that were tampered with, and a file that is no database, are told and are no success.
    warehouse, asked = served(odd_release), ("joint_actions", "--releases", odd_release, "--lang", "en")
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("UPDATE fact_pid_activity SET joint_action = false")
    code, out, _ = run(capsys, *asked)
    assert code == 1
    assert "The rows give 0, not the release's value" in out
    shutil.copyfile(ROOT / "README.md", warehouse)
    code, _, err = run(capsys, *asked)
    assert code == 2
    assert "build it again" in err


def test_every_breakdown_of_the_catalogue_can_be_asked_for() -> None:
    assert {name for kpi in load().kpis.values() for name in kpi.breakdowns} == set(BREAKDOWNS)
    with pytest.raises(SystemExit):
        command_line.main(["trace", "coops_reached", "--sector", "C", "--size", "micro"])
