"""The slices of the skills page: one base, one year and one territory at a time, and nothing known too early."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from kpi.scenario import Assumptions
from tests.helpers.figures import EN, IT
from ui.views.competenze.gap_rows import Flow, entries_flow, flow_steps
from ui.views.competenze.rows import split_by
from ui.views.competenze.scenario_inputs import OPTIONS, Choices, parse_choices
from ui.views.competenze.shortage_rows import beside_italy, editions, reasons

DAY = date(2025, 12, 31)
ASSUMED = Assumptions(0.5, 0.5, 100, 0, 0.1)


def figure(indicator: str, value: float, year: int, category: str = "tech_40", territory: str = "IT") -> dict[str, Any]:
    return {"indicator": indicator, "category": category, "value": value, "territory": territory,
            "territory_level": "country", "period_start": pd.Timestamp(year, 1, 1), "status": "observed",
            "period_end": pd.Timestamp(year, 12, 31), "publisher": f"source {indicator}"}  # fmt: skip


def measure(kpi: str, value: float, year: int, territory: str = "IT", numerator: float | None = None) -> dict[str, Any]:
    level = {"IT": "country"}.get(territory, "region")
    return {"kpi": kpi, "territory": territory, "territory_level": level, "as_of": pd.Timestamp(year, 12, 31),
            "value": value, "sign": "", "numerator": numerator, "denominator": None, "decimals": 1,
            "status": "observed"}  # fmt: skip


def flow_of(published: list[dict[str, Any]], measured: list[dict[str, Any]], day: date = DAY) -> Flow:
    flow = entries_flow(published, measured, "IT", day)
    assert flow is not None
    return flow


def test_a_flow_keeps_one_base_and_takes_the_latest_year() -> None:
    published, measured = (
        [figure("eskill_required_count", 1000, 2023), figure("eskill_required_hard_count", 400, 2023),
         figure("eskill_high_count", 500, 2023), figure("eskill_high_hard_count", 300, 2023)],
        [measure("eskill_gap", 300, 2023)],
    )  # fmt: skip
    flow = flow_of(published, measured)
    assert (flow.base, flow.demand, flow.gap) == ("high", 500, 300)
    later = [*published, figure("eskill_required_hard_count", 450, 2024)]
    flow = flow_of(later, measured)
    assert (flow.base, flow.gap, flow.demand) == ("required", 450, None)  # no demand of another year
    assert flow_of(later, measured, date(2024, 1, 1)).base == "high"
    assert entries_flow(published, measured, "ITH3", DAY) is None


def test_a_demand_is_derived_from_gap_and_share_where_only_these_are_published() -> None:
    published, measured = (
        [figure("eskill_high_hard_count", 300, 2023), figure("eskill_high_hard_share", 60.0, 2023)],
        [measure("eskill_gap", 300, 2023)],
    )
    flow = flow_of(published, measured)
    assert (flow.demand, flow.demand_status) == (500, "derived")
    # an annex that counts otherwise has no share here to divide by
    assert flow_of(published, [measure("eskill_gap", 310, 2023)]).demand is None


@pytest.mark.parametrize(("year", "known"), [(2023, True), (2022, False)])
def test_people_qualified_count_in_their_own_year_alone(year: int, known: bool) -> None:
    published, measured = (
        [figure("eskill_high_count", 500, 2023)],
        [measure("eskill_gap", 300, 2023), measure("training_coverage", 33.3, year, numerator=100)],
    )
    steps = {step["name"]: step for step in flow_steps(flow_of(published, measured), ASSUMED, EN)}
    filled, left = steps["filled by people trained"], steps["what remains"]
    if not known:
        assert filled["low"] is None and filled["sign"] == "...." and left["sign"] == "...."
        return
    assert (filled["low"], filled["high"]) == pytest.approx((100 * 0.4 * 0.4, 100 * 0.6 * 0.6))
    assert (left["low"], left["high"]) == pytest.approx((300 - 36, 300 - 16)) and filled["sign"] == ""


def test_reasons_leave_the_rest_as_derived_and_are_of_one_period() -> None:
    published, measured = (
        [figure("no_candidates_share", 30.0, 2025, ""), figure("no_candidates_count", 9, 2023, "")],
        [measure("skill_shortage_rate", 13.0, 2025), measure("hard_to_fill_rate", 47.0, 2025)],
    )
    found = reasons(published, measured, "IT", DAY)
    assert found is not None and found.unit == "percent" and found.period_end.year == 2025
    assert [(row["reason"], row["value"], row["status"]) for row in found.rows] == [
        ("candidates", 30.0, "observed"), ("preparation", 13.0, "observed"), ("other", 4.0, "derived")]  # fmt: skip
    earlier = reasons(published, [], "IT", date(2023, 12, 31))
    assert earlier is not None and earlier.unit == "number"
    assert [row["reason"] for row in earlier.rows] == ["candidates"]
    assert reasons(published, measured, "ITH3", DAY) is None


def test_editions_need_italy_of_the_same_date_and_missing_regions_stay() -> None:
    measured = [measure("hard_to_fill_rate", 40, 2022), measure("hard_to_fill_rate", 44, 2022, "ITH3"),
                measure("hard_to_fill_rate", 50, 2021, "ITH3")]  # fmt: skip
    (known,) = editions(measured, ("hard_to_fill_rate",), "region")
    assert known["count"] == 1 and known["as_of"].year == 2022
    places = [
        {"territory": code, "territory_level": "region", "name": name} for code, name in (("ITC4", "A"), ("ITH3", "B"))
    ]
    pairs = beside_italy(measured, "hard_to_fill_rate", pd.Timestamp(2022, 12, 31), "region", places)
    assert [(pair["name"], pair["sign_b"]) for pair in pairs] == [("B", ""), ("A", "....")]
    assert [(pair["value_a"], pair["value_b"]) for pair in pairs] == [(40, 44), (40, None)]


def test_a_split_is_allocated_whatever_its_shares_were() -> None:
    split = split_by([{"value": 45.0, "status": "observed"}, {"value": 6.0, "status": "observed"}], 62_000)
    assert [(row["value"], row["status"]) for row in split] == [(27_900, "allocated"), (3_700, "allocated")]


def test_choices_are_read_or_refused_one_by_one() -> None:
    chosen, refused = parse_choices({"completion": "50", "places": "1234", "start": "entries"}, ["posts", "graduates"])
    assert chosen == Choices("posts", completion=50, placement=80, places=5000, arrivals=0)
    assert refused == ["start", "places"]
    made = chosen.assumptions
    assert (made.completion, made.placement, made.places) == (0.5, 0.8, 5000)
    assert all(usual in options for options, usual in OPTIONS.values()) and IT.t("Starting gap") != "Starting gap"
