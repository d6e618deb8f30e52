"""Variation by XmR rules on flows, against a plain computation; outlook at its bounds."""

import doctest
from random import Random

import pytest

from catalogue import load
from catalogue.model import VariationRules
from kpi import outlook
from kpi.variation import IMPROVES, STABLE, WORSENS, flow_of, variation

RULES = load().agreement.variation
LEVEL = [10.0, 12.0, 9.0, 11.0, 10.0, 12.0, 9.0, 11.0, 10.0, 12.0, 9.0, 11.0]


def kind(flow: list[float], *, up: bool = True, noise: float = 0.0) -> tuple[str, str]:
    found = variation(flow, RULES, up=up, noise=noise)
    assert found is not None
    return found.kind, found.rule


def test_outlook_is_open_between_one_and_two_thirds() -> None:
    assert doctest.testmod(outlook).failed == 0
    agreement = load().agreement
    rules = outlook.OutlookRules(agreement.outlook_likely, agreement.outlook_unlikely)
    found = [outlook.outlook_of(chance, rules) for chance in (1.0, 0.667, 0.666, 0.334, 0.333, 0.0)]
    assert found == ["likely", "likely", "open", "open", "unlikely", "unlikely"]


def test_each_rule_is_found_on_either_side_and_by_the_measures_direction() -> None:
    assert kind(LEVEL) == (STABLE, "")
    assert kind([*LEVEL, 30.0]) == (IMPROVES, "outside")
    assert kind([*LEVEL, -10.0]) == (WORSENS, "outside")
    assert kind([*LEVEL, 30.0], up=False) == (WORSENS, "outside")
    assert kind([*LEVEL, *[11.2] * RULES.run]) == (IMPROVES, "run")
    assert kind([*LEVEL, *[9.8] * (RULES.run - 1)]) == (STABLE, "")
    assert kind([*LEVEL, 16.5, 15.0, 16.5]) == (IMPROVES, "near")


def test_a_trend_is_a_trend_although_it_crosses_the_mean() -> None:
    flow = [20.0, 0.0] * 8 + [float(value) for value in range(7, 7 + RULES.run)]
    assert kind(flow) == (IMPROVES, "trend")
    assert kind([-value for value in flow]) == (WORSENS, "trend")


def test_rounding_alone_is_no_signal() -> None:
    flat = [0.0] * 11 + [10.0]
    assert kind(flat)[0] == IMPROVES and kind(flat, noise=10.0) == (STABLE, "")


def test_limits_are_those_of_the_moving_range_and_few_months_say_nothing() -> None:
    chance = Random(4)  # noqa: S311
    for _ in range(200):
        flow = [chance.gauss(100, 10) for _ in range(chance.randint(1, 40))]
        found, base = variation(flow, RULES, up=True), flow[-RULES.months :]
        if len(flow) < RULES.fewest:
            assert found is None
            continue
        assert found is not None
        moving = sum(abs(base[i] - base[i - 1]) for i in range(1, len(base))) / (len(base) - 1)
        assert found.mean == pytest.approx(sum(base) / len(base))
        assert (found.low, found.high) == pytest.approx((found.mean - 2.66 * moving, found.mean + 2.66 * moving))
        assert found.months == len(base) and found.provisional == (len(base) < RULES.provisional)


def test_noise_without_a_change_rarely_signals() -> None:
    chance = Random(5)  # noqa: S311
    signals = sum(
        variation([chance.gauss(100, 10) for _ in range(24)], RULES, up=True).kind != STABLE  # type: ignore[union-attr]
        for _ in range(1000)
    )
    assert signals < 60


def test_the_flow_of_a_cumulated_count_is_its_step_and_a_gap_leaves_two_out() -> None:
    assert flow_of([1.0, 4.0, 9.0], cumulative=True) == [3.0, 5.0]
    assert flow_of([1.0, None, 9.0, 12.0], cumulative=True) == [3.0]
    assert flow_of([1.0, None, 9.0], cumulative=False) == [1.0, 9.0]
    assert variation([1.0] * 5, VariationRules(24, 6, 12, 7), up=True) is None
