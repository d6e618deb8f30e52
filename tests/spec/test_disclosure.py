"""Disclosure control: one or two cooperatives behind a confidential figure leave a sign and nothing else."""

from collections.abc import Iterator

import duckdb
import pytest

from tests.inboxes import COOPS, activities, assessments, members, modelled

BOLOGNA, MILAN, TURIN = "ITH55", "ITC4C", "ITC11"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Two cooperatives in Bologna, three in Milan, none in Turin, where somebody is active all the same."""
    places = [("BO", "Bologna")] * 2 + [("MI", "Milano")] * 3
    served = [
        {"coop": COOPS[i], "province": p, "chamber": c, "joint": "sì" if i == 0 else "no"}
        for i, (p, c) in enumerate(places)
    ]
    served.append({"province": "TO", "chamber": "Torino"})
    assessed = [{"coop": COOPS[i], "province": p, "score": "1,37"} for i, (p, _) in enumerate(places)]
    register = [{"coop": COOPS[i], "province": p} for i, (p, _) in enumerate(places)]
    with modelled(
        tmp_path_factory.mktemp("disclosure"),
        pid_activity=activities(*served),
        maturity_assessment=assessments(*assessed),
        cooperative_register=members(*register),
    ) as connection:
        yield connection


def cell(world: duckdb.DuckDBPyConnection, kpi: str, territory: str) -> tuple[object, ...]:
    query = (
        "SELECT value, sign, numerator, denominator, units FROM kpi_published WHERE kpi = ? AND territory = ? "
        "AND breakdown = 'total' ORDER BY as_of DESC LIMIT 1"
    )
    return tuple(world.execute(query, [kpi, territory]).fetchall()[0])


@pytest.mark.parametrize("kpi", ["coops_reached", "coops_reached_12m", "maturity_mean", "coop_penetration"])
def test_two_units_leave_a_sign_and_nothing_else(world: duckdb.DuckDBPyConnection, kpi: str) -> None:
    assert cell(world, kpi, BOLOGNA) == (None, "*", None, None, None)
    assert cell(world, kpi, "ITH5") == (None, "*", None, None, None)


@pytest.mark.parametrize(("kpi", "value"), [("coops_reached", 3.0), ("maturity_mean", pytest.approx(1.37))])
def test_three_units_are_told(world: duckdb.DuckDBPyConnection, kpi: str, value: float) -> None:
    told = cell(world, kpi, MILAN)
    assert told[0] == value and told[1] == "" and told[4] == 3


def test_no_unit_is_a_zero_and_not_a_secret(world: duckdb.DuckDBPyConnection) -> None:
    assert cell(world, "coops_reached", TURIN) == (0.0, "", 0.0, None, 0)


def test_a_measure_that_is_not_confidential_is_told_in_full(world: duckdb.DuckDBPyConnection) -> None:
    value, sign, numerator, denominator, units = cell(world, "provinces_with_synergy", "ITH5")
    assert (sign, numerator, denominator, units) == ("", 1.0, 9.0, 1) and value == pytest.approx(100 / 9)


def test_every_hidden_row_is_empty_and_every_small_confidential_row_is_hidden(
    world: duckdb.DuckDBPyConnection,
) -> None:
    hidden = world.execute(
        "SELECT count(*), count(value), count(numerator), count(denominator), count(units) "
        "FROM kpi_published WHERE sign = '*'"
    ).fetchall()[0]
    small = world.execute(
        "SELECT count(*) FROM kpi_value v JOIN kpi k USING (kpi) WHERE k.confidential AND v.units IN (1, 2)"
    ).fetchall()[0][0]
    assert hidden == (small, 0, 0, 0, 0) and small > 0


def test_nothing_that_is_told_was_changed(world: duckdb.DuckDBPyConnection) -> None:
    keys = "kpi, as_of, territory_level, territory, breakdown, category"
    changed = world.execute(
        f"SELECT {keys}, value, numerator, denominator, units FROM kpi_published WHERE sign = '' EXCEPT "
        f"SELECT {keys}, value, numerator, denominator, units FROM kpi_value"
    ).fetchall()
    told, known = (
        world.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0] for name in ("kpi_published", "kpi_value")
    )
    assert changed == [] and told == known
