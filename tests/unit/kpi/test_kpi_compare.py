"""The split of a change: exact for any two releases, its own mirror, and what it says in words."""

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.change_records import changes_of
from kpi.change_sentence import sentence
from kpi.compare import PARTS, PLAN_PARTS, Side, compare
from kpi.notable_changes import NotableRules, reasons
from texts.translator import Words

MONTHS = [day.date() for day in pd.date_range("2019-01-31", periods=4, freq="ME")]
RULES = NotableRules(journey=0.05, relative=0.10, revision=0.01)
KPIS = ("one", "two", "three", "four")
few = settings(max_examples=4, deadline=None)


def side(
    values: dict[tuple[str, str], list[object]],
    plan: list[float] | None = None,
    *,
    until: dt.date = MONTHS[-1],
    definition: str = "x",
    data: str = "x",
    judging: str = "x",
    judgement: str = "late",
) -> Side:
    """A release from the monthly values of each (kpi, territory), with one plan for all of them."""
    rows = [
        {"kpi": kpi, "territory": place, "as_of": day, "value": np.nan if value == "*" else value,
         "sign": "*" if value == "*" else "", "figure_status": "observed",
         "planned": np.nan if plan is None else plan[at],
         "baseline": np.nan if plan is None else plan[0], "target_value": np.nan if plan is None else plan[-1],
         "due_on": None if plan is None else MONTHS[-1], "judgement": "no_target" if plan is None else judgement}
        for (kpi, place), own in values.items()
        for at, (day, value) in enumerate(zip(MONTHS, own, strict=True)) if value is not None
    ]  # fmt: skip
    columns = ["kpi", "territory", "as_of", "value", "sign", "figure_status", "planned", "baseline", "target_value",
               "due_on", "judgement"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=columns).astype({"value": float, "planned": float, "target_value": float})
    kpis = {kpi for kpi, _ in values}
    keys = ["kpi", "territory", "as_of"]
    return Side(until, frame[[*keys, "value", "sign", "figure_status"]], frame[[*keys, *columns[6:]]],
                dict.fromkeys(kpis, definition), dict.fromkeys(kpis, data), judging)  # fmt: skip


