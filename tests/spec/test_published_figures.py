"""Figures that others published: one unit and definition a series, rounding as an interval, the period of each."""

import csv
from datetime import date
from pathlib import Path

import duckdb
import pytest

from catalogue import load
from etl.ingest.sources import SHIPPED
from tests.helpers.inboxes import modelled

REFERENCE = SHIPPED.files["data/reference/published_figures.csv"]
with REFERENCE.open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))
ISTAT = {"ITTER107": "IT", "Territory": "Italia", "VARICT": "", "Data type": "x", "ATECO_2007": "0035",
         "NACE 2007": "x", "CLLVT": "W_GE10", "Size classes of persons employed": "x", "TIME": "2019",
         "Select time": "2019", "Value": "", "Flag Codes": "", "Flags": ""}  # fmt: skip


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    survey = [ISTAT | {"VARICT": series, "Value": value}
              for series, value in (("E_ITSPVAC2_PERC", "3.5"), ("E_ITSPRCR2_PERC", "7.0"))]  # fmt: skip
    folder = tmp_path_factory.mktemp("published")
    return modelled(folder, date(2020, 12, 31), published_figure=ROWS, istat_stat_export=survey)


def test_a_series_counts_one_thing() -> None:
    units: dict[tuple[str, str], set[str]] = {}
    for row in ROWS:
        units.setdefault((row["indicator"], row["category"]), set()).add(row["unit"])
    assert {series: found for series, found in units.items() if len(found) > 1} == {}


def test_the_reach_of_the_pid_network_is_one_series_a_definition() -> None:
    """Entrepreneurs, then firms assisted, users of services, firms informed: rule 6 of measurement."""
    reach = [row for row in ROWS if row["indicator"] == "pid_reach_cumulated" and row["territory"] == "IT"]
    by_end = [(row["period_end"], row["category"], row["unit"]) for row in sorted(reach, key=lambda r: r["period_end"])]
    assert by_end == [
        ("2019-03-31", "entrepreneurs", "persons"), ("2019-10-31", "entrepreneurs", "persons"),
        ("2020-12-31", "firms_assisted", "firms"), ("2022-01-31", "firms_assisted", "firms"),
        ("2022-12-31", "service_users", "users"), ("2024-12-31", "firms_informed", "firms"),
    ]  # fmt: skip
    turns = [row["category"] for row in sorted(reach, key=lambda r: r["period_end"]) if row["break_before"] == "true"]
    assert turns == ["firms_assisted", "service_users", "firms_informed"]


def test_no_year_of_italys_hard_to_fill_rate_is_missing(figures: duckdb.DuckDBPyConnection) -> None:
    rows = figures.execute(
        "SELECT year(as_of), value FROM kpi_statistics WHERE kpi = 'hard_to_fill_rate' AND territory = 'IT'"
    ).fetchall()
    found = dict(rows)
    assert sorted(found) == list(range(2017, 2026)) and found[2021] == 32.2


def test_what_its_source_rounded_has_an_interval(figures: duckdb.DuckDBPyConnection) -> None:
    asked = "SELECT value, low, high FROM published_figure WHERE indicator = ? AND territory = 'IT' AND period_end = ?"
    year = figures.execute(asked, ["hard_to_fill_share_year", date(2019, 12, 31)]).fetchall()
    assert year == [(26, 25.5, 26.5)]
    entries = figures.execute(asked + " AND category IS NULL", ["planned_entries", date(2020, 12, 31)]).fetchall()
    assert entries == [(3_200_000, 3_150_000, 3_250_000)]
    least = figures.execute(asked, ["pid_reach_cumulated", date(2019, 3, 31)]).fetchall()
    assert least == [(30_000, 30_000, None)]
    exact = figures.execute(asked, ["hard_to_fill_share_year", date(2018, 12, 31)]).fetchall()
    assert exact == [(26.3, None, None)]


def test_every_note_of_rounding_is_a_number_too() -> None:
    """What the notes say of rounding, at least and at most stands in the columns, and nothing else does."""
    for row in ROWS:
        note = row["note_it"].lower()
        rounded = "arrotond" in note or "valore approssimat" in note
        bounded = "valore minimo" in note or "valore massimo" in note
        told = bool(row["rounding"]), bool(row["bound"])
        assert told == (rounded and not bounded, bounded), (row["figure_id"], row["note_it"])
        assert not row["rounding"] or float(row["value"]) % float(row["rounding"]) == pytest.approx(0)


def test_a_survey_that_asks_about_the_year_before_is_of_that_year(figures: duckdb.DuckDBPyConnection) -> None:
    asked = "SELECT as_of, value FROM kpi_statistics WHERE kpi = 'ict_hard_to_fill_rate'"
    assert figures.execute(asked).fetchall() == [(date(2018, 12, 31), 50)]
    fact = "SELECT DISTINCT time, year, reference_year FROM fact_statistic WHERE feed = 'istat_stat_export'"
    assert figures.execute(fact).fetchall() == [("2019", 2019, 2018)]
    of_2018 = [row for row in ROWS if row["indicator"] in ("firms_hard_to_fill_ict_share", "firms_recruiting_ict_share")
               and row["publisher"] == "ISTAT"]  # fmt: skip
    assert len(of_2018) == 10 and {row["period_end"] for row in of_2018} == {"2018-12-31"}


def test_every_series_that_a_survey_asks_about_the_year_before_is_one_that_a_measure_names() -> None:
    named = {test.wanted for kpi in load().kpis.values() for rule in kpi.rules for test in rule.where}
    listed = [row[0] for row in load().code_lists["reference_years"].rows]
    assert listed and all((series,) in named for series in listed)


def test_a_file_without_the_columns_of_rounding_is_read_as_before(tmp_path: Path) -> None:
    short = [{key: value for key, value in row.items() if key not in ("rounding", "bound")} for row in ROWS[:5]]
    made = modelled(tmp_path, date(2020, 12, 31), published_figure=short)
    assert made.execute("SELECT count(*), count(low), count(high) FROM published_figure").fetchall() == [(5, 0, 0)]
