"""Maturity: each cooperative's latest assessment counts, the gain is a panel's, and moves leave no double."""

from collections.abc import Iterator

import duckdb
import pytest

from tests.helpers.inboxes import COOPS, assessments, history, members, modelled, values

ONE, TWO, THREE = COOPS[:3]
BOLOGNA, MILAN, TURIN = "ITH55", "ITC4C", "ITC11"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """ONE: 1.0 in Bologna, 2.0 there, then 3.5 after it moved to Milan. TWO: once. THREE: before the agreement."""
    rows = assessments(
        {"coop": ONE, "day": "2018-09-10", "score": "1,00", "uses": "Cloud"},
        {"coop": TWO, "day": "2018-09-20", "score": "1,60", "uses": ""},
        {"coop": ONE, "day": "2018-11-10", "score": "2,00", "uses": "Blockchain"},
        {"coop": ONE, "day": "2019-01-10", "score": "3,50", "province": "MI", "uses": "Cloud|Blockchain"},
        {"coop": THREE, "day": "2018-03-01", "score": "0,40", "province": "TO"},
        {"coop": THREE, "day": "2019-02-01", "score": "0,40", "province": "TO"},
    )
    register = members({"coop": ONE}, {"coop": TWO, "associations": ""}, {"coop": THREE, "province": "TO"})
    with modelled(
        tmp_path_factory.mktemp("maturity"), maturity_assessment=rows, cooperative_register=register
    ) as connection:
        yield connection


def test_the_latest_assessment_replaces_the_one_before(world: duckdb.DuckDBPyConnection) -> None:
    mean = history(world, "maturity_mean", BOLOGNA)
    assert mean["2018-09"] == (pytest.approx(1.3), pytest.approx(2.6), 2.0, 2)
    assert mean["2018-11"] == (pytest.approx(1.8), pytest.approx(3.6), 2.0, 2)
    assert mean["2019-01"] == (pytest.approx(1.6), pytest.approx(1.6), 1.0, 1), "ONE has moved away"


def test_a_move_takes_the_cooperative_to_its_new_province(world: duckdb.DuckDBPyConnection) -> None:
    assert history(world, "maturity_mean", MILAN) == {
        "2019-01": (3.5, 3.5, 1.0, 1),
        "2019-02": (3.5, 3.5, 1.0, 1),
    }
    italy = history(world, "maturity_mean", "IT")
    assert italy["2019-02"] == (pytest.approx((3.5 + 1.6 + 0.4) / 3), pytest.approx(5.5), 3.0, 3)


def test_an_assessment_before_the_agreement_is_the_starting_point(world: duckdb.DuckDBPyConnection) -> None:
    assert history(world, "maturity_mean", TURIN)["2018-06"] == (pytest.approx(0.4), pytest.approx(0.4), 1.0, 1)


def test_specialists_are_those_at_or_above_the_bound_now(world: duckdb.DuckDBPyConnection) -> None:
    share = history(world, "maturity_specialist_plus", BOLOGNA)
    assert share["2018-09"][:3] == (50.0, 1.0, 2.0), "1.60 is the lower bound of specialista and belongs to it"
    assert share["2018-11"][:3] == (100.0, 2.0, 2.0)
    assert history(world, "maturity_specialist_plus", "IT")["2019-02"][:3] == (pytest.approx(200 / 3), 2.0, 3.0)


def test_the_gain_is_of_those_assessed_twice_and_follows_the_move(world: duckdb.DuckDBPyConnection) -> None:
    bologna, milan = history(world, "maturity_gain", BOLOGNA), history(world, "maturity_gain", MILAN)
    assert "2018-09" not in bologna, "one assessment is no gain"
    assert bologna["2018-11"] == (1.0, 1.0, 1.0, 1)
    assert bologna["2019-01"] == (None, 0.0, 0.0, 0), "nobody is left: no mean"
    assert milan["2019-01"] == (2.5, 2.5, 1.0, 1), "against its first assessment, wherever that was"
    assert history(world, "maturity_gain", "IT")["2019-02"] == (1.25, 2.5, 2.0, 2)


def test_a_gain_compares_assessments_by_one_tool(tmp_path_factory: pytest.TempPathFactory) -> None:
    """ONE: SELFI, ZOOM, SELFI, ZOOM. TWO: SELFI and ZOOM. THREE: SELFI twice, then ZOOM."""
    rows = assessments(
        {"coop": ONE, "day": "2018-09-10", "score": "1,00"},
        {"coop": ONE, "day": "2018-10-10", "score": "3,00", "Strumento": "ZOOM4.0"},
        {"coop": ONE, "day": "2018-11-10", "score": "1,50"},
        {"coop": ONE, "day": "2018-12-10", "score": "3,40", "Strumento": "ZOOM4.0"},
        {"coop": TWO, "day": "2018-09-10", "score": "1,00"},
        {"coop": TWO, "day": "2018-10-10", "score": "4,00", "Strumento": "ZOOM4.0"},
        {"coop": THREE, "day": "2018-09-10", "score": "2,00"},
        {"coop": THREE, "day": "2018-10-10", "score": "1,80"},
        {"coop": THREE, "day": "2018-11-10", "score": "4,00", "Strumento": "ZOOM4.0"},
    )
    made = modelled(tmp_path_factory.mktemp("tools"), maturity_assessment=rows)
    gain = history(made, "maturity_gain", "IT")
    assert gain["2018-10"] == (pytest.approx(-0.2), pytest.approx(-0.2), 1.0, 1)
    assert gain["2018-11"] == (pytest.approx(0.15), pytest.approx(0.3), 2.0, 2), "ZOOM4.0 has no first one yet"
    assert gain["2018-12"] == (pytest.approx(0.1), pytest.approx(0.2), 2.0, 2)
    assert values(made, "coops_reassessed", "IT")["2018-12"] == 2
    assert values(made, "coops_reassessed", "IT", "move", "campione>campione") == {}
    assert values(made, "coops_reassessed", "IT", "move", "esperto>campione") == {"2018-12": 1}
    assert values(made, "coops_assessed", "IT")["2018-12"] == 3


def test_technology_adoption_is_what_the_latest_assessment_declares(world: duckdb.DuckDBPyConnection) -> None:
    assert history(world, "technology_adoption", "IT")["2019-02"][:3] == (pytest.approx(100 / 3), 1.0, 3.0)

    found = history(world, "technology_adoption", "ITH5", "technology", "cloud")
    assert found["2018-09"][:3] == (50.0, 1.0, 2.0)
    assert found["2018-11"][:3] == (0.0, 0.0, 2.0), "no longer declared: zero, not missing"


def test_breakdowns_follow_the_register(world: duckdb.DuckDBPyConnection) -> None:
    legacoop = values(world, "maturity_mean", "IT", "association", "legacoop")
    assert legacoop["2019-02"] == pytest.approx((3.5 + 0.4) / 2)
    assert values(world, "maturity_mean", "IT", "association", "none")["2019-02"] == pytest.approx(1.6)


def test_two_assessments_on_one_day_are_ordered_by_their_code(tmp_path_factory: pytest.TempPathFactory) -> None:
    rows = assessments({"day": "2019-01-10", "score": "1,00"}, {"day": "2019-01-10", "score": "2,00"})
    forth = modelled(tmp_path_factory.mktemp("forth"), maturity_assessment=rows)
    back = modelled(tmp_path_factory.mktemp("back"), maturity_assessment=rows[::-1])
    assert values(forth, "maturity_mean", "IT") == values(back, "maturity_mean", "IT") == {"2019-01": 2.0}
