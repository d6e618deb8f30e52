"""Supporting measures: who is assessed, moves, is accompanied and funded; sums hold; no list of indicators has them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from catalogue import load
from engine import open_release, read_comparison_side
from reads.latest_figures import histories, latest_figures
from reads.measures import measures
from reads.releases import current_release
from reads.slice import Slice
from tests.faults.test_disclosure_attack import RULES, TRUTH, never_falls
from tests.helpers.inboxes import COOPS, activities, assessments, history, members, modelled, values
from tests.helpers.outsider import CELL, Outsider, laws
from tests.helpers.releases import served
from tests.spec.test_vouchers import made as vouchers

ONE, TWO, THREE = COOPS[:3]
SUPPORTING = [kpi.id for kpi in load().kpis.values() if kpi.supporting]
# The parts of a measure that make up its whole, cell by cell.
PARTED = {"coops_assessed": "level", "coops_reassessed": "move"}
UNEQUAL = """
    SELECT p.as_of, p.territory, sum(p.value) AS parts, max(t.value) AS whole
    FROM kpi_value p
    LEFT JOIN kpi_value t ON t.kpi = p.kpi AND t.as_of = p.as_of AND t.territory = p.territory AND t.breakdown = 'total'
    WHERE p.kpi = ? AND p.breakdown = ?
    GROUP BY ALL
    HAVING max(t.value) IS DISTINCT FROM sum(p.value)
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """ONE climbs from beginner to specialist in Bologna, then champion in Milan. TWO falls. THREE is assessed once."""
    rows = assessments(
        {"coop": ONE, "day": "2018-09-10", "score": "0,50"},
        {"coop": TWO, "day": "2018-09-20", "score": "1,60"},
        {"coop": THREE, "day": "2018-09-21", "score": "1,70"},
        {"coop": ONE, "day": "2018-11-10", "score": "2,00"},
        {"coop": TWO, "day": "2018-12-10", "score": "1,00"},
        {"coop": ONE, "day": "2019-01-10", "score": "3,50", "province": "MI"},
    )
    acts = activities(
        {"day": "2018-09-10", "coop": ONE, "service": "SELFI4.0"},
        {"day": "2018-10-10", "coop": ONE, "service": "Mentoring"},
        {"day": "2018-11-10", "coop": ONE, "service": "Orientamento"},
        {"day": "2018-11-11", "coop": TWO, "service": "ZOOM4.0"},
        {"day": "2018-12-11", "service": "PID-LAB"},
        {"day": "2018-12-12", "coop": THREE, "service": "Webinar", "province": "TO", "chamber": "Torino"},
    )
    register = members({"coop": ONE}, {"coop": TWO, "associations": ""}, {"coop": THREE, "associations": "AGCI"})
    folder, until = tmp_path_factory.mktemp("adoption"), date(2019, 1, 31)
    feeds = {"maturity_assessment": rows, "pid_activity": acts, "cooperative_register": register}
    with modelled(folder, until, **feeds) as connection:
        yield connection


def at(connection: duckdb.DuckDBPyConnection, kpi: str, month: str, *cell: str) -> float | None:
    return values(connection, kpi, *cell).get(month)


def test_a_new_assessment_leaves_the_old_level_and_enters_the_new(world: duckdb.DuckDBPyConnection) -> None:
    assert history(world, "coops_assessed", "IT")["2018-09"] == (3.0, 3.0, None, 3)
    assert at(world, "coops_assessed", "2019-01", "IT") == 3, "assessed again is not assessed twice"
    level = ("IT", "level")
    assert [at(world, "coops_assessed", m, *level, "esordiente") for m in ("2018-09", "2018-11")] == [1, 0]
    assert [at(world, "coops_assessed", m, *level, "specialista") for m in ("2018-09", "2018-11", "2018-12")] == [
        2,
        3,
        2,
    ]
    assert [at(world, "coops_assessed", m, *level, "campione") for m in ("2018-12", "2019-01")] == [None, 1]


def test_a_move_takes_its_cooperative_to_the_new_region(world: duckdb.DuckDBPyConnection) -> None:
    assert [at(world, "coops_assessed", m, "ITH5") for m in ("2018-12", "2019-01")] == [3, 2]
    assert at(world, "coops_assessed", "2019-01", "ITC4", "level", "campione") == 1
    assert at(world, "coops_assessed", "2019-01", "IT", "association", "legacoop") == 1


def test_moves_go_from_the_first_to_the_latest_level(world: duckdb.DuckDBPyConnection) -> None:
    assert [at(world, "coops_reassessed", m, "IT") for m in ("2018-11", "2018-12", "2019-01")] == [1, 2, 2]
    move = ("IT", "move")
    assert [at(world, "coops_reassessed", m, *move, "esordiente>specialista") for m in ("2018-11", "2019-01")] == [1, 0]
    assert at(world, "coops_reassessed", "2019-01", *move, "esordiente>campione") == 1
    assert at(world, "coops_reassessed", "2019-01", *move, "specialista>apprendista") == 1
    assert at(world, "coops_reassessed", "2019-01", "ITH5") == 1, "ONE has moved away"


def test_accompanied_are_those_with_a_guided_service_once(world: duckdb.DuckDBPyConnection) -> None:
    found = values(world, "coops_accompanied", "IT")
    assert [found[month] for month in ("2018-09", "2018-10", "2018-11", "2018-12")] == [0, 1, 2, 2]
    assert at(world, "coops_accompanied", "2018-12", "ITC1") == 0, "a PID reports there and accompanied nobody: zero"
    assert at(world, "coops_accompanied", "2018-12", "IT", "association", "legacoop") == 1
    assert values(world, "coops_accompanied", "ITF1") == {}, "no PID has reported there: no figure"


