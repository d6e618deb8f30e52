"""Hard cases of the method (docs/hard_cases.yaml, shown in docs/method.md), each beside Open SDG's formula."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from catalogue import load
from etl.transform.plan_progress import projection_rules
from kpi.measure_kind import kind_of
from kpi.progress import progress
from kpi.status import NO_TARGET, STATUSES, StatusRules
from kpi.until_due import Measure

DATA = Path(__file__).resolve().parents[2] / "docs" / "hard_cases.yaml"
CASES = {case["id"]: case for case in yaml.safe_load(DATA.read_text(encoding="utf-8"))}
CATALOGUE = load()
AGREEMENT = CATALOGUE.agreement
RULES = StatusRules(AGREEMENT.on_track, AGREEMENT.slightly_late, AGREEMENT.minimum_points, AGREEMENT.implausible)
DEMANDED = {
    "nothing_is_not_on_plan", "on_the_line", "two_fifths_after_two_thirds", "flat", "falling_target",
    "baseline_above_target", "zero_baseline", "no_baseline", "milestone_met_and_lost", "one_point", "five_points",
    "gap_in_the_middle", "before_the_amendment", "after_the_amendment", "no_data",
}  # fmt: skip
# Open SDG's page on its progress methodology: thresholds of R. Its build puts SMALL where a base or target is zero.
THRESHOLDS = ((0.95, "on track"), (0.6, "acceleration needed"), (0.0, "limited progress"))
SMALL = 0.001


def months(case: dict[str, Any]) -> list[date]:
    return list(pd.date_range(case["first"], periods=len(case["values"]), freq="ME").date)


def ours(case: dict[str, Any]) -> pd.DataFrame:
    """The rows of kpi_progress for a case, beside a neighbour that has no plan."""
    own = pd.DataFrame({"kpi": "k", "territory": "T", "as_of": months(case), "value": case["values"]})
    other = pd.DataFrame({"kpi": "k", "territory": "U", "as_of": [date(2018, 7, 31)], "value": [5.0]})
    history = pd.concat([own.astype({"value": float}), other]) if len(own) else other
    targets = [
        {"kpi": "k", "territory": "T", "valid_from": since, "due_on": day, "value": float(value)}
        for since, path in case["plans"].items()
        for day, value in path.items()
    ]
    measure = Measure(kind_of("mean", "number", "latest"), case["better"] == "up")
    found, _ = progress(history, pd.DataFrame(targets), {"k": measure}, RULES, projection_rules(CATALOGUE.agreement))
    return found[found["territory"] == "T"]


def open_sdg(case: dict[str, Any]) -> tuple[float | None, str]:
    """R and the category: R = d x CAGR(base to current) / |CAGR(base to target)|, CAGR = (y / y0)^(1 / years) - 1.

    It takes the target in force, the value of each calendar year's last month that has one, and as base the plan's
    baseline, or without one the first year with data.
    """
    known = [(day.year, value) for day, value in zip(months(case), case["values"], strict=True) if value is not None]
    if not known:
        return None, "not available"
    (year, value), yearly = known[-1], dict(known)
    path = [path for since, path in sorted(case["plans"].items()) if since <= months(case)[-1]][-1]
    due, target = max(path.items())
    start, base = min(path.items()) if len(path) > 1 else (date(min(yearly), 1, 1), yearly[min(yearly)])
    base, target, sign = base or SMALL, target or SMALL, 1 if case["better"] == "up" else -1
    if year - start.year < 1:
        return None, "not available"
    observed = (value / base) ** (1 / (year - start.year)) - 1
    ratio = sign * observed / abs((target / base) ** (1 / (due.year - start.year)) - 1)
    if sign * value >= sign * target:
        return ratio, "target achieved"
    return ratio, next((word for least, word in THRESHOLDS if ratio >= least), "deterioration")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_hard_case_is_judged_as_the_method_says(case: dict[str, Any]) -> None:
    found, expected = ours(case), case["expected"]
    if expected["status"] is None:
        assert found.empty, "no figure, no row: nothing is made up"
        return
    row = found.sort_values("as_of").iloc[-1]
    assert row["status"] == expected["status"] and row["status"] in STATUSES
    for name in ("attainment", "gap"):
        told = None if pd.isna(row[name]) else round(float(row[name]), 3) + 0.0
        assert told == expected[name], name
    assert (row["status"] == NO_TARGET) == pd.isna(row["target"])


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_open_sdg_says_of_it(case: dict[str, Any]) -> None:
    ratio, category = open_sdg(case)
    told = None if ratio is None else pytest.approx(ratio, abs=5e-4, rel=1e-4)
    assert (case["expected"]["ratio"], case["expected"]["open_sdg"]) == (told, category)


def test_every_case_that_was_demanded_is_in_the_table() -> None:
    assert set(CASES) >= DEMANDED


def test_an_amendment_leaves_the_judgements_before_it_as_they_were() -> None:
    before, after = ours(CASES["before_the_amendment"]), ours(CASES["after_the_amendment"])
    columns = ["as_of", "value", "target", "attainment", "planned_attainment", "status"]
    early = after[after["as_of"] < date(2020, 1, 1)]
    pd.testing.assert_frame_equal(early[columns].reset_index(drop=True), before[columns].reset_index(drop=True))
    assert set(early["target"]) == {400} and set(after["target"]) == {400, 200}
