"""Many series at once against one series at a time (kpi_reference), and against their own company."""

import time
from datetime import date
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.measure_kind import MeasureKind, kind_of
from kpi.plan import Plan
from kpi.progress import progress
from kpi.projection.project import project
from kpi.projection.series import Series
from kpi.status import StatusRules
from kpi.until_due import Measure, ProjectionRules
from tests.helpers import kpi_bands as plain_bands
from tests.helpers import kpi_reference as plain

RULES = StatusRules(on_track=0.05, slightly_late=0.15, minimum_points=6)
START = date(2018, 6, 14)
DRAWING = ProjectionRules(interval=0.8, recent=12, start=START)
SHARE, SUM = kind_of("share", "percent", "latest"), kind_of("euro", "euro", "cumulative")
MONTHS = list(pd.date_range("2018-07-31", periods=36, freq="ME").date)
NAN = float("nan")
gap = st.just(NAN)
cell = st.integers(0, 100).map(float)
one_series = st.one_of(
    st.lists(cell | gap, min_size=1, max_size=30),  # gaps anywhere
    st.lists(cell, min_size=5, max_size=5),  # too few by one
    st.builds(lambda value, count: [value] * count, cell, st.integers(1, 30)),  # constant, one point
    st.builds(lambda start, count: [100 - start - place for place in range(count)], st.integers(0, 50),
              st.integers(6, 30)).map(lambda values: [float(value) for value in values]),  # falling
    st.builds(lambda count: [NAN] * count, st.integers(1, 8)),
)  # fmt: skip
# Falling, rising and nil journeys, of one, two or three stages.
plan = st.builds(
    lambda days, values: Plan(tuple(sorted(days)), tuple(values[: len(days)])),
    st.sets(st.dates(START, date(2021, 6, 13)), min_size=2, max_size=4),
    st.lists(st.integers(0, 100).map(float), min_size=4, max_size=4),
)
batches = st.lists(st.tuples(one_series, plan), min_size=1, max_size=4)
kinds = st.sampled_from([SHARE, SUM, kind_of("mean", "score", "latest"), kind_of("count", "number", "cumulative")])
few = settings(max_examples=40, deadline=None)


