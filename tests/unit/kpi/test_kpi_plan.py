"""The planned path: straight lines between dated milestones, and the share of the journey made."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.plan import Plan, attainment, planned_attainment, planned_values

START, END = date(2018, 6, 14), date(2021, 6, 13)
numbers = st.floats(-1e4, 1e4, allow_nan=False)
# A change of unit: percent to share, euro to thousands, Celsius to Fahrenheit.
scales = st.floats(1e-3, 1e3)


def plan_of(*values: float) -> Plan:
    """Milestones evenly spaced over the window."""
    step = (END - START) / (len(values) - 1)
    return Plan(tuple(START + place * step for place in range(len(values))), values)


def test_the_path_is_straight_between_milestones() -> None:
    plan = Plan((date(2019, 1, 1), date(2019, 1, 11), date(2019, 1, 31)), (0.0, 50.0, 60.0))
    days = [date(2019, 1, 1), date(2019, 1, 6), date(2019, 1, 11), date(2019, 1, 21), date(2019, 1, 31)]
    assert planned_values(plan, days).tolist() == [0, 25, 50, 55, 60]
    assert planned_attainment(plan, days) == pytest.approx([0, 25 / 60, 50 / 60, 55 / 60, 1])


def test_the_path_is_level_outside_its_dates() -> None:
    plan = plan_of(10, 40)
    days = [START - timedelta(days=400), END + timedelta(days=400)]
    assert planned_values(plan, days).tolist() == [10, 40]
    assert planned_attainment(plan, days).tolist() == [0, 1]


def test_attainment_is_the_share_of_the_journey() -> None:
    plan = plan_of(100, 300)
    assert attainment(plan, np.array([100.0, 150.0, 300.0, 350.0, 50.0])).tolist() == [0, 0.25, 1, 1.25, -0.25]


def test_a_falling_measure_travels_downwards() -> None:
    plan = plan_of(40, 25)
    assert plan.journey == -15
    assert attainment(plan, np.array([40.0, 34.0, 25.0, 43.0])) == pytest.approx([0, 0.4, 1, -0.2])


def test_a_missing_value_has_no_attainment() -> None:
    assert np.isnan(attainment(plan_of(0, 10), np.array([np.nan]))).all()


def test_a_nil_journey_has_no_attainment_whatever_the_value() -> None:
    plan = plan_of(30, 30)
    assert np.isnan(attainment(plan, np.array([10.0, 30.0, 50.0]))).all()
    assert np.isnan(planned_attainment(plan, [START, END])).all()


@pytest.mark.parametrize(
    ("dates", "values"),
    [
        ((START,), (0.0,)),
        ((START, END), (0.0,)),
        ((END, START), (0.0, 1.0)),
        ((START, START), (0.0, 1.0)),
    ],
)
def test_a_plan_without_a_way_is_refused(dates: tuple[date, ...], values: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="plan"):
        Plan(dates, values)


@given(baseline=numbers, journey=numbers.filter(lambda j: abs(j) > 1), value=numbers, scale=scales, shift=numbers)
def test_attainment_does_not_depend_on_the_unit(
    baseline: float, journey: float, value: float, scale: float, shift: float
) -> None:
    plan = plan_of(baseline, baseline + journey)
    other = plan_of(scale * baseline + shift, scale * (baseline + journey) + shift)
    here, there = attainment(plan, np.array([value])), attainment(other, np.array([scale * value + shift]))
    # Rounding of the shifted values, as a share of the journey in the new unit.
    size = max(abs(baseline), abs(baseline + journey), abs(value)) * scale + abs(shift)
    assert there[0] == pytest.approx(here[0], rel=1e-9, abs=1e-11 * (1 + size / abs(scale * journey)))


@given(values=st.lists(numbers, min_size=2, max_size=6), day=st.integers(-200, 1400))
def test_the_path_never_leaves_its_milestones(values: list[float], day: int) -> None:
    found = planned_values(plan_of(*values), [START + timedelta(days=day)])[0]
    assert min(values) - 1e-6 <= found <= max(values) + 1e-6
