"""Cooperatives reached per 100 active ones: who is active at a month end, and who has been reached by it."""

from collections.abc import Iterator

import duckdb
import pytest

from tests.helpers.inboxes import COOPS, activities, history, members, modelled

ONE, TWO, THREE, FOUR, FIVE = COOPS[:5]
BOLOGNA, MILAN = "ITH55", "ITC4C"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Bologna: ONE is reached and closes, TWO and THREE stay, FOUR moves to Milan on 1 October, FIVE is long gone."""
    register = members(
        {"coop": ONE, "ends": "2018-11-15"},
        {"coop": TWO},
        {"coop": THREE, "starts": "2018-09-01"},
        {"coop": FOUR, "ends": "2018-09-30"},
        {"coop": FOUR, "province": "MI", "starts": "2018-10-01"},
        {"coop": FIVE, "ends": "2018-06-29"},
    )
    served = activities(
        {"day": "2018-07-05", "coop": ONE},
        {"day": "2018-08-05", "coop": FOUR},
        {"day": "2018-08-06", "coop": FOUR},
        {"day": "2018-12-05", "province": "MI", "chamber": "Milano"},
    )
    with modelled(
        tmp_path_factory.mktemp("penetration"), pid_activity=served, cooperative_register=register
    ) as connection:
        yield connection


def test_active_and_reached_month_by_month(world: duckdb.DuckDBPyConnection) -> None:
    found = {month: row[:3] for month, row in history(world, "coop_penetration", BOLOGNA).items()}
    assert found == {
        "2018-07": (pytest.approx(100 / 3), 1.0, 3.0),
        "2018-08": (pytest.approx(200 / 3), 2.0, 3.0),
        "2018-09": (50.0, 2.0, 4.0),  # THREE is founded; FOUR is still here on its last day
        "2018-10": (pytest.approx(100 / 3), 1.0, 3.0),  # FOUR has moved
        "2018-11": (0.0, 0.0, 2.0),  # ONE has closed, and is no longer among the reached
        "2018-12": (0.0, 0.0, 2.0),
    }


def test_a_cooperative_that_moves_is_always_somewhere(world: duckdb.DuckDBPyConnection) -> None:
    italy = history(world, "coop_penetration", "IT")
    assert [italy[month][2] for month in sorted(italy)] == [3.0, 3.0, 4.0, 4.0, 3.0, 3.0]


def test_one_reached_elsewhere_counts_where_it_is_registered(world: duckdb.DuckDBPyConnection) -> None:
    assert history(world, "coop_penetration", MILAN) == {"2018-12": (100.0, 1.0, 1.0, 1)}


def test_a_territory_is_not_judged_before_somebody_reports_on_it(world: duckdb.DuckDBPyConnection) -> None:
    assert "2018-06" not in history(world, "coop_penetration", BOLOGNA)
    assert history(world, "coop_penetration", "ITI4") == {}
