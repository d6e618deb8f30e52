"""Rows that are accepted and yet told; and that no stray date ever sets how far the data go."""

import calendar
from datetime import date
from pathlib import Path

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue import load
from etl.load.parameters import FEW_ROWS, dated_feeds, last_month_with_data
from tests.helpers.warnings_of import warned

START = load().agreement.window_start


def strangers(folder: Path, *rows: dict[str, object]) -> list[int]:
    """The rows whose province is not the chamber's, whatever else is told of them."""
    return [row for row, warning in warned(folder, None, *rows) if warning == "chamber_province"]


def test_a_province_of_another_chamber_is_told(tmp_path: Path) -> None:
    assert warned(tmp_path, None, {}, {"province": "MI"}) == [(3, "chamber_province")]


def test_the_provinces_of_predecessors_and_successor_are_the_chambers_own(tmp_path: Path) -> None:
    rows = [{"chamber": "Como", "province": "LC"}, {"chamber": "Como-Lecco", "province": "CO"},
            {"chamber": "Ravenna", "province": "FE"}, {"chamber": "Como", "province": "VA"}]  # fmt: skip
    assert strangers(tmp_path, *rows) == [5]


def test_no_chamber_is_a_stranger_in_its_own_provinces(tmp_path: Path) -> None:
    lists = load().code_lists
    pairs = [{"chamber": row[0], "province": row[1]} for row in lists["chamber_provinces"].rows]
    assert strangers(tmp_path, *pairs) == []


def test_a_referral_without_its_other_side_or_outcome_is_told(tmp_path: Path) -> None:
    whole = {"direction": "da PID", "counterpart": "PICO", "outcome": "accolto"}
    rows = [whole, whole | {"counterpart": ""}, whole | {"outcome": ""}, {}]
    assert warned(tmp_path, None, *rows) == [(3, "referral_incomplete"), (4, "referral_incomplete")]


def test_rows_outside_the_time_of_the_release_are_told(tmp_path: Path) -> None:
    rows = [{"day": START.isoformat()}, {"day": "2018-06-13"}, {"day": "2020-06-30"}, {"day": "2020-07-01"}]
    assert warned(tmp_path, date(2020, 6, 30), *rows) == [(3, "before_window"), (5, "after_release")]


def last_month(days: list[date]) -> date:
    with duckdb.connect() as connection:
        for feed in dated_feeds():
            connection.execute(f"CREATE TABLE loaded_{feed} (date DATE)")
        connection.executemany("INSERT INTO loaded_pid_activity VALUES (?)", [[day] for day in days])
        return last_month_with_data(connection, START)


def test_data_from_before_the_agreement_alone_end_with_its_first_month() -> None:
    assert last_month([date(2017, 3, 1)] * 20) == end_of(START)


def end_of(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


days = st.dates(date(2018, 6, 14), date(2020, 12, 31))
future = st.dates(date(2021, 1, 1), date(2035, 12, 31))


@settings(max_examples=40, deadline=None)
@given(st.lists(days, min_size=FEW_ROWS, max_size=60), st.lists(future, min_size=1, max_size=2))
def test_one_or_two_stray_rows_never_set_the_date(usual: list[date], stray: list[date]) -> None:
    assert last_month(usual + stray) <= end_of(max(usual))


@settings(max_examples=40, deadline=None)
@given(st.lists(days, min_size=1, max_size=60), future)
def test_a_stray_row_changes_nothing_that_another_usual_row_would_not(usual: list[date], stray: date) -> None:
    many = usual * FEW_ROWS
    assert last_month([*many, stray]) == last_month(many) == end_of(max(usual))


def test_half_a_percent_reaches_a_month_and_less_does_not() -> None:
    many = [date(2019, 3, 15)] * 1_000
    assert last_month(many + [date(2030, 1, 1)] * 5) == date(2019, 3, 31)
    assert last_month(many + [date(2019, 4, 1)] * 6) == date(2019, 4, 30)


def test_a_handful_of_rows_is_taken_as_it_is() -> None:
    assert last_month([date(2019, 3, 15), date(2019, 5, 20)]) == date(2019, 5, 31)
