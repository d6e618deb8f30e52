"""Measures beside their plans, month by month: the frames, and what must never be judged or drawn."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.measure_kind import kind_of
from kpi.progress import PACE_MONTHS, PROGRESS, PROJECTION, progress
from kpi.status import JUDGED, NO_TARGET, NOT_ASSESSABLE, StatusRules
from kpi.until_due import Measure, ProjectionRules

RULES = StatusRules(on_track=0.05, slightly_late=0.15, minimum_points=6)
DRAWING = ProjectionRules(interval=0.8, recent=12, start=date(2019, 1, 1))
MEASURES = {
    "reached": Measure(kind_of("count", "persons", "latest"), rising=True),
    "gap": Measure(kind_of("share", "percent", "latest"), rising=False),
}
START, END = date(2019, 1, 1), date(2020, 12, 31)
NAN = float("nan")
few = settings(max_examples=40, deadline=None)


def months(count: int, start: str = "2019-01-31") -> list[date]:
    return list(pd.date_range(start, periods=count, freq="ME").date)


def history_of(
    values: list[float], kpi: str = "reached", territory: str = "IT", start: str = "2019-01-31"
) -> pd.DataFrame:
    return pd.DataFrame({"kpi": kpi, "territory": territory, "as_of": months(len(values), start), "value": values})


def targets_of(*milestones: tuple[date, float], kpi: str = "reached", territory: str = "IT") -> pd.DataFrame:
    dates, values = zip(*milestones, strict=True)
    return pd.DataFrame({"kpi": kpi, "territory": territory, "due_on": list(dates), "value": list(values)})


RISING = targets_of((START, 0.0), (END, 240.0))


def judge(history: pd.DataFrame, targets: pd.DataFrame = RISING) -> tuple[pd.DataFrame, pd.DataFrame]:
    return progress(history, targets, MEASURES, RULES, DRAWING)


def test_the_frames_have_their_columns_and_one_row_per_month() -> None:
    found, bands = judge(history_of([10.0 * month for month in range(1, 9)]))
    assert list(found.columns) == PROGRESS
    assert list(bands.columns) == PROJECTION
    assert found["as_of"].tolist() == months(8)
    assert (found["target"] == 240).all() and (found["due_on"] == END).all() and (found["baseline"] == 0).all()


def test_a_steady_measure_is_on_track_and_its_paces_agree() -> None:
    row = judge(history_of([10.0 * month for month in range(1, 13)]))[0].iloc[-1]
    assert row["status"] == "on_track"
    assert row["gap"] == pytest.approx(row["attainment"] - row["planned_attainment"])
    assert row["recent_pace"] == 10
    assert row["required_pace"] == pytest.approx(10, rel=0.01)  # months are of different lengths, so not quite
    assert row["projected_mid"] == pytest.approx(240, rel=0.05) and 0.2 < row["probability"] < 0.5  # on the line


def test_a_target_is_due_on_its_day_and_not_at_the_end_of_its_month() -> None:
    """From 31 December to 13 June there are 164 days, 5.39 months: paces and chances reach that day."""
    history = history_of([10.0 * month for month in range(1, 31)], start="2018-07-31")
    frames = [judge(history, targets_of((date(2018, 6, 14), 0.0), (due, 360.0))) for due in
              (date(2021, 5, 31), date(2021, 6, 13), date(2021, 6, 30))]  # fmt: skip
    may, due, june = (found.iloc[-1] for found, _ in frames)
    assert due["required_pace"] == pytest.approx((360 - 300) / (164 / 30.4375))
    for name in ("projected_low", "projected_mid", "projected_high", "probability"):
        assert may[name] <= due[name] <= june[name] and may[name] < june[name]
    drawn = frames[1][1][lambda bands: bands["as_of"] == date(2020, 12, 31)]
    assert drawn["month"].tolist()[-2:] == [date(2021, 5, 31), date(2021, 6, 13)]
    assert drawn["mid"].iloc[-1] == due["projected_mid"]


def test_the_first_five_months_are_not_judged() -> None:
    found, _ = judge(history_of([10.0] * 7))
    assert found["status"].tolist()[:5] == ["too_few_points"] * 5
    assert "too_few_points" not in set(found["status"][5:])


def test_a_suppressed_value_is_not_judged_as_zero() -> None:
    values = [10.0 * month for month in range(1, 9)]
    values[6] = NAN
    found, bands = judge(history_of(values))
    hidden = found.iloc[6]
    assert hidden["status"] == "not_assessable"
    assert hidden[["value", "attainment", "gap", "required_pace", "projected_mid", "probability"]].isna().all()
    assert found.iloc[7]["status"] == "on_track"
    assert months(7)[-1] not in set(bands["as_of"])


def test_a_gap_in_the_middle_is_no_jump() -> None:
    values = [10.0, 20.0, 30.0, NAN, NAN, 60.0, 70.0, 80.0]
    one, other = (judge(history)[0].iloc[-1] for history in (history_of(values), history_of(values).dropna()))
    for row in (one, other):
        assert row["recent_pace"] == 10 and row["projected_mid"] == pytest.approx(240, rel=0.1)
    assert one["projected_mid"] == other["projected_mid"], "a missing value and a missing row are the same"


def test_a_yearly_figure_is_not_projected_as_if_it_were_monthly() -> None:
    yearly = history_of([10.0] * 7, start="2012-12-31")
    yearly["as_of"] = [date(year, 12, 31) for year in range(2012, 2019)]
    yearly["value"] = [float(value) for value in range(10, 80, 10)]
    found, bands = judge(yearly, targets_of((date(2011, 12, 31), 0.0), (END, 100.0)))
    assert found["recent_pace"].isna().all() and found["projected_mid"].isna().all()
    assert bands.empty
    assert found["as_of"].tolist() == yearly["as_of"].tolist()


def test_a_falling_measure() -> None:
    target = targets_of((START, 50.0), (END, 26.0), kpi="gap")
    found, _ = judge(history_of([50.0 - month for month in range(1, 13)], "gap"), target)
    row = found.iloc[-1]
    assert (row["status"], row["recent_pace"]) == ("on_track", -1)
    assert row["required_pace"] == pytest.approx(-1, rel=0.01) and 0.2 < row["probability"] < 0.5


def test_without_a_target_there_is_no_judgement_and_no_band() -> None:
    history = pd.concat([history_of([5.0] * 8), history_of([1.0] * 8, territory="ITC1")], ignore_index=True)
    found, bands = judge(history)
    other = found[found["territory"] == "ITC1"]
    assert set(other["status"]) == {NO_TARGET}
    assert other[["target", "planned", "attainment", "probability"]].isna().all(axis=None)
    assert set(bands["territory"]) == {"IT"}


def test_bands_lie_after_their_month_and_end_with_the_plan() -> None:
    found, bands = judge(history_of([float(month) for month in range(1, 31)]))
    assert (bands["month"] > bands["as_of"]).all()
    assert bands["month"].max() == END
    assert (bands.groupby("as_of")["month"].max() == END).all()
    ends = bands[bands["month"] == END].set_index("as_of")
    rows = found.set_index("as_of").loc[ends.index]
    assert rows["projected_low"].tolist() == ends["low"].tolist()
    after = found[found["as_of"] >= END]
    assert len(after) == 7
    assert after[["projected_mid", "probability", "required_pace"]].isna().all(axis=None)


def test_each_territory_is_projected_to_its_own_date() -> None:
    near = date(2020, 1, 31)
    targets = pd.concat([RISING, targets_of((START, 0.0), (near, 120.0), territory="ITC1")])
    steady = [10.0 * month for month in range(1, 13)]
    found, bands = judge(pd.concat([history_of(steady), history_of(steady, territory="ITC1")]), targets)
    last = found[found["as_of"] == months(12)[-1]].set_index("territory")
    assert last["projected_mid"].to_dict() == {"IT": pytest.approx(240, rel=0.05), "ITC1": pytest.approx(130, rel=0.01)}
    assert bands[bands["territory"] == "ITC1"]["month"].max() == near


def test_a_territory_that_starts_later_has_no_row_before_its_first() -> None:
    targets = pd.concat([RISING, targets_of((START, 0.0), (END, 120.0), territory="ITC1")])
    late = history_of([3.0] * 4, territory="ITC1", start="2019-05-31")
    found, _ = judge(pd.concat([history_of([5.0] * 8), late]), targets)
    assert found[found["territory"] == "ITC1"]["as_of"].tolist() == late["as_of"].tolist()


def test_what_comes_later_does_not_change_an_earlier_judgement() -> None:
    values = [float(value) for value in np.cumsum([3, 9, 4, 8, 2, 7, 5, 6, 1, 9])]
    whole, _ = judge(history_of(values))
    part, _ = judge(history_of(values[:7]))
    pd.testing.assert_frame_equal(whole.iloc[:7].reset_index(drop=True), part.reset_index(drop=True))


def test_the_same_rows_in_another_order_give_the_same_frames() -> None:
    history = pd.concat([history_of([1.0, 4.0, 6.0, 9.0, 9.0, 11.0, 15.0]), history_of([2.0] * 7, territory="ITC1")])
    shuffled = history.sample(frac=1, random_state=3)
    for one, two in zip(judge(history), judge(shuffled), strict=True):
        keys = list(one.columns[:3])
        pd.testing.assert_frame_equal(
            one.sort_values(keys).reset_index(drop=True), two.sort_values(keys).reset_index(drop=True)
        )


def test_no_history_gives_empty_frames_with_their_columns() -> None:
    found, bands = judge(history_of([]))
    assert (list(found.columns), list(bands.columns), len(found), len(bands)) == (PROGRESS, PROJECTION, 0, 0)


def test_the_recent_pace_looks_back_half_a_year() -> None:
    row = judge(history_of([0.0, 100.0, *[100.0 + month for month in range(1, PACE_MONTHS + 1)]]))[0].iloc[-1]
    assert row["recent_pace"] == 1


journeys = st.tuples(st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000))
figures = st.lists(st.integers(0, 1000).map(float), min_size=6, max_size=14)


def standing(values: list[float], journey: tuple[float, float, float], kpi: str, scale: float = 1.0) -> pd.Series:
    """The last month's row for a plan of three dates, everything in another unit."""
    dates = (START, date(2019, 9, 1), END)
    plan = targets_of(*((day, number * scale) for day, number in zip(dates, journey, strict=True)), kpi=kpi)
    return judge(history_of([value * scale for value in values], kpi), plan)[0].iloc[-1]


