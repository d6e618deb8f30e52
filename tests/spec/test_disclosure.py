"""Disclosure control, rule by rule: what of a confidential figure is told, how closely, and what is kept back."""

from collections.abc import Iterator
from datetime import date
from math import nan
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from catalogue import load
from etl.disclosure.gate import protected
from etl.sample.register import tax_codes
from tests.helpers.inboxes import activities, assessments, members, modelled

RULES = load().agreement.disclosure
BOLOGNA, MILAN, TURIN, ROME, NAPLES, ITALY = "ITH55", "ITC4C", "ITC11", "ITI43", "ITF33", "IT"
CHAMBERS = {"BO": "Bologna", "MI": "Milano", "TO": "Torino", "RM": "Roma", "NA": "Napoli"}
SERVED = {"BO": 2, "MI": 13, "RM": 15, "NA": 4}  # cooperatives reached
SERVICES = {"BO": (99, 40), "MI": (124, 67), "TO": (1, 0), "RM": (15, 15), "NA": (4, 0)}  # and with cooperative content
PEOPLE = {"BO": 7, "MI": 13, "TO": 0, "RM": 0, "NA": 0}  # at each event, here every service with cooperative content
# Of each province the scores of the cooperatives assessed.
SCORES = {"MI": ["1,00"] * 4, "RM": ["1,37"] * 10 + ["1,52"] * 10, "TO": ["1,00"] * 53 + ["2,00"] * 71,
          "BO": ["2,00"] * 99}  # fmt: skip
