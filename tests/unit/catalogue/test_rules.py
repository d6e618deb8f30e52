"""The rules of measures: what they may name, and what is said where they name something else."""

from typing import Any

import pytest

from catalogue import load
from catalogue.rules import Amount, Condition, Reader, RuleError

CATALOGUE = load()
LISTS = {
    name: {row[0]: dict(zip(entries.columns, row, strict=True)) for row in entries.rows}
    for name, entries in CATALOGUE.code_lists.items()
}
JOINT = {"events": "activity", "where": {"joint_action": True}, "unit": "activity_id", "numerator": 1}


def reader(window: str = "cumulative") -> Reader:
    return Reader("made", window, CATALOGUE.events, LISTS)


def test_a_rule_is_read_with_its_window() -> None:
    rule = reader("rolling_12").rule(JOINT | {"once": "cooperative", "denominator": {"service": {"guided": ["yes"]}}})
    assert rule.where == (Condition("joint_action", True),)
    assert (rule.until, rule.once, rule.numerator) == ("year_on", "cooperative", Amount())
    assert rule.denominator is not None
    (guided,) = rule.denominator.tests
    assert guided.column == "service"
    assert set(guided.wanted) == {row["code"] for row in LISTS["pid_services"].values() if row["guided"] == "yes"}
    assert reader().rule(JOINT).until == "never"


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"events": "activities"}, "no events 'activities'"),
        ({"where": {"joint": True}}, "activity has no column 'joint'"),
        ({"where": {"service": True}}, "service is no flag of activity"),
        ({"where": {"service": ["dance"]}}, "('dance',) are no codes of its list"),
        ({"where": {"service": {"guided": ["perhaps"]}}}, "no code of service has"),
        ({"where": {"joint_action": ["1; DROP TABLE kpi"]}}, "joint_action holds no codes"),
        ({"where": {"service": "positive"}}, "service is no amount of activity"),
        ({"unit": "activity_id; DROP TABLE kpi"}, "activity has no unit"),
        ({"once": "service"}, "activity has no unit 'service'"),
        ({"numerator": "score"}, "activity has no amount 'score'"),
        ({"numerator": None}, "adds to numerator or denominator"),
        ({"until": "leaves"}, "activity has no month 'leaves'"),
        ({"breakdown": "level"}, "activity has no column 'level'"),
        ({"added": 1}, "no such word"),
    ],
)
def test_a_rule_that_names_what_there_is_not_is_an_error_that_names_the_measure(
    changed: dict[str, Any], wrong: str
) -> None:
    with pytest.raises(RuleError) as raised:
        reader().rule(JOINT | changed)
    assert str(raised.value).startswith("measure made: ")
    assert wrong in str(raised.value)


def test_figures_of_others_are_of_a_period() -> None:
    raw = {"events": "published", "where": {"indicator": ["x"]}}
    assert reader("period").rule(raw).role == ""
    with pytest.raises(RuleError, match="window"):
        reader().rule(raw)


def test_every_kind_of_event_is_counted_by_some_measure() -> None:
    used = {rule.events for kpi in CATALOGUE.kpis.values() for rule in kpi.rules}
    assert used == set(CATALOGUE.events)
