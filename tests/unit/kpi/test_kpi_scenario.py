"""The scenario: nothing appears or vanishes, more training never leaves more, and an absurd assumption is refused."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpi.scenario import SIDES, Assumptions, course, placed, years_to_close

SHARES = st.floats(0, 1)
NUMBERS = st.integers(0, 200_000)
ASSUMED = st.builds(Assumptions, SHARES, SHARES, NUMBERS, NUMBERS, st.floats(0, 0.3))
YEARS = 10


def test_a_case_by_hand() -> None:
    assumed = Assumptions(0.75, 0.8, 5000, 0, 0.1)
    made = course(62_000, assumed, YEARS)
    ends = {side: round(made.remaining[side][-1]) for side in SIDES}
    assert ends == {"low": 62_000 - 22_750, "mid": 32_000, "high": 62_000 - 38_250}
    close = years_to_close(62_000, assumed)
    assert close["mid"] == pytest.approx(62_000 / 3000) and close["high"] == pytest.approx(62_000 / 3825)


@settings(max_examples=40)
@given(gap=NUMBERS, assumed=ASSUMED)
@example(gap=0, assumed=Assumptions(0, 0, 0))
@example(gap=100, assumed=Assumptions(1, 1, 200_000, 10, 0.3))
def test_posts_are_conserved_and_sides_are_ordered(gap: int, assumed: Assumptions) -> None:
    made = course(gap, assumed, YEARS)
    for side in SIDES:
        left, filled = made.remaining[side], made.filled[side]
        assert np.allclose(gap + made.arrived, left + filled)
        assert (left >= 0).all() and (filled >= -1e-6).all() and left[0] == gap
        assert (np.diff(filled) >= -1e-6).all()  # a post once filled stays filled
    # the low shares fill least and leave most
    assert (made.remaining["high"] <= made.remaining["mid"]).all()
    assert (made.remaining["mid"] <= made.remaining["low"]).all()


@settings(max_examples=30)
@given(gap=NUMBERS, assumed=ASSUMED, more=SHARES, name=st.sampled_from(["completion", "placement", "places"]))
def test_more_training_never_leaves_more(gap: int, assumed: Assumptions, more: float, name: str) -> None:
    before = getattr(assumed, name)
    after = before + more * 1000 if name == "places" else before + more * (1 - before)
    better = replace(assumed, **{name: after})
    for side in SIDES:
        less = course(gap, better, YEARS).remaining[side]
        assert (less <= course(gap, assumed, YEARS).remaining[side] + 1e-6).all()


@settings(max_examples=30)
@given(gap=st.integers(1, 200_000), assumed=ASSUMED)
def test_the_years_to_close_are_where_the_course_ends_or_are_undefined(gap: int, assumed: Assumptions) -> None:
    pace = placed(assumed.places, assumed)
    for side, years in years_to_close(gap, assumed).items():
        if pace[side] <= assumed.arrivals:
            assert years is None
            assert course(gap, assumed, YEARS).remaining[side][-1] >= gap
        elif years is not None and years < 500:
            assert years > 0 and course(gap, assumed, math.ceil(years)).remaining[side][-1] < 1e-3 * gap


def test_no_places_leave_the_gap_and_no_gap_is_closed() -> None:
    made = course(5100, Assumptions(0.75, 0.8, 0), YEARS)
    assert all((made.remaining[side] == 5100).all() for side in SIDES)
    assert years_to_close(0, Assumptions(0.5, 0.5, 0)) == dict.fromkeys(SIDES, 0.0)


@pytest.mark.parametrize("wrong", [{"completion": 1.1}, {"placement": -0.1}, {"places": -1}, {"arrivals": math.inf},
                                   {"places": math.nan}])  # fmt: skip
def test_an_absurd_assumption_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"shares|finite"):
        replace(Assumptions(0.5, 0.5, 100), **wrong)


@pytest.mark.parametrize(("gap", "years"), [(-1.0, 5), (math.inf, 5), (math.nan, 5), (10.0, -1)])
def test_a_course_starts_from_a_real_gap(gap: float, years: int) -> None:
    with pytest.raises(ValueError, match="gap"):
        course(gap, Assumptions(0.5, 0.5, 100), years)