def test_a_cooperative_with_two_vouchers_is_funded_once(tmp_path: Path) -> None:
    with vouchers(tmp_path, register=True) as connection:
        granted, funded = (values(connection, kpi, "IT") for kpi in ("vouchers_granted", "coops_funded"))
        assert (granted["2019-04"], funded["2019-01"], funded["2019-04"]) == (2, 1, 2)
        connection.execute(
            "INSERT INTO fact_voucher SELECT * REPLACE (DATE '2019-02-28' AS month_end) FROM fact_voucher "
            "WHERE cooperative AND month_end = '2019-01-31'"
        )
        told = dict(connection.execute(
            "SELECT kpi, CASE kpi WHEN 'coops_funded' THEN count(DISTINCT once) ELSE sum(num) END FROM contribution "
            "WHERE kpi IN ('vouchers_granted', 'coops_funded') AND enters <= DATE '2019-04-30' GROUP BY kpi"
        ).fetchall())  # fmt: skip
        assert (told["vouchers_granted"], told["coops_funded"]) == (3, 2)


@pytest.mark.parametrize("kpi", PARTED)
def test_the_parts_make_up_the_whole_every_month_and_everywhere(
    kpi: str, world: duckdb.DuckDBPyConnection, demo_warehouse: duckdb.DuckDBPyConnection
) -> None:
    for connection, least in ((world, 10), (demo_warehouse, 50)):
        seen = connection.execute(
            "SELECT count(*) FROM kpi_value WHERE kpi = ? AND breakdown = ?", [kpi, PARTED[kpi]]
        ).fetchall()
        assert seen[0][0] > least
        assert connection.execute(UNEQUAL, [kpi, PARTED[kpi]]).fetchall() == []


def test_a_measure_has_the_breakdowns_of_the_catalogue_alone(demo_warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = demo_warehouse.execute("SELECT DISTINCT kpi, breakdown FROM kpi_value WHERE breakdown <> 'total'").fetchall()
    assert set(rows) == {(kpi.id, one) for kpi in load().kpis.values() for one in kpi.breakdowns}


def test_supporting_measures_are_published_and_are_no_indicators(demo_release: Path) -> None:
    release = current_release(demo_release)
    assert release and len(SUPPORTING) == 5
    with open_release(served(demo_release)) as connection:
        side = read_comparison_side(connection)
        judged = connection.execute("SELECT DISTINCT kpi FROM kpi_progress").df()["kpi"]
        published = connection.execute("SELECT DISTINCT kpi FROM kpi_published").df()["kpi"]
    assert set(SUPPORTING) <= set(published)
    paths = histories(release, Slice.of_whole("IT", release.as_of))
    rows = pd.DataFrame(latest_figures(release, Slice.of_whole("IT", release.as_of)))
    for known in (
        [row["kpi"] for row in measures(release)],
        rows["kpi"],
        paths,
        judged,
        side.figures["kpi"],
        side.definitions,
    ):
        assert not set(known) & set(SUPPORTING) and "coops_reached" in set(known)
    assert not set(SUPPORTING) & {row[0] for row in load().code_lists["kpis"].rows}, "a target for one is refused"


def test_the_guided_services_are_those_of_the_definition() -> None:
    services = load().code_lists["pid_services"]
    guided = {row[0] for row in services.rows if row[services.columns.index("guided")] == "yes"}
    assert guided == {"zoom40", "pid_lab", "mentoring", "orientation"}
    said = load().kpis["coops_accompanied"].definition_en.split(".  ")[0].lower()
    assert all(name in said for name in ("zoom4.0", "pid-lab", "mentoring", "orientation"))


@pytest.mark.parametrize(("kpi", "twin"), [("coops_assessed", "maturity_mean"), ("coops_reassessed", "maturity_gain")])
def test_what_another_measure_tells_of_the_same_count_gives_nothing_away(
    kpi: str, twin: str, demo_warehouse: duckdb.DuckDBPyConnection
) -> None:
    """The base of a mean is the count of those assessed: where one hides it and the other tells it, both are known."""
    published = demo_warehouse.execute(
        "SELECT p.*, k.kind, k.public_base, coalesce(t.denominator, p.numerator) AS known FROM kpi_published p "
        "JOIN kpi k USING (kpi) LEFT JOIN kpi_published t ON t.kpi = ? AND t.as_of = p.as_of "
        "AND t.territory = p.territory AND t.breakdown = p.breakdown AND t.category = p.category AND t.sign = '' "
        "WHERE p.kpi = ?", [twin, kpi],
    ).df()  # fmt: skip
    truth = demo_warehouse.execute(f"{TRUTH} WHERE kpi = ?", [kpi]).df()
    above = dict(demo_warehouse.execute("SELECT territory, parent FROM dim_territory WHERE parent <> ''").fetchall())
    filled = published["sign"].eq("*") & published["known"].notna()
    both = published.merge(truth, on=CELL, suffixes=("", "_true"))
    assert (both["known"].sub(both["numerator_true"]).abs().fillna(0) <= RULES.rounding / 2).all(), (
        "one count, two measures"
    )
    published["numerator"] = published["numerator"].fillna(published["known"])
    published = published.assign(sign=published["sign"].mask(filled, ""), running=never_falls(truth))
    days = sorted(published["as_of"].unique())
    known = laws(truth, above)
    touched = sorted(set(published.loc[filled, "as_of"]) | {days[-1]})[-3:]
    part = published[published["breakdown"].isin(["total", PARTED[kpi]])]
    found: list[str] = []
    for day in touched:
        found += Outsider(part[part["as_of"].eq(pd.Timestamp(day))], above, RULES, truth, known).given_away()
    assert found == []