@st.composite
def sides(draw: st.DrawFn) -> Side:
    """A release of 48 series: gaps, suppressed and odd figures among whole ones; each example holds every state."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))

    def figure() -> object:
        odd = (None, "*", float(random.normal(0, 1e6)), float(random.integers(-500, 500)) / 100)
        return odd[random.integers(4)] if random.random() < 0.4 else float(random.integers(0, 500))

    values = {(kpi, f"T{place:02}"): [figure() for _ in MONTHS] for kpi in KPIS for place in range(12)}
    plan = [float(random.integers(0, 900)) / 7 for _ in MONTHS] if random.random() < 0.8 else None
    made = side(values, plan, until=MONTHS[random.integers(len(MONTHS))], judging=str(random.integers(2)))
    definitions, data = ({kpi: str(random.integers(2)) for kpi in KPIS} for _ in range(2))
    return replace(made, definitions=definitions, data=data)


@given(first=sides(), last=sides())
@few
def test_the_parts_add_up_to_the_change(first: Side, last: Side) -> None:
    for row in compare(first, last).to_dict("records"):
        known = row["state"] == "compared"
        assert pd.isna(row["change"]) == (not known)
        if known:
            assert row["after"] - row["before"] == row["change"] == sum(row[name] for name in PARTS)
        if not pd.isna(row["path"]):
            assert row["planned_after"] - row["planned_before"] == sum(row[name] for name in PLAN_PARTS)


@given(first=sides(), last=sides())
@few
def test_the_way_back_is_the_way_there_with_its_sign_changed(first: Side, last: Side) -> None:
    there, back = compare(first, last), compare(last, first)
    for name in ("change", *PARTS, *PLAN_PARTS):
        pd.testing.assert_series_equal(there[name], -back[name])
    assert list(there["replanned"]) == list(back["replanned"])


@given(one=sides(), two=sides(), three=sides())
@few
def test_two_steps_add_up_to_one(one: Side, two: Side, three: Side) -> None:
    keys = ["kpi", "territory"]
    steps = [compare(*pair).set_index(keys) for pair in ((one, two), (two, three), (one, three))]
    sums = pd.concat(
        [step.loc[step["state"] == "compared", list(PARTS)].sum(axis=1) for step in steps], axis=1
    ).dropna()
    assert len(sums) and (sums[0] + sums[1] == sums[2]).all()


@given(only=sides())
@few
def test_a_release_beside_itself_is_nil(only: Side) -> None:
    same = compare(only, only)
    amounts = same[["change", *PARTS, *PLAN_PARTS]].fillna(0)
    assert (amounts == 0).all(axis=None) and not same["replanned"].any() and not same["redefined"].any()
    assert set(reasons(same, RULES)) <= {""}


@given(first=sides(), last=sides())
@few
def test_nothing_is_told_of_a_suppressed_figure(first: Side, last: Side) -> None:
    """What the two sides publish at the two dates is all that enters: other months change nothing."""
    for row in changes_of(compare(first, last)):
        if "*" in (row["sign_before"], row["sign_after"]):
            assert row["state"] == "suppressed" and all(row[name] is None for name in ("change", *PARTS))
            told = sentence(row, "Misura", "Italia", "number", Words("it"))
            assert "oscurato" in told and "per il nuovo periodo" not in told


HELD = [100, 200, 300, 400]
REVISED = [100, 200, 297, 420]


@pytest.mark.parametrize(
    ("definition", "data", "part"),
    [("x", "y", "revision"), ("y", "x", "definition"), ("y", "y", "unseparated"), ("x", "x", "revision")],
)
def test_what_changed_at_the_same_date_goes_to_its_cause(definition: str, data: str, part: str) -> None:
    first = side({("one", "IT"): HELD}, until=MONTHS[2])
    last = side({("one", "IT"): REVISED}, definition=definition, data=data)
    row = compare(first, last).iloc[0]
    wanted = dict.fromkeys(PARTS, 0) | {"new_period": 12300, part: -300}
    assert {name: row[name] for name in PARTS} == wanted and row["change"] == 12000


def test_a_former_month_that_is_suppressed_leaves_the_change_whole() -> None:
    first = side({("one", "IT"): HELD}, until=MONTHS[2])
    row = compare(first, side({("one", "IT"): [100, 200, "*", 420]})).iloc[0]
    assert row["unseparated"] == row["change"] == 12000 and row["revision"] == row["new_period"] == 0


def test_a_new_plan_is_told_apart_from_its_own_path() -> None:
    first = side({("one", "IT"): HELD}, [0, 100, 200, 300], until=MONTHS[2])
    last = side({("one", "IT"): HELD}, [0, 150, 250, 500], judgement="on_track")
    changes = compare(first, last)
    row = changes.iloc[0]
    assert (row["path"], row["target"], row["new_period"], row["revision"]) == (25000, 5000, 10000, 0)
    assert row["replanned"] and list(reasons(changes, RULES)) == ["judgement"]
    told = sentence(changes_of(changes)[0], "Cooperative", "Italia", "number", Words("it"))
    assert "+100, tutto per il nuovo periodo" in told and "da «in ritardo» a «in linea»" in told
    assert "obiettivo da 300 entro il 30 aprile 2019 a 500" in told and "prevede +50 rispetto" in told


def test_the_sentence_says_what_how_much_and_why_in_both_languages() -> None:
    found = compare(side({("one", "IT"): HELD}, until=MONTHS[2]), side({("one", "IT"): REVISED}, data="y"))
    row = changes_of(found)[0]
    assert sentence(row, "Cooperative", "Italia", "number", Words("it")) == (
        "Cooperative, Italia: da 300 (31 marzo 2019) a 420 (30 aprile 2019), +120, di cui +123 per il nuovo periodo, "
        "-3 per rettifiche ai dati.")  # fmt: skip
    assert sentence(row, "Cooperatives", "Italy", "number", Words("en")) == (
        "Cooperatives, Italy: from 300 (31 March 2019) to 420 (30 April 2019), +120, of which +123 for the new period, "
        "-3 for revised data.")  # fmt: skip


@given(first=sides(), last=sides(), unit=st.sampled_from(["number", "percent", "euro", "score", "years"]))
@few
def test_the_amounts_of_a_sentence_add_up_as_written(first: Side, last: Side, unit: str) -> None:
    for row in changes_of(compare(first, last)):
        told = sentence(row, "M", "P", unit, Words("en")).split(". ")[0]
        if ", of which " in told:
            head, parts = told.split(", of which ")
            found = [Decimal(n.replace(",", "")) for n in re.findall(r"[+-][\d,]+(?:\.\d+)?(?=[ €])", parts)]
            change = row["change"] / Decimal(100)
            assert len(found) >= 2 and sum(found) == change and head.count("(") == 2


@pytest.mark.parametrize(
    ("before", "after", "plan", "reason"),
    [(100, 104, None, ""), (100, 110, None, "change"), (100, 104, [0, 50, 70, 80], "change"),
     (100, 103, [0, 50, 70, 80], ""), (None, 5, None, ""), (0, 1, None, "change"), ("*", 5, None, "visibility"),
     (5, "*", None, "visibility"), ("*", "*", None, "")],
)  # fmt: skip
def test_what_is_notable(before: object, after: object, plan: list[float] | None, reason: str) -> None:
    """5 % of the journey where there is a plan, else 10 % of the former figure; a former month with no row is none."""
    values = {("one", "IT"): [None, None, before, after]}
    changes = compare(side(values, plan, until=MONTHS[2]), side(values, plan))
    wanted = "visibility" if before is None else reason
    assert list(reasons(changes, RULES)) == [wanted]


def test_a_revision_is_notable_from_a_hundredth() -> None:
    for revised, reason in ((300.9, ""), (303, "restated")):
        first, last = side({("one", "IT"): HELD}, until=MONTHS[2]), side({("one", "IT"): [100, 200, revised, None]})
        changes = compare(first, last)
        assert list(reasons(changes, RULES)) == [reason]
