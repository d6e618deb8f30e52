"""Cooperatives reached, content and joint actions: hand-made activities in, the exact figures out."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.helpers.inboxes import COOPS, activities, history, members, modelled, values

ONE, TWO = COOPS[0], COOPS[1]
BOLOGNA, MODENA, MILAN, ROME = "ITH55", "ITH54", "ITC4C", "ITI43"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """ONE is served in July 2018 in Bologna and in August in Milan, TWO once in Milan; activity ends in August 2019."""
    rows = activities(
        {"day": "2018-06-13", "province": "RM", "coop": ONE},  # the day before the agreement
        {"day": "2018-07-31", "coop": ONE, "service": "Orientamento"},
        {"day": "2018-08-01", "province": "MI", "chamber": "Milano", "coop": ONE, "service": "Webinar", "people": "12"},
        {"day": "2018-08-02", "province": "MI", "chamber": "Milano", "coop": ONE},
        {"day": "2018-09-30", "province": "MI", "chamber": "Milano", "coop": TWO, "joint": "sì", "partner": "AGCI"},
        {
            "day": "2018-10-01",
            "province": "MI",
            "chamber": "Milano",
            "content": "no",
            "service": "Webinar",
            "people": "40",
        },
        {"day": "2019-06-03"},  # Bologna reports again, and reached nobody known by a tax code
        {"day": "2019-08-01", "province": "MI", "chamber": "Milano", "content": "no"},
    )
    register = members({"coop": ONE, "associations": "Confcooperative|Legacoop"}, {"coop": TWO, "associations": ""})
    with modelled(tmp_path_factory.mktemp("reach"), pid_activity=rows, cooperative_register=register) as connection:
        yield connection


def test_a_cooperative_of_two_regions_counts_once_in_italy(world: duckdb.DuckDBPyConnection) -> None:
    reached = {place: values(world, "coops_reached", place) for place in ("IT", "ITH5", "ITC4", BOLOGNA, MILAN, "ITC")}
    assert [reached["IT"][month] for month in ("2018-07", "2018-08", "2018-09", "2019-08")] == [1, 1, 2, 2]
    assert reached["ITH5"]["2019-08"] == reached[BOLOGNA]["2019-08"] == 1
    assert reached["ITC4"]["2019-08"] == reached[MILAN]["2019-08"] == reached["ITC"]["2019-08"] == 2


def test_the_day_before_the_agreement_counts_nowhere(world: duckdb.DuckDBPyConnection) -> None:
    assert values(world, "coops_reached", "ITI4") == {}
    assert "2018-06" not in values(world, "coops_reached", "IT")
    assert world.execute("SELECT count(*) FROM fact_pid_activity WHERE province = ?", [ROME]).fetchall() == [(1,)]


def test_twelve_months_are_the_month_and_the_eleven_before(world: duckdb.DuckDBPyConnection) -> None:
    bologna = values(world, "coops_reached_12m", BOLOGNA)
    assert bologna["2018-07"] == 1 and bologna["2019-06"] == 1, "month 12 is in"
    assert bologna["2019-07"] == 0, "month 13 is out, and a territory that is reported on has a zero"
    italy = values(world, "coops_reached_12m", "IT")
    assert [italy[month] for month in ("2018-08", "2018-09", "2019-07", "2019-08")] == [1, 2, 2, 1]


def test_a_breakdown_category_also_falls_to_zero_after_twelve_months(world: duckdb.DuckDBPyConnection) -> None:
    legacoop = values(world, "coops_reached_12m", "ITH5", "association", "legacoop")
    assert legacoop["2019-06"] == 1 and legacoop["2019-07"] == 0


def test_a_cooperative_of_two_associations_is_in_both_and_one_of_none_in_none(
    world: duckdb.DuckDBPyConnection,
) -> None:
    found = {
        name: values(world, "coops_reached", "IT", "association", name)["2019-08"]
        for name in ("confcooperative", "legacoop", "none")
    }
    assert found == {"confcooperative": 1, "legacoop": 1, "none": 1}
    assert values(world, "coops_reached", "IT", "association", "agci") == {}


def test_provinces_carry_no_breakdown(world: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT count(*) FROM kpi_value WHERE territory_level = 'province' AND breakdown <> 'total'"
    assert world.execute(query).fetchall() == [(0,)]


def test_content_share_counts_services_not_cooperatives(world: duckdb.DuckDBPyConnection) -> None:
    milan = history(world, "coop_content_share", MILAN)
    assert milan["2018-08"] == (100.0, 2.0, 2.0, 1)
    assert milan["2018-10"] == (75.0, 3.0, 4.0, 2)
    assert milan["2019-08"] == (60.0, 3.0, 5.0, 2)


def test_participants_are_those_of_cooperative_events_alone(world: duckdb.DuckDBPyConnection) -> None:
    assert values(world, "event_participants", MILAN)["2019-08"] == 12


def test_zero_is_reported_and_missing_is_no_row(world: duckdb.DuckDBPyConnection) -> None:
    assert values(world, "joint_actions", BOLOGNA)["2019-08"] == 0, "active, never jointly: zero"
    assert values(world, "joint_actions", MODENA) == {}, "never reported: no row"
    assert values(world, "joint_actions", MILAN)["2018-08"] == 0
    assert values(world, "joint_actions", MILAN)["2018-09"] == 1
    assert values(world, "joint_actions", "IT", "association", "agci")["2019-08"] == 1


def test_the_share_of_provinces_counts_every_province_and_twelve_months(world: duckdb.DuckDBPyConnection) -> None:
    italy = history(world, "provinces_with_synergy", "IT")
    assert italy["2018-08"] == (0.0, 0.0, 107.0, 0)
    assert italy["2018-09"] == (pytest.approx(100 / 107), 1.0, 107.0, 1)
    assert italy["2019-08"][1] == 1.0, "the twelfth month is in"
    assert history(world, "provinces_with_synergy", "ITC4")["2019-08"][2] == 12.0
    assert history(world, "provinces_with_synergy", BOLOGNA) == {}, "a share of provinces says nothing of one province"


def test_joint_actions_leave_the_twelve_months(tmp_path: Path) -> None:
    rows = activities({"day": "2018-09-30", "joint": "sì"}, {"day": "2019-09-01"})
    italy = values(modelled(tmp_path, pid_activity=rows), "provinces_with_synergy", "IT")
    assert italy["2019-08"] == pytest.approx(100 / 107) and italy["2019-09"] == 0


def test_referrals_and_their_acceptance(tmp_path: Path) -> None:
    sent = {"day": "2019-01-10", "direction": "da PID", "counterpart": "PICO", "outcome": "accolto", "coop": ONE}
    rows = activities(sent, sent | {"outcome": "non accolto"}, sent | {"outcome": ""}, {"day": "2019-01-11"})
    made = modelled(tmp_path, pid_activity=rows)
    assert values(made, "referrals", "IT")["2019-01"] == 3
    assert history(made, "referral_acceptance", "IT")["2019-01"] == (pytest.approx(100 / 3), 1.0, 3.0, 1)
    assert values(made, "referrals", "IT", "direction", "da PID")["2019-01"] == 3


def test_an_explicit_date_cuts_what_comes_after(tmp_path: Path) -> None:
    from datetime import date

    rows = activities({"day": "2018-07-10", "coop": ONE}, {"day": "2018-09-10", "coop": TWO})
    made = modelled(tmp_path, date(2018, 8, 5), pid_activity=rows)
    assert values(made, "coops_reached", "IT") == {"2018-07": 1, "2018-08": 1}