@given(values=figures, journey=journeys, kpi=st.sampled_from(["reached", "gap"]), scale=st.floats(1e-3, 1e6))
@few
def test_a_change_of_unit_changes_no_share_and_no_status(
    values: list[float], journey: tuple[float, float, float], kpi: str, scale: float
) -> None:
    one, other = standing(values, journey, kpi), standing(values, journey, kpi, scale)
    shares = ["attainment", "planned_attainment", "gap"]
    np.testing.assert_allclose(
        one[shares].to_numpy(dtype=float), other[shares].to_numpy(dtype=float), rtol=1e-9, atol=1e-9
    )
    assert one["status"] == other["status"]


@given(values=figures, journey=journeys, kpi=st.sampled_from(["reached", "gap"]), worse_by=st.integers(1, 1000))
@few
def test_a_worse_value_never_has_a_better_status(
    values: list[float], journey: tuple[float, float, float], kpi: str, worse_by: int
) -> None:
    """For plans that rise, fall or lead nowhere: what is worse is said by the measure, never by the plan."""
    worse = [*values[:-1], values[-1] + (worse_by if kpi == "gap" else -worse_by)]
    before, after = standing(values, journey, kpi)["status"], standing(worse, journey, kpi)["status"]
    if NOT_ASSESSABLE in (before, after):
        assert before == after
    else:
        assert JUDGED.index(after) >= JUDGED.index(before)


