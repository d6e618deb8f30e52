"""The status of a measure beside its plan: the hard cases, and what must hold for every value."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import load
from kpi.plan import Plan, attainment, planned_attainment
from kpi.status import JUDGED, STATUSES, StatusRules, statuses

AGREEMENT = load().agreement
RULES = StatusRules(AGREEMENT.on_track, AGREEMENT.slightly_late, AGREEMENT.minimum_points, AGREEMENT.implausible)
START, END = AGREEMENT.window_start, AGREEMENT.window_end
AFTER_ONE_YEAR = date(2019, 6, 14)
numbers = st.floats(-1e5, 1e5, allow_nan=False)


def status(plan: Plan, day: date, value: float, points: int = 12) -> str:
    attained, planned = attainment(plan, np.array([value])), planned_attainment(plan, [day])
    return statuses(attained, planned, np.array([points]), RULES)[0]


def straight(baseline: float, target: float) -> Plan:
    return Plan((START, END), (float(baseline), float(target)))


def share(attained: float, planned: float, points: int = 12) -> str:
    return statuses(np.array([attained]), np.array([planned]), np.array([points]), RULES)[0]


def test_one_step_of_five_hundred_after_a_year_is_late() -> None:
    # A method that compares growth rates calls this on track: from nothing, any growth is infinite.
    assert status(straight(0, 500), AFTER_ONE_YEAR, 1) == "late"


def test_a_value_on_the_planned_line_is_on_track() -> None:
    plan = Plan((START, AFTER_ONE_YEAR, END), (0.0, 120.0, 700.0))
    assert status(plan, AFTER_ONE_YEAR, 120) == "on_track"


def test_two_fifths_of_the_way_after_two_thirds_of_the_time_is_late() -> None:
    two_years = date(2020, 6, 18)
    assert planned_attainment(straight(0, 100), [two_years])[0] == pytest.approx(0.67, abs=0.005)
    assert status(straight(0, 100), two_years, 40) == "late"


@pytest.mark.parametrize(
    ("attained", "planned", "expected"),
    [
        (1.0, 0.5, "reached"),
        (1.2, 1.0, "reached"),
        (0.999, 1.0, "on_track"),
        (0.45, 0.50, "on_track"),
        (0.449, 0.50, "slightly_late"),
        (0.35, 0.50, "slightly_late"),
        (0.349, 0.50, "late"),
        (0.7 + 0.1, 0.8 + 0.05, "on_track"),  # 0.7999999999999999: a rounding is not a delay
        (-0.1, 0.0, "slightly_late"),
    ],
)
def test_a_value_on_a_threshold_is_within_it(attained: float, planned: float, expected: str) -> None:
    assert share(attained, planned) == expected


def test_a_flat_measure_falls_behind_as_the_plan_moves_on() -> None:
    days = [date(2018, 7, 31), date(2018, 9, 30), date(2019, 6, 30), date(2021, 6, 13)]
    assert [status(straight(20, 80), day, 20) for day in days] == ["on_track", "slightly_late", "late", "late"]


@pytest.mark.parametrize(
    ("value", "expected"), [(34, "on_track"), (37, "slightly_late"), (38, "late"), (25, "reached"), (45, "late")]
)
def test_a_measure_that_is_to_fall(value: float, expected: str) -> None:
    assert status(straight(40, 25), AFTER_ONE_YEAR, value) == expected


def test_a_nil_journey_is_not_assessable() -> None:
    assert status(straight(30, 30), AFTER_ONE_YEAR, 30) == "not_assessable"


def test_a_missing_value_is_not_assessable() -> None:
    assert status(straight(0, 100), AFTER_ONE_YEAR, float("nan")) == "not_assessable"


@pytest.mark.parametrize("attained", [float("nan"), 0.0, 0.5, 2.0])
def test_five_points_are_too_few_whatever_the_value(attained: float) -> None:
    assert share(attained, 0.5, points=RULES.minimum_points - 1) == "too_few_points"


def test_a_target_met_early_and_lost_again_is_judged_by_where_it_stands() -> None:
    plan, days = straight(0, 100), [date(2019, 6, 30), date(2019, 12, 31), date(2020, 12, 31), END]
    found = [status(plan, day, value) for day, value in zip(days, [30, 101, 75, 75], strict=True)]
    assert found == ["on_track", "reached", "slightly_late", "late"]


@given(
    baseline=numbers,
    journey=numbers.filter(lambda j: abs(j) > 1e-3),
    value=numbers,
    worse_by=st.floats(0, 1e5),
    day=st.dates(START, END),
)
def test_a_worse_value_never_has_a_better_status(
    baseline: float, journey: float, value: float, worse_by: float, day: date
) -> None:
    plan = straight(baseline, baseline + journey)
    worse = value - worse_by if journey > 0 else value + worse_by
    order = ("to_review", *JUDGED)  # beyond the target, and far beyond it
    assert order.index(status(plan, day, worse)) >= order.index(status(plan, day, value))


@given(attained=st.floats(-10, 10) | st.just(float("nan")), planned=st.floats(0, 1), points=st.integers(0, 40))
def test_every_case_has_one_of_the_known_statuses(attained: float, planned: float, points: int) -> None:
    assert share(attained, planned, points) in set(STATUSES) - {"no_target"}


@pytest.mark.parametrize(
    ("baseline", "target", "value", "expected"),
    [
        (0, 1.8, 23.4, "to_review"),
        (0, 1.8, 1.8, "reached"),
        (0, 1.8, 5.3, "reached"),
        (0, 1.8, 5.4, "to_review"),
        (50, 40, 35, "reached"),  # fewer are better
        (50, 40, 20, "to_review"),
        (50, 50, 90, "not_assessable"),
    ],
)
def test_a_target_that_the_data_exceed_several_times_over_is_no_success(
    baseline: float, target: float, value: float, expected: str
) -> None:
    assert AGREEMENT.implausible == 3
    assert status(straight(baseline, target), AFTER_ONE_YEAR, value) == expected
    assert status(straight(baseline, target), AFTER_ONE_YEAR, value, points=2) in ("too_few_points", "not_assessable")


def test_the_target_is_to_be_reviewed_however_early_it_is() -> None:
    assert share(3.0, 0.0) == share(3.0, 1.0) == "to_review" and "to_review" in STATUSES and "to_review" not in JUDGED