NOTHING = (None, "*", None, None, None, "")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Five provinces, each in a region of its own, with as many of everything as the tables above say."""
    codes = iter(str(code) for code in tax_codes(np.arange(9_100_001, 9_101_001)))
    served, register = [], []
    for province, (services, content) in SERVICES.items():
        reached = [next(codes) for _ in range(SERVED.get(province, 0))]
        for i in range(services):
            served.append(
                {"province": province, "chamber": CHAMBERS[province], "coop": reached[i] if i < len(reached) else "",
                 "service": "Evento", "content": "sì" if i < content else "no", "people": PEOPLE[province],
                 "joint": "sì" if province == "BO" and i == 0 else "no"}
            )  # fmt: skip
        others = [next(codes) for _ in range(120 - len(reached))] if province == "MI" else []
        register += [{"coop": coop, "province": province} for coop in [*reached, *others]]
    assessed = [
        {"coop": next(codes), "province": province, "score": score}
        for province, scores in SCORES.items()
        for score in scores
    ]
    with modelled(
        tmp_path_factory.mktemp("disclosure"),
        pid_activity=activities(*served),
        maturity_assessment=assessments(*assessed),
        cooperative_register=members(*register),
    ) as connection:
        yield connection


def cell(world: duckdb.DuckDBPyConnection, kpi: str, territory: str) -> tuple[object, ...]:
    query = (
        "SELECT value, sign, numerator, denominator, units, precision FROM kpi_published "
        "WHERE kpi = ? AND territory = ? AND breakdown = 'total' ORDER BY as_of DESC LIMIT 1"
    )
    return tuple(world.execute(query, [kpi, territory]).fetchall()[0])


@pytest.mark.parametrize("kpi", ["coops_reached", "coops_reached_12m", "coop_penetration", "joint_actions"])
@pytest.mark.parametrize("territory", [BOLOGNA, "ITH5", "ITH"])
def test_two_units_leave_a_sign_and_nothing_else(world: duckdb.DuckDBPyConnection, kpi: str, territory: str) -> None:
    assert cell(world, kpi, territory) == NOTHING


def test_a_count_that_rounds_to_nothing_is_hidden(world: duckdb.DuckDBPyConnection) -> None:
    assert cell(world, "coops_reached", NAPLES) == NOTHING


@pytest.mark.parametrize(("territory", "told"), [(MILAN, 10.0), (ROME, 20.0), (ITALY, 30.0)])
def test_a_count_is_told_to_the_nearest_ten(world: duckdb.DuckDBPyConnection, territory: str, told: float) -> None:
    """13, 15 and all 34: half a ten is told as a whole one."""
    assert cell(world, "coops_reached", territory) == (told, "", told, None, told, "rounded")


def test_no_unit_is_a_zero_and_not_a_secret(world: duckdb.DuckDBPyConnection) -> None:
    assert cell(world, "coops_reached", TURIN)[:5] == (0.0, "", 0.0, None, 0)


def test_a_share_of_fewer_than_a_hundred_is_hidden_and_a_greater_one_comes_from_rounded_counts(
    world: duckdb.DuckDBPyConnection,
) -> None:
    """Of services with cooperative content and of cooperatives at a level; truly 54.0 and 57.3 per cent."""
    assert cell(world, "coop_content_share", BOLOGNA) == NOTHING  # 40 of 99
    assert cell(world, "coop_content_share", MILAN)[:4] == (58.0, "", 70.0, 120.0)  # 67 of 124
    assert cell(world, "maturity_specialist_plus", BOLOGNA) == NOTHING  # 99 of 99
    assert cell(world, "maturity_specialist_plus", TURIN) == (58.0, "", 70.0, 120.0, 120, "rounded")  # 71 of 124


def test_a_share_with_a_public_base_is_the_rounded_count_over_the_true_base(
    world: duckdb.DuckDBPyConnection,
) -> None:
    """13 of 120, then 34 of the 141 in the whole register; the units are those reached."""
    assert cell(world, "coop_penetration", MILAN) == (8.0, "", 10.0, 120.0, 10, "rounded")
    register = 120 + sum(coops for province, coops in SERVED.items() if province != "MI")
    assert register % 10, "rounding the base would make a difference"
    assert cell(world, "coop_penetration", ITALY) == (21.0, "", 30.0, register, 30, "rounded")


def test_a_mean_of_fewer_than_five_is_hidden_and_others_are_told_as_closely_as_their_base_allows(
    world: duckdb.DuckDBPyConnection,
) -> None:
    """Of 4; of 20 whose mean is 1.445; of 124 with (53 + 2 * 71) / 124 = 1.5726."""
    assert cell(world, "maturity_mean", MILAN) == NOTHING
    assert cell(world, "maturity_mean", ROME) == (1.4, "", None, 20.0, 20, "rounded")
    assert cell(world, "maturity_mean", TURIN) == (1.57, "", None, 120.0, 120, "rounded")


def test_a_large_total_of_the_country_is_rounded_too(world: duckdb.DuckDBPyConnection) -> None:
    """40 events of 7 and 67 of 13 are 1,151."""
    assert cell(world, "event_participants", ITALY) == (1150.0, "", 1150.0, None, None, "rounded")
    assert cell(world, "event_participants", MILAN) == (870.0, "", 870.0, None, None, "rounded")  # 871


def test_a_measure_that_is_not_confidential_is_told_in_full(world: duckdb.DuckDBPyConnection) -> None:
    value, *others = cell(world, "provinces_with_synergy", "ITH5")
    assert others == ["", 1.0, 9.0, 1, "exact"] and value == pytest.approx(100 / 9)
    columns = "kpi, as_of, territory, breakdown, category, value, numerator, denominator, units"
    for one, other in (("kpi_published", "kpi_value"), ("kpi_value", "kpi_published")):
        mine = world.execute(
            f"SELECT {columns} FROM {one} SEMI JOIN (FROM kpi WHERE NOT confidential) USING (kpi) EXCEPT "
            f"SELECT {columns} FROM {other}"
        ).fetchall()
        assert mine == []


TWO_SIDES = """
    SELECT k.kind, k.public_base, p.sign, p.precision, p.value, p.numerator, p.denominator, p.units,
        v.value AS true_value, v.numerator AS true_numerator, v.denominator AS true_denominator, v.units AS true_units,
        p.status = v.status AS same_status
    FROM kpi_published p
    FULL JOIN kpi_value v USING (kpi, as_of, territory_level, territory, breakdown, category)
    JOIN kpi k USING (kpi)
    WHERE k.confidential
"""


@pytest.fixture(scope="module")
def both(world: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every confidential cell as it is told, beside the true one; all there, on both sides."""
    found = world.execute(TWO_SIDES).df()
    assert found["same_status"].eq(True).all() and len(found) > 100
    return found


def test_every_hidden_row_is_empty_and_every_small_confidential_row_is_hidden(both: pd.DataFrame) -> None:
    hidden = both["sign"].eq("*")
    assert both.loc[hidden, ["value", "numerator", "denominator", "units"]].isna().all(axis=None)
    assert both.loc[hidden, "precision"].eq("").all() and both.loc[~hidden, "sign"].eq("").all()
    numerator, base, share = both["true_numerator"], both["true_denominator"], both["kind"].eq("share")
    counted = ~both["kind"].eq("mean")
    small = {
        "units": both["true_units"].between(1, 2),
        "counts": counted & numerator.between(1, 4),
        "shares": share & ~both["public_base"] & base.between(1, 99),
        "means": both["kind"].eq("mean") & base.between(1, 4),
    }
    for name, rule in small.items():
        assert rule.any() and hidden[rule].all(), name
    assert not hidden.all()