def test_an_amended_plan_judges_from_its_first_day_on() -> None:
    plans = [
        targets_of((START, 0.0), (END, 240.0)).assign(valid_from=START),
        targets_of((START, 0.0), (date(2020, 6, 30), 90.0)).assign(valid_from=date(2019, 7, 1)),
    ]
    found, bands = judge(history_of([5.0 * month for month in range(1, 13)]), pd.concat(plans))
    assert found["target"].tolist() == [240] * 6 + [90] * 6
    assert found["due_on"].tolist() == [END] * 6 + [date(2020, 6, 30)] * 6
    assert found["status"].tolist()[5:7] == ["slightly_late", "on_track"]
    assert bands.groupby("as_of")["month"].max().tolist() == [END] * 5 + [date(2020, 6, 30)] * 6


def test_before_its_first_plan_a_measure_has_no_target() -> None:
    late = RISING.assign(valid_from=date(2019, 8, 1))
    found, bands = judge(history_of([10.0 * month for month in range(1, 10)]), late)
    assert found["status"].tolist() == [NO_TARGET] * 7 + ["on_track"] * 2
    early = found[found["status"] == NO_TARGET]
    assert early[["target", "planned", "attainment", "due_on", "projected_mid"]].isna().all(axis=None)
    assert bands["as_of"].min() == date(2019, 8, 31)