def frames(batch: list[tuple[list[float], Plan]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    history = [
        {"kpi": "one", "territory": f"T{place}", "as_of": day, "value": value, "units": 50.0 + 3 * month}
        for place, (values, _) in enumerate(batch)
        for month, (day, value) in enumerate(zip(MONTHS, values, strict=False))
    ]
    targets = [
        {"kpi": "one", "territory": f"T{place}", "due_on": day, "value": value}
        for place, (_, path) in enumerate(batch)
        for day, value in zip(path.dates, path.values, strict=True)
    ]
    return pd.DataFrame(history), pd.DataFrame(targets)


def judge(
    history: pd.DataFrame, targets: pd.DataFrame, kind: MeasureKind, *, rising: bool = True
) -> tuple[pd.DataFrame, pd.DataFrame]:
    return progress(history, targets, {"one": Measure(kind, rising)}, RULES, DRAWING)


@given(batch=batches, kind=st.sampled_from([SHARE, SUM]))
@few
def test_every_cell_is_what_one_series_alone_gives(batch: list[tuple[list[float], Plan]], kind: MeasureKind) -> None:
    found, bands = judge(*frames(batch), kind)
    keys = bands[["territory", "as_of", "month"]].itertuples(index=False, name=None)
    band = dict(zip(keys, zip(bands["low"], bands["high"], strict=True), strict=True))
    for place, (values, path) in enumerate(batch):
        rows = found[found["territory"] == f"T{place}"].set_index("as_of")
        units = [50.0 + 3 * month for month in range(len(values))]
        for month in {0, 5, len(values) // 2, len(values) - 1} & set(range(len(values))):
            value, day, row = values[month], MONTHS[month], rows.loc[MONTHS[month]]
            onward = path.values[-1] > path.values[0]  # higher is better here: a fall is no journey
            foreseen = plain.attained(path, plain.planned(path, day)) if onward else NAN
            share = plain.attained(path, value) if onward else NAN
            left = max(0, (path.dates[-1] - day).days) / (365.25 / 12)
            whole = max(0, (path.dates[-1].year - day.year) * 12 + path.dates[-1].month - day.month)
            wanted = {
                "planned": plain.planned(path, day),
                "planned_attainment": foreseen,
                "attainment": share,
                "gap": share - foreseen,
                "recent_pace": plain.recent_pace(values, month),
                "required_pace": (path.values[-1] - value) / left if left else NAN,
            }
            told = row[list(wanted)].to_numpy(dtype=float)
            np.testing.assert_allclose(told, list(wanted.values()), rtol=1e-9, atol=1e-9)
            points = sum(not np.isnan(known) for known in values[: month + 1])
            assert row["status"] == plain.status(share, foreseen, points)
            for ahead in {1, whole // 2, whole - 1} & set(range(1, whole)):
                low, high = (
                    plain_bands.band_of_a_share(values, units, month, ahead)
                    if kind is SHARE
                    else plain_bands.band_of_a_sum(values, month, ahead)
                )
                key = (f"T{place}", day, MONTHS[month + ahead])
                assert (key in band) == (not np.isnan(low))
                if key in band:
                    np.testing.assert_allclose(band[key], (low, high), rtol=1e-9, atol=1e-7)


@pytest.mark.slow
@given(batch=batches, kind=kinds, order=st.randoms(use_true_random=False), rising=st.booleans())
@few
def test_a_series_is_the_same_alone_in_company_and_in_any_order(
    batch: list[tuple[list[float], Plan]], kind: MeasureKind, order: Random, rising: bool
) -> None:
    history, targets = frames(batch)
    together = judge(history, targets, kind, rising=rising)
    shuffled = list(range(len(history)))
    order.shuffle(shuffled)
    turned = judge(history.iloc[shuffled], targets.iloc[::-1], kind, rising=rising)
    for one, two in zip(together, turned, strict=True):
        keys = list(one.columns[:4])
        pd.testing.assert_frame_equal(_sorted(one, keys), _sorted(two, keys), check_exact=True, check_dtype=False)
    for place in range(len(batch)):
        name = f"T{place}"
        alone = judge(history[history["territory"] == name], targets[targets["territory"] == name], kind,
                      rising=rising)  # fmt: skip
        for one, two in zip(together, alone, strict=True):
            own, keys = one[one["territory"] == name], list(one.columns[:4])
            pd.testing.assert_frame_equal(_sorted(own, keys), _sorted(two, keys), check_exact=True, check_dtype=False)


def _sorted(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    return frame.sort_values(keys).reset_index(drop=True)


def test_all_territories_measures_and_months_take_a_few_seconds_at_most() -> None:
    """137 territories x 36 months of one measure: what a build does 30 times."""
    random = np.random.default_rng(4)
    values = np.cumsum(random.poisson(3, (137, 36)), axis=1).astype(float)
    begun = time.process_time()
    found = project(plain_series(values), 36, recent=12, interval=0.8, kind=SUM)
    spent = time.process_time() - begun
    assert not np.isnan(found.mid[:, 5:]).any()
    assert spent < 1, f"{spent:.2f} s for one measure"


@pytest.mark.parametrize("kind", [SUM, kind_of("count", "number", "cumulative")])
def test_nothing_ever_gives_a_nan_beside_a_value(kind: MeasureKind) -> None:
    values = np.array([[0.0, 0.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0]])
    found = project(plain_series(values), 5, recent=12, interval=0.8, kind=kind)
    assert np.isnan(found.mid[:, 0]).all() and not np.isnan(found.high[:, 2:]).any()
    assert (found.probability(np.array([[5.0]]), np.full((1, 8), 5.0), True)[0, 2:] < 1).all()


def plain_series(values: np.ndarray) -> Series:
    unknown, months = np.full(values.shape, NAN), np.arange(values.shape[1])
    return Series(values, values, unknown, unknown, months + 1.0, (months + 6) % 12)