def test_whatever_is_told_is_in_tens(both: pd.DataFrame) -> None:
    shown = near = both[both["sign"].eq("") & both["value"].notna()]
    assert near["precision"].eq("rounded").all()
    counted = near["kind"].isin(["count", "distinct"])
    public = near["public_base"]
    tens = [near.loc[counted, "value"], near["numerator"], near.loc[~public, "denominator"], near["units"]]
    for column in tens:
        assert column.notna().any() and column.dropna().mod(10).eq(0).all(), column.name
    assert near.loc[public, "denominator"].eq(near.loc[public, "true_denominator"]).all() and public.any()
    for name in ("numerator", "denominator"):
        assert (near[name] - near[f"true_{name}"]).dropna().between(-4, 5).all(), name
    own = near[near["kind"].isin(["distinct", "mean"])]
    assert len(own) and (own["units"] - own["true_units"]).between(-4, 5).all()
    # who stands behind a count of something else is another count, which nobody needs to be told
    assert shown.loc[shown["kind"].eq("count"), "units"].isna().all()


def lone(kind: str, numerator: float, base: float = nan, **other: Any) -> tuple[object, object, object]:
    """(value, sign, precision) of a confidential cell without neighbours, about a province and of enough units."""
    value = {"share": 100 * numerator / base, "mean": numerator / base}.get(kind, numerator)
    made = {
        "kpi": "m", "as_of": pd.Timestamp(date(2019, 3, 31)), "territory_level": "province", "territory": MILAN,
        "breakdown": "total", "category": "", "numerator": numerator, "denominator": base, "value": value,
        "units": 30, "status": "observed", "kind": kind, "public_base": False, "largest": nan, "above": -1,
        "total": -1,
    }  # fmt: skip
    told = protected(pd.DataFrame([made | other]), RULES).iloc[0]
    if told["sign"] == "*":
        assert told[["value", "numerator", "denominator", "units"]].isna().all()
        return None, "*", told["precision"]
    return told["value"], told["sign"], told["precision"]


HIDDEN = (None, "*", "")


@pytest.mark.parametrize(
    ("kind", "numerator", "base", "told"),
    [("count", 0, nan, 0.0), ("count", 1, nan, None), ("count", 4, nan, None), ("count", 5, nan, 10.0),
     ("count", 14, nan, 10.0), ("count", 1234, nan, 1230.0), ("share", 50, 99, None), ("share", 50, 100, 50.0),
     ("share", 0, 100, 0.0), ("share", 4, 100, None), ("share", 5, 100, 10.0), ("share", 333, 994, 33.0),
     ("share", 335, 1004, 34.0), ("share", 333, 1014, 32.7), ("mean", 7.1, 4, None), ("mean", 7.1, 5, 1.4),
     ("mean", 142.6, 99, 1.4), ("mean", 144.6, 100, 1.45)],
)  # fmt: skip
def test_each_limit_holds_to_the_unit(kind: str, numerator: float, base: float, told: float | None) -> None:
    assert lone(kind, numerator, base) == (HIDDEN if told is None else (told, "", "rounded"))


@pytest.mark.parametrize(("units", "told"), [(1, HIDDEN), (2, HIDDEN), (3, (30.0, "", "rounded"))])
def test_many_events_of_one_or_two_units_are_hidden(units: int, told: tuple[object, ...]) -> None:
    assert lone("count", 30, units=units) == told


@pytest.mark.parametrize(("largest", "hidden"), [(0.9, True), (0.81, True), (0.8, False), (0.7, False)])
def test_a_sum_of_which_one_unit_has_more_than_four_fifths_is_hidden(largest: float, hidden: bool) -> None:
    """As a sum of money would be, were it confidential: vouchers come from a public register."""
    assert lone("euro", 50_003.0, largest=largest * 50_003) == (HIDDEN if hidden else (50_000.0, "", "rounded"))


@pytest.mark.parametrize("numerator", [999, 1001, 1_000_001])
@pytest.mark.parametrize("place", [{"territory_level": "country"}, {"territory_level": "area"}, {"breakdown": "size"}])
def test_no_count_is_told_to_the_unit_however_large(numerator: int, place: dict[str, Any]) -> None:
    """Italy's total of two releases would differ by the record that one of them has more."""
    assert lone("count", numerator, **place) == (float(10 * round(numerator / 10)), "", "rounded")
